/** What an event says about the cost of a reply. Pure. */
import type { TurnEvent } from '../agent/events.ts'
import { clearedTokens } from '../agent/usage.ts'
import type { AppState, StepState, TurnState, WorkspaceEvent } from './events.ts'
import type { ReplyRecord } from './spending.ts'

/** The reply that ended with this event; null when none did. `after`: the state with the event in it. */
export function replyOf(after: AppState, event: WorkspaceEvent): ReplyRecord | null {
  if (event.type !== 'turn.event') return null
  const spent = spentIn(event.event)
  if (!spent) return null
  const turn = after.chats[event.chat]?.turns.find(({ id }) => id === event.turn)
  if (!turn) return null
  const { chat, at } = event
  return { ...spent, ...whereAsked(turn, event.event, after), chat, turn: turn.id, at, speaker: turn.speaker }
}

type Spent = Omit<ReplyRecord, 'chat' | 'turn' | 'at' | 'speaker' | 'host' | 'model'>

function spentIn(event: TurnEvent): Spent | null {
  switch (event.type) {
    case 'step.finished': {
      const { step, usage, cost, costUncached = null, clearings, memoryTokens = 0, savedByClearing } = event
      const cleared = clearedTokens(clearings)
      const saved = savedByClearing ?? (cleared === 0 ? 0 : null)
      return {
        step,
        usage,
        cost,
        costUncached,
        clearedTokens: cleared,
        savedByClearing: saved,
        memoryTokens,
      }
    }
    case 'step.switched': {
      const { step, spent } = event
      return spent ? { step, ...spent, clearedTokens: 0, savedByClearing: 0, memoryTokens: 0 } : null
    }
    default:
      return null
  }
}

/** A reply that was declined was asked for elsewhere than the one that its step ends with. */
function whereAsked(
  turn: TurnState,
  event: TurnEvent,
  { workspace }: AppState,
): Pick<ReplyRecord, 'host' | 'model'> {
  if (event.type === 'step.switched') return event.from
  const step: StepState | undefined = turn.steps.at(-1)
  return { host: step?.host ?? workspace.host.id, model: step?.model ?? '' }
}
