import type { AddressInfo } from 'node:net'
import Anthropic from '@anthropic-ai/sdk'
import { serve } from '@hono/node-server'
import { expect, test } from 'vitest'
import { createRehearsal, type Fault } from './rehearsal.ts'

const BODY = {
  model: 'rehearsal-1',
  max_tokens: 1_000,
  messages: [{ role: 'user' as const, content: 'Hello' }],
  tools: [{ type: 'memory_20250818' as const, name: 'memory' as const }],
  stream: true as const,
}

/** The model behind a real HTTP server on a free port of this machine, and the official client in front of it. */
async function withServer(run: (client: Anthropic) => Promise<void>, fault?: Fault, pace = 0): Promise<void> {
  const fetch = createRehearsal({ pace: () => pace, now: () => new Date(0), faults: () => fault })
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  try {
    await run(new Anthropic({ apiKey: 'k', baseURL: `http://127.0.0.1:${port}`, maxRetries: 0 }))
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

async function types(stream: AsyncIterable<Anthropic.Beta.BetaRawMessageStreamEvent>): Promise<string[]> {
  const seen: string[] = []
  for await (const event of stream) seen.push(event.type)
  return seen
}

test('streams over a socket', async () => {
  await withServer(async (client) => {
    const seen = await types(await client.beta.messages.create(BODY))
    expect([seen[0], seen.at(-1)]).toEqual(['message_start', 'message_stop'])
  })
})

test('a cut reaches the client as a broken connection', async () => {
  await withServer(
    async (client) => {
      const stream = await client.beta.messages.create(BODY)
      await expect(types(stream)).rejects.toThrow()
    },
    { kind: 'cut', after: 2 },
  )
})

test('a client that goes away leaves nothing running', async () => {
  await withServer(
    async (client) => {
      const stream = await client.beta.messages.create(BODY)
      for await (const event of stream) if (event.type === 'content_block_start') break
    },
    undefined,
    60_000,
  )
})
