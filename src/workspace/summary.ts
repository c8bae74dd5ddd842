/** Questions about summaries that stand for a conversation. Pure. */
import { isOnDemand, summaryIn } from '../agent/opening.ts'
import type { TurnState } from './events.ts'

/** Whether there is anything that a summary could stand for. `newest`: the newest turn of the conversation. */
export function canBeSummed(newest: TurnState | null): boolean {
  return newest !== null && !isSummary(newest)
}

function isSummary(turn: TurnState): boolean {
  return isOnDemand(turn) && turn.steps.some((step) => summaryIn(turn, step) !== null)
}
