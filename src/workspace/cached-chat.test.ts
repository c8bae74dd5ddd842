/** What a chat of thirty turns pays, over the wire, by the rehearsal model's arithmetic of caching, which is the API's. */
import { describe, expect, it } from 'vitest'
import type { ContextEditing, Usage } from '../agent/events.ts'
import { memoryTool } from '../agent/memory-tool.ts'
import { runTurn } from '../agent/run-turn.ts'
import { instantClock, OFF } from '../agent/turn-for-tests.ts'
import { capabilitiesOf } from '../claude/models-capabilities.ts'
import { costOf } from '../claude/models-cost.ts'
import { connectRehearsal } from '../claude/rehearsal.ts'
import { openMemory } from '../memory/memory.ts'
import { createRehearsal } from '../rehearsal/rehearsal.ts'
import { inProcessLog } from '../storage/in-process.ts'
import type { TurnState } from './events.ts'
import { reduceTurn } from './reduce-turn.ts'

const TURNS = 30
const AT = '2026-11-23T10:00:00Z'

/** One message of a person who always has something new to keep, so that each turn uses the memory. */
function message(n: number): string {
  const details = Array.from({ length: 12 }, (_, i) => `point ${n}.${i} was settled with team ${(n * i) % 7}`)
  return `I am Alice. Please remember that project number ${n} has a budget of $${n}00K and ${n} months: ${details.join('; ')}.`
}

interface Told {
  readonly usages: readonly Usage[]
  readonly clearings: number
  readonly refused: number
}

async function chat(contextEditing: ContextEditing, turns = TURNS): Promise<Told> {
  const memory = await openMemory(inProcessLog())
  // A minute passes with each request, so that what is kept for five is kept by being used.
  let minutes = 0
  const model = createRehearsal({ pace: () => 0, now: () => new Date(Date.parse(AT) + minutes++ * 60_000) })
  let refused = 0
  const connection = connectRehearsal(async (request) => {
    const response = await model(request)
    if (!response.ok) refused++
    return response
  })
  const past: TurnState[] = []
  for (let n = 1; n <= turns; n++) {
    let turn = newTurn(n)
    const events = runTurn({
      connection,
      model: 'rehearsal-1',
      systemPrompt: 'Be kind to everybody, and keep what they tell. '.repeat(60),
      turns: [...past, turn],
      firstStep: 1,
      tools: [memoryTool(memory, { chat: 'c', turn: turn.id, speaker: 'Alice' })],
      contextEditing,
      pending: [],
      known: {},
      signal: new AbortController().signal,
      clock: instantClock(),
    })
    for await (const event of events) turn = reduceTurn(turn, event, AT)
    expect(turn.status).toEqual({ kind: 'finished', outcome: { kind: 'answered' } })
    past.push(turn)
  }
  const finished = past.flatMap(({ steps }) => steps.flatMap((step) => step.finished ?? []))
  const clearings = finished.reduce((sum, step) => sum + step.clearings.length, 0)
  return { usages: finished.map(({ usage }) => usage), clearings, refused }
}

function newTurn(n: number): TurnState {
  return {
    id: `t${n}`,
    number: n,
    speaker: 'Alice',
    text: message(n),
    at: AT,
    toolUsesBefore: 0,
    steps: [],
    status: { kind: 'running' },
    finishedAt: null,
  }
}

function sumOf(usages: readonly Usage[]) {
  const sum = (name: 'input' | 'cacheRead' | 'cacheWrite') =>
    usages.reduce((all, usage) => all + usage[name], 0)
  const [input, read, write] = [sum('input'), sum('cacheRead'), sum('cacheWrite')]
  return { input, read, write, all: input + read + write, share: read / (input + read + write) }
}

/** The chat without clearing, had once. */
let uncleared: Promise<Told> | null = null
function wholeChat(): Promise<Told> {
  uncleared ??= chat(OFF)
  return uncleared
}

describe('a chat of thirty turns', () => {
  it('reads at least nine tenths of its prompts from the cache when nothing is cleared', {
    timeout: 120_000,
  }, async () => {
    const { usages, clearings, refused } = await wholeChat()
    expect({ clearings, refused }).toEqual({ clearings: 0, refused: 0 })
    expect(usages.length).toBeGreaterThan(TURNS)
    const { share, input } = sumOf(usages)
    expect(share).toBeGreaterThanOrEqual(0.9)
    // Everything that is new is written, and so read by the next request: next to nothing is paid in full twice.
    expect(input).toBeLessThan(usages.length * 50)
  })

  it('is asked in more than one step a turn, and each step reads what the one before it wrote', async () => {
    const { usages } = await chat(OFF, 3)
    for (const [i, usage] of usages.entries()) {
      const before = usages[i - 1]
      if (before) expect(usage.cacheRead).toBeGreaterThanOrEqual(before.cacheRead + before.cacheWrite)
    }
  })

  it('pays for each clearing by writing anew what follows it, and less for prompts that are shorter', {
    timeout: 120_000,
  }, async () => {
    const whole = await wholeChat()
    const often: ContextEditing = {
      ...OFF,
      enabled: true,
      trigger: { kind: 'tool_uses', value: 10 },
      keep: 3,
    }
    const cleared = await chat(often)
    expect(cleared.refused).toBe(0)
    expect(cleared.clearings).toBeGreaterThan(0)
    const [a, b] = [sumOf(whole.usages), sumOf(cleared.usages)]
    expect(b.share).toBeLessThan(a.share)
    expect(b.write).toBeGreaterThan(a.write)
    expect(b.all).toBeLessThan(a.all)
  })

  it('costs less than half of what it would without a cache, at the price of the newest Sonnet', {
    timeout: 120_000,
  }, async () => {
    const { usages } = await wholeChat()
    const model = 'claude-sonnet-5-5'
    const { prices } = capabilitiesOf({ kind: 'anthropic', model, today: AT })
    const total = (of: (usage: Usage) => Usage) =>
      usages.reduce((sum, usage) => sum + (costOf(prices, { ...of(usage), output: 0 }) ?? 0), 0)
    const uncached = ({ input, cacheRead, cacheWrite, output }: Usage): Usage => ({
      input: input + cacheRead + cacheWrite,
      output,
      cacheRead: 0,
      cacheWrite: 0,
    })
    expect(total((usage) => usage)).toBeLessThan(total(uncached) / 2)
  })
})
