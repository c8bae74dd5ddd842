/**
 * One turn of the agent with the rehearsal model: data in, events out, a document written. Offline.
 * Run it with `node examples/02-one-turn.ts`.
 */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { memoryTool } from '../src/agent/memory-tool.ts'
import { runTurn } from '../src/agent/run-turn.ts'
import { connectRehearsal } from '../src/claude/rehearsal.ts'
import { openMemory } from '../src/memory/memory.ts'
import { createRehearsal } from '../src/rehearsal/rehearsal.ts'
import { inProcessLog } from '../src/storage/in-process.ts'

const memory = await openMemory(inProcessLog())
const connection = connectRehearsal(createRehearsal({ pace: () => 0, now: () => new Date() }))

const events = runTurn({
  connection,
  model: connection.defaultModel,
  systemPrompt: 'Keep what matters in memory.',
  turns: [
    {
      id: '1',
      speaker: 'Alice',
      text: 'I am Alice from TechCorp. ACME Corp has a budget of $500K and 50 applications to move.',
      steps: [],
      status: { kind: 'running' },
    },
  ],
  firstStep: 1,
  tools: [memoryTool(memory, { chat: 'discovery', turn: '1', speaker: 'Alice' }, async () => {})],
  contextEditing: {
    enabled: false,
    trigger: { kind: 'input_tokens', value: 100_000 },
    keep: 3,
    clearAtLeast: 0,
    excludeTools: [],
    clearToolInputs: false,
    keepThinking: null,
  },
  pending: [],
  known: {},
  signal: new AbortController().signal,
  clock: {
    now: () => new Date(),
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    random: Math.random,
  },
})

for await (const event of events) {
  if (event.type === 'block.delta') process.stdout.write(event.text)
  else console.log(`\n[${event.type}]`)
  if (event.type === 'turn.finished') assert.equal(event.outcome.kind, 'answered')
}

const [document] = memory.documents()
assert.ok(document)
assert.match((await memory.text(document.document)) ?? '', /\$500K/)
assert.deepEqual(document.changedBy, { kind: 'claude', onBehalfOf: 'Alice' })
