/**
 * A memory behind the official SDK: its handlers in `betaMemoryTool`, run by the SDK's own tool runner, while a listener hears
 * every commit. Offline: the client's network is the rehearsal model; with a key of yours, leave `fetch` and `baseURL` out.
 * Run it with `node examples/03-behind-the-sdk.ts`.
 */
import assert from 'node:assert/strict'
import Anthropic from '@anthropic-ai/sdk'
import { betaMemoryTool } from '@anthropic-ai/sdk/helpers/beta/memory'
import { inProcessLog, memoryHandlers, openMemory } from 'commonplace/memory'
import { createRehearsal } from '../src/rehearsal/rehearsal.ts'

const rehearsal = createRehearsal({ pace: () => 0, now: () => new Date() })
const anthropic = new Anthropic({
  apiKey: 'rehearsal',
  baseURL: 'http://rehearsal.internal',
  fetch: (url, init) => rehearsal(new Request(url, init)),
})

const memory = await openMemory(inProcessLog())
const heard: string[] = []
memory.subscribe((commit) => heard.push(`${commit.number} ${commit.reason} ${commit.changes[0]?.path}`))

async function say(person: string, content: string): Promise<string> {
  const by = { actor: { kind: 'claude', onBehalfOf: person }, reader: `chat:${person}` } as const
  const reply = await anthropic.beta.messages.toolRunner({
    model: 'rehearsal-1',
    max_tokens: 4096,
    betas: ['context-management-2025-06-27'],
    messages: [{ role: 'user', content }],
    tools: [betaMemoryTool(memoryHandlers(memory, by))],
  })
  return reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
}

await say('Alice', 'Please remember: our customer ACME has a budget of $500K.')
const answer = await say('John', 'What is the budget of ACME?')

assert.match(answer, /500K/, 'John is told what Alice told')
assert.ok(heard.length > 0)
assert.deepEqual(
  memory.history().map((commit) => commit.actor),
  memory.history().map(() => ({ kind: 'claude', onBehalfOf: 'Alice' })),
)
await memory.close()
console.log(`${heard.join('; ')}: as expected.`)
