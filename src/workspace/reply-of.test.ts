import { expect, it } from 'vitest'
import type { TurnEvent } from '../agent/events.ts'
import { DEFAULT_ASKING, DEFAULT_CARE } from './defaults.ts'
import type { AppState, WorkspaceFact } from './events.ts'
import { enter } from './ledger.ts'
import type { ReplyRecord } from './spending.ts'
import { emptyState } from './state.ts'

const EMPTY = emptyState(
  {
    systemPrompt: '',
    contextEditing: {
      enabled: false,
      trigger: { kind: 'input_tokens', value: 100_000 },
      keep: 3,
      clearAtLeast: 0,
      excludeTools: [],
      clearToolInputs: false,
      keepThinking: null,
    },
    rehearsalPace: 0,
    ...DEFAULT_ASKING,
    ...DEFAULT_CARE,
  },
  {
    id: 'anthropic',
    kind: 'anthropic',
    available: true,
    name: 'Claude',
    model: 'm',
    because: '',
    models: [],
  },
)
const of = { chat: 'c', turn: 't' } as const
const SETTINGS = { speaker: 'Alice', systemPrompt: null, model: null, contextEditing: null }
const usage = { input: 10, output: 5, cacheRead: 0, cacheWrite: 0 }

/** What happens, and the replies that are counted of it. */
function happen(events: readonly TurnEvent[]): { state: AppState; replies: readonly ReplyRecord[] } {
  const facts: readonly WorkspaceFact[] = [
    { type: 'chat.added', chat: 'c', name: 'C', settings: SETTINGS, memories: [] },
    { type: 'turn.started', ...of, number: 1, speaker: 'Bob', text: 'Hello', toolUsesBefore: 0 },
    ...events.map((event) => ({ type: 'turn.event', ...of, event }) as const),
  ]
  let state: AppState = EMPTY
  const replies = facts.flatMap((fact) => {
    const entry = enter(state, { position: state.position + 1, at: '2026-10-31T23:59:59.999Z', ...fact })
    state = entry.state
    return entry.reply ?? []
  })
  return { state, replies }
}

it('counts a reply that was declined where it was asked for, beside the one that took its place', () => {
  const from = { host: 'anthropic', model: 'strict' }
  const to = { host: 'bedrock', model: 'other' }
  const spent = { usage, cost: 0.5, costUncached: 0.75 }
  const { state, replies } = happen([
    { type: 'step.started', step: 1, ...from },
    { type: 'step.switched', step: 1, from, to, because: { kind: 'refusal' }, spent },
    { type: 'step.started', step: 1, ...to },
    {
      type: 'step.finished',
      step: 1,
      stop: 'end_turn',
      usage,
      cost: 0.25,
      costUncached: 0.25,
      message: 'msg',
      clearings: [{ kind: 'tool_uses', count: 2, tokens: 900 }],
    },
  ])
  expect(replies).toMatchObject([
    { ...of, ...from, speaker: 'Bob', cost: 0.5, costUncached: 0.75, clearedTokens: 0, savedByClearing: 0 },
    { ...of, ...to, speaker: 'Bob', cost: 0.25, clearedTokens: 900, savedByClearing: null },
  ])
  expect(state.workspace.chats.c?.totals).toMatchObject({
    replies: 2,
    cost: 0.75,
    savedByCaching: 0.25,
    usage: { input: 20, output: 10 },
    clearedTokens: 900,
  })
})

it('takes the host of the workspace where a step does not name one', () => {
  const finished = { type: 'step.finished', step: 1, stop: 'end_turn', usage, cost: null } as const
  const { replies } = happen([
    { type: 'step.started', step: 1, model: 'm' },
    { ...finished, clearings: [], message: '' },
  ])
  expect(replies).toMatchObject([{ host: 'anthropic', model: 'm', cost: null, costUncached: null }])
})
