/** Entries for the store as the ledger makes them, for tests of the store alone. */
import type { AppState, StepState, TurnState, TurnStatus, WorkspaceEvent } from './events.ts'
import type { Entry } from './ledger.ts'

const AT = '2026-11-29T00:00:00.000Z'
export const FINISHED: TurnStatus = { kind: 'finished', outcome: { kind: 'answered' } }
let position = 0

/** A step for each answer. */
function answering(answers: readonly string[]): readonly StepState[] {
  return answers.map((text, i) => ({
    step: i + 1,
    model: 'rehearsal-1',
    startedAt: AT,
    blocks: [{ kind: 'text', text, done: true }],
    finished: null,
  }))
}

/** A turn of a chat as it stands now. */
export function turnOf(
  chat: string,
  number: number,
  text: string,
  status: TurnStatus = FINISHED,
  answers: readonly string[] = [],
): Entry {
  const id = `${chat}-${number}`
  const facts = {
    id,
    number,
    text,
    status,
    speaker: 'Alice',
    toolUsesBefore: 0,
    steps: answering(answers),
    at: AT,
  }
  const state: TurnState = { ...facts, finishedAt: status === FINISHED ? AT : null }
  return entryOf({ position: ++position, at: AT, type: 'turn.replaced', chat, turn: id, state }, state)
}

export function removal(chat: string): Entry {
  return entryOf({ position: ++position, at: AT, type: 'chat.removed', chat }, null)
}

/** As the ledger enters it, as far as the store looks. */
function entryOf(event: WorkspaceEvent & { readonly chat: string }, state: TurnState | null): Entry {
  const turn = state && { chat: event.chat, state }
  const told = { audience: null, scope: null, sight: 'same', turnId: null } as const
  const rest = { state: {} as AppState, chat: null, reply: null, settings: [] }
  return { event, body: JSON.stringify(event), turn, ...told, ...rest }
}
