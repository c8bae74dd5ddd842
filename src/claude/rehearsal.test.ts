import { describe, expect, it } from 'vitest'
import { createRehearsal } from '../rehearsal/rehearsal.ts'
import { HostError, type WireEvent } from './contract.ts'
import { connectRehearsal } from './rehearsal.ts'

const connection = connectRehearsal(
  createRehearsal({ pace: () => 0, now: () => new Date('2026-11-23T10:00:00Z') }),
)
const request = {
  model: connection.defaultModel,
  system: '',
  messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello, I am Alice.' }] }],
  tools: [{ type: 'memory_20250818' as const, name: 'memory' as const }],
}

async function ask(change: Partial<typeof request> = {}, signal = new AbortController().signal) {
  const events: WireEvent[] = []
  for await (const event of connection.stream({ ...request, ...change }, signal)) events.push(event)
  return events
}

describe('the rehearsal model behind the official SDK', () => {
  it('streams a reply that uses the memory tool, and costs nothing', async () => {
    const events = await ask()
    expect(events[0]?.type).toBe('message_start')
    expect(events.at(-1)?.type).toBe('message_stop')
    expect(events.some((e) => e.type === 'content_block_start' && e.content_block.type === 'tool_use')).toBe(
      true,
    )
    expect(connection.cost('rehearsal-1', { input: 9, output: 9, cacheRead: 9, cacheWrite: 9 })).toBe(0)
  })

  it('lists itself under the name that its Models API gives', async () => {
    const [model] = await connection.models()
    expect(model?.id).toBe('rehearsal-1')
    expect(model?.name).toMatch(/Rehearsal/)
  })

  it('refuses what the API would refuse, in the same words as every host', async () => {
    const error = await ask({ model: 'claude-sonnet-5-5' }).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(HostError)
    expect(error).toMatchObject({ failure: { kind: 'model_unavailable', retryable: false, status: 404 } })
  })

  it('ends with the reason when it is aborted', async () => {
    const abort = new AbortController()
    abort.abort('stopped')
    await expect(ask({}, abort.signal)).rejects.toBe('stopped')
  })
})
