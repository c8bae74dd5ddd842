import Anthropic from '@anthropic-ai/sdk'
import { betaMemoryTool } from '@anthropic-ai/sdk/helpers/beta/memory'
import { describe, expect, it } from 'vitest'
import { createRehearsal } from '../rehearsal/rehearsal.ts'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller } from './contract.ts'
import { MemoryRefusal, memoryHandlers, memoryRunnable } from './handlers.ts'
import { openMemory } from './memory.ts'

const CLAUDE: Caller = { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: 'chat:1' }
const PATH = '/memories/a.md'

/** The official client; only its network is the rehearsal model. */
function client(): Anthropic {
  const handler = createRehearsal({ pace: () => 0, now: () => new Date('2026-11-23T09:00:00Z') })
  return new Anthropic({
    apiKey: 'rehearsal',
    baseURL: 'http://rehearsal.internal',
    fetch: (url, init) => handler(new Request(url, init)),
  })
}

const QUESTION = {
  model: 'rehearsal-1',
  max_tokens: 4096,
  messages: [{ role: 'user', content: 'Please remember: our customer ACME has a budget of $500K.' }],
  betas: ['context-management-2025-06-27'],
} satisfies Partial<Anthropic.Beta.MessageCreateParams>

describe('memoryHandlers', () => {
  it('answer as the commands do', async () => {
    const memory = await openMemory(inProcessLog())
    const handlers = memoryHandlers(memory, CLAUDE)
    expect(await handlers.create({ command: 'create', path: PATH, file_text: 'one\n' })).toContain(PATH)
    expect(await handlers.view({ command: 'view', path: PATH })).toContain('     1\tone')
  })

  it('refuse by a rejection without the word that the runner adds', async () => {
    const handlers = memoryHandlers(await openMemory(inProcessLog()), CLAUDE)
    const attempt = handlers.delete({ command: 'delete', path: PATH })
    await expect(attempt).rejects.toBeInstanceOf(MemoryRefusal)
    await expect(attempt).rejects.toThrow(/^The path \/memories\/a.md does not exist/)
    await expect(handlers.create({ command: 'create', path: PATH })).rejects.toThrow(/file_text/)
  })

  it('serve the tool runner of the official SDK, from the first message to the last', async () => {
    const memory = await openMemory(inProcessLog())
    const tools = [betaMemoryTool(memoryHandlers(memory, CLAUDE))]
    const final = await client().beta.messages.toolRunner({ ...QUESTION, tools })
    expect(final.stop_reason).toBe('end_turn')
    const texts = await Promise.all(memory.documents().map((info) => memory.text(info.document)))
    expect(texts.join('\n')).toContain('500K')
    expect(memory.history().every((commit) => commit.actor.kind === 'claude')).toBe(true)
  })
})

describe('memoryRunnable', () => {
  it('gives every commit the id of its tool call, and makes the same call once', async () => {
    const memory = await openMemory(inProcessLog())
    const tool = memoryRunnable(memory, { ...CLAUDE, key: 'chat-1/turn-1' })
    const call = { command: 'create', path: PATH, file_text: 'one\n' }
    const context = { toolUse: { id: 'toolu_1' } }
    const first = await tool.run(call, context)
    expect(await tool.run(call, context)).toBe(first)
    expect(memory.history().map((commit) => commit.key)).toEqual(['chat-1/turn-1/toolu_1'])
  })

  it('serves the tool runner of the official SDK', async () => {
    const memory = await openMemory(inProcessLog())
    await client().beta.messages.toolRunner({ ...QUESTION, tools: [memoryRunnable(memory, CLAUDE)] })
    expect(memory.head).toBeGreaterThan(0)
    expect(memory.history().every((commit) => commit.key !== undefined)).toBe(true)
  })
})
