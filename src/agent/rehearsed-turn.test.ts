import { beforeEach, describe, expect, it } from 'vitest'
import { connectRehearsal } from '../claude/rehearsal.ts'
import type { Memory } from '../memory/contract.ts'
import { openMemory } from '../memory/memory.ts'
import type { Fault } from '../rehearsal/faults.ts'
import { createRehearsal } from '../rehearsal/rehearsal.ts'
import { inProcessLog } from '../storage/in-process.ts'
import type { TurnEvent } from './events.ts'
import { memoryTool } from './memory-tool.ts'
import { runTurn } from './run-turn.ts'
import { LONGEST_SILENCE } from './silence.ts'
import { turnToRun } from './turn-for-tests.ts'

let memory: Memory
beforeEach(async () => {
  memory = await openMemory(inProcessLog())
})

const PROJECT = 'I am Alice. ACME Corp has a budget of $500K, 9 months and 50 applications.'

/** Runs a turn against the rehearsal model and a real memory; the first request for a message gets the fault. */
async function rehearse(fault?: Fault, at = 1): Promise<readonly TurnEvent[]> {
  const model = createRehearsal({
    pace: () => 0,
    now: () => new Date(Date.UTC(2026, 10, 23)),
    faults: (request) => (request === at ? fault : undefined),
  })
  const events = runTurn({
    connection: connectRehearsal(model),
    model: 'rehearsal-1',
    systemPrompt: '',
    turns: [turnToRun(PROJECT)],
    firstStep: 1,
    tools: [memoryTool(memory, { chat: 'c1', turn: 't1', speaker: 'Alice' })],
    contextEditing: {
      enabled: true,
      trigger: { kind: 'tool_uses', value: 1 },
      keep: 0,
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
      random: () => 0,
      sleep: async (ms, signal) => {
        if (ms < LONGEST_SILENCE - 1_000) return
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
    },
  })
  return await Array.fromAsync(events)
}

async function texts(): Promise<string> {
  const all = await Promise.all(memory.documents().map(({ document }) => memory.text(document)))
  return all.join('\n')
}

describe('a turn with the rehearsal model', () => {
  it('keeps what Alice said in a document, costs nothing, and tells what was cleared', async () => {
    const events = await rehearse()
    expect(events.at(-1)).toEqual({ type: 'turn.finished', outcome: { kind: 'answered' } })
    expect(await texts()).toContain('500K')
    const steps = events.filter((event) => event.type === 'step.finished')
    expect(steps.length).toBeGreaterThan(1)
    expect(steps.every(({ cost }) => cost === 0)).toBe(true)
    expect(steps.some(({ clearings }) => clearings.some(({ kind }) => kind === 'tool_uses'))).toBe(true)
  })

  const faults: readonly Fault[] = [
    { kind: 'status', status: 429, retryAfter: 2 },
    { kind: 'status', status: 529 },
    { kind: 'status', status: 500 },
    { kind: 'error_event', after: 0 },
    { kind: 'error_event', after: 3 },
    { kind: 'cut', after: 2 },
    { kind: 'early_end', after: 2 },
  ]
  it.each(faults)('comes to the same memory after $kind', async (fault) => {
    const events = await rehearse(fault)
    expect(events.filter(({ type }) => type === 'step.waiting')).toHaveLength(1)
    expect(events.at(-1)).toEqual({ type: 'turn.finished', outcome: { kind: 'answered' } })
    const faulty = await texts()
    memory = await openMemory(inProcessLog())
    await rehearse()
    expect(faulty).toBe(await texts())
  })

  it.each<Fault>([{ kind: 'invalid_tool_json' }, { kind: 'truncated_tool_json' }])(
    'answers a call with $kind by an error and goes on',
    async (fault) => {
      const events = await rehearse(fault)
      const first = events.find((event) => event.type === 'tool.finished')
      expect(first?.result).toMatchObject({ isError: true })
      expect(first?.result.text).toContain('INVALID_JSON')
      expect(events.at(-1)?.type).toBe('turn.finished')
    },
  )

  it('runs nothing when max_tokens strikes inside a call', async () => {
    const events = await rehearse({ kind: 'max_tokens_in_tool' })
    expect(events.some(({ type }) => type === 'tool.started')).toBe(false)
    expect(events.at(-1)).toEqual({ type: 'turn.finished', outcome: { kind: 'cut', by: 'max_tokens' } })
    expect(memory.head).toBe(0)
  })

  it('ends as refused when the model refuses', async () => {
    const events = await rehearse({ kind: 'refusal', after: 0, category: 'bio' })
    expect(events.at(-1)).toEqual({ type: 'turn.finished', outcome: { kind: 'refused', category: 'bio' } })
  })
})
