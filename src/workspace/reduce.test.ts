import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TurnEvent } from '../agent/events.ts'
import { DEFAULT_ASKING, DEFAULT_CARE } from './defaults.ts'
import type { AppState, WorkspaceEvent, WorkspaceFact } from './events.ts'
import { reduce } from './reduce.ts'
import { clearedToolUses, emptyState, sumTotals } from './state.ts'

const editing = {
  enabled: true,
  trigger: { kind: 'input_tokens', value: 100_000 },
  keep: 3,
  clearAtLeast: 0,
  excludeTools: [],
  clearToolInputs: false,
  keepThinking: null,
} as const
const settings = {
  systemPrompt: 'Be kind.',
  contextEditing: editing,
  rehearsalPace: 0,
  ...DEFAULT_ASKING,
  ...DEFAULT_CARE,
}
const host = {
  id: 'rehearsal',
  kind: 'rehearsal',
  available: true,
  name: 'Rehearsal',
  model: 'rehearsal-1',
  because: 'nothing else was found',
  models: [],
} as const
const chatSettings = { speaker: 'Alice', systemPrompt: null, model: null, contextEditing: null }

const added: WorkspaceFact = {
  type: 'chat.added',
  chat: 'c1',
  name: 'Discovery',
  settings: chatSettings,
  memories: ['default'],
}
const started: WorkspaceFact = {
  type: 'turn.started',
  chat: 'c1',
  turn: 't1',
  number: 1,
  speaker: 'Alice',
  text: 'Hello',
  toolUsesBefore: 0,
}
const turn = (event: TurnEvent): WorkspaceFact => ({ type: 'turn.event', chat: 'c1', turn: 't1', event })
const step: TurnEvent = { type: 'step.started', step: 1, model: 'rehearsal-1' }
const toolStart: TurnEvent = {
  type: 'block.started',
  step: 1,
  index: 0,
  block: { kind: 'tool', id: 'toolu_1', name: 'memory' },
}
const stepEnd = (clearings: number, tokens: number): TurnEvent => ({
  type: 'step.finished',
  step: 1,
  stop: 'tool_use',
  usage: { input: 10, output: 5, cacheRead: 2, cacheWrite: 1 },
  cost: 0.5,
  clearings: clearings > 0 ? [{ kind: 'tool_uses', count: clearings, tokens }] : [],
  message: 'msg_1',
})

function numbered(facts: readonly WorkspaceFact[]): WorkspaceEvent[] {
  return facts.map((fact, i) => ({
    ...fact,
    position: i + 1,
    at: `2026-11-23T00:00:${String(i).padStart(2, '0')}.000Z`,
  }))
}
function fold(events: readonly WorkspaceEvent[], from: AppState = emptyState(settings, host)): AppState {
  return events.reduce(reduce, from)
}

const life = numbered([
  added,
  started,
  turn(step),
  turn(toolStart),
  turn({ type: 'block.delta', step: 1, index: 0, text: '{"command":"view",' }),
  turn({ type: 'block.delta', step: 1, index: 0, text: '"path":"/memories"}' }),
  turn({ type: 'block.finished', step: 1, index: 0 }),
  turn(stepEnd(2, 300)),
  turn({ type: 'tool.started', step: 1, index: 0 }),
  turn({ type: 'tool.finished', step: 1, index: 0, result: { text: 'empty', isError: false, seen: [] } }),
  turn({ type: 'turn.finished', outcome: { kind: 'answered' } }),
])

describe('reduce', () => {
  it('builds a turn out of its events', () => {
    const state = fold(life)
    const [first] = state.chats.c1?.turns ?? []
    expect(first?.steps[0]?.blocks[0]).toMatchObject({
      kind: 'tool',
      input: '{"command":"view","path":"/memories"}',
      progress: { kind: 'finished', result: { text: 'empty' } },
    })
    expect(first?.status).toEqual({ kind: 'finished', outcome: { kind: 'answered' } })
    expect(state.workspace.chats.c1?.running).toBeNull()
  })

  it('shows a memory call as a writing from its first moment to its result', () => {
    const writingsAfter = (n: number) => Object.values(fold(life.slice(0, n)).workspace.writings)
    expect(writingsAfter(3)).toEqual([])
    expect(writingsAfter(4)).toMatchObject([{ chat: 'c1', speaker: 'Alice', input: '', state: 'arriving' }])
    expect(writingsAfter(6)).toMatchObject([{ input: '{"command":"view","path":"/memories"}' }])
    expect(writingsAfter(9)).toMatchObject([{ state: 'running' }])
    expect(writingsAfter(10)).toEqual([])
  })

  it('adds up tokens, cost and clearings', () => {
    const chat = fold(life).workspace.chats.c1
    expect(chat?.totals).toMatchObject({
      messages: 1,
      replies: 1,
      toolUses: 1,
      clearings: 1,
      clearedToolUses: 2,
      clearedTokens: 300,
      cost: 0.5,
    })
    expect(sumTotals(chat ? [chat, chat] : []).clearedTokens).toBe(600)
    expect(clearedToolUses(fold(life).chats.c1?.turns ?? [])).toBe(2)
  })

  it('begins a step anew when it is started again, and forgets the writing of the failed attempt', () => {
    const failure = { kind: 'busy', message: 'Claude is busy.', retryable: true } as const
    const waiting: TurnEvent = {
      type: 'step.waiting',
      step: 1,
      failure,
      attempt: 1,
      attempts: 5,
      retryAt: '2026-11-23T00:01:00.000Z',
    }
    const state = fold(numbered([added, started, turn(step), turn(toolStart), turn(waiting), turn(step)]))
    expect(state.chats.c1?.turns[0]?.steps).toMatchObject([{ step: 1, blocks: [], finished: null }])
    expect(state.chats.c1?.turns[0]?.status).toEqual({ kind: 'running' })
    expect(state.workspace.writings).toEqual({})
  })

  it('keeps the workspace the same whether or not the conversation is loaded', () => {
    const loaded = fold(life)
    const unloaded = life.slice(1).reduce(reduce, { ...fold(life.slice(0, 1)), chats: {} })
    expect(unloaded.workspace).toEqual(loaded.workspace)
  })

  it('applies every event once, however often and with whatever overlap a tail comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(life.length), fc.nat(life.length)), { maxLength: 6 }),
        (overlaps) => {
          let state = emptyState(settings, host)
          for (const [from, to] of overlaps) {
            const start = Math.min(from, state.position)
            state = fold(life.slice(start, Math.max(start, to)), state)
          }
          expect(fold(life, state)).toEqual(fold(life))
        },
      ),
    )
  })

  it('never touches a state that was handed out', () => {
    const before = fold(life.slice(0, 5))
    const copy = structuredClone(before)
    fold(life.slice(5), before)
    expect(before).toEqual(copy)
  })
})
