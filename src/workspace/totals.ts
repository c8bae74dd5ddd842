/** What a turn's events add to a chat's totals. Pure and browser-safe. */
import type { TurnEvent } from '../agent/events.ts'
import { clearedTokens } from '../agent/usage.ts'
import type { Totals } from './events.ts'

export function addTurnEvent(totals: Totals, event: TurnEvent, at: string): Totals {
  switch (event.type) {
    case 'tool.finished':
      return { ...totals, toolUses: totals.toolUses + 1 }
    case 'step.finished':
      return addReply(totals, event, at)
    case 'step.switched':
      // A reply that was declined is paid for as well.
      return event.spent ? addReply(totals, { ...event.spent, clearings: [] }, at) : totals
    default:
      return totals
  }
}

type Spent = Pick<
  Extract<TurnEvent, { type: 'step.finished' }>,
  'usage' | 'cost' | 'costUncached' | 'clearings'
>

function addReply(totals: Totals, event: Spent, at: string): Totals {
  const { usage, cost, costUncached, clearings } = event
  const tokens = clearedTokens(clearings)
  const toolUses = clearings.reduce(
    (sum, clearing) => sum + (clearing.kind === 'tool_uses' ? clearing.count : 0),
    0,
  )
  return {
    ...totals,
    replies: totals.replies + 1,
    usage: {
      input: totals.usage.input + usage.input,
      output: totals.usage.output + usage.output,
      cacheRead: totals.usage.cacheRead + usage.cacheRead,
      cacheWrite: totals.usage.cacheWrite + usage.cacheWrite,
    },
    cost: totals.cost + (cost ?? 0),
    unpriced: totals.unpriced + (cost === null ? 1 : 0),
    savedByCaching: (totals.savedByCaching ?? 0) + savedBy(cost, costUncached),
    clearings: totals.clearings + (clearings.length > 0 ? 1 : 0),
    clearedToolUses: totals.clearedToolUses + toolUses,
    clearedTokens: totals.clearedTokens + tokens,
    lastClearedAt: clearings.length > 0 ? at : totals.lastClearedAt,
  }
}

/** What caching saved of a reply, US dollars; 0 when that cannot be told. */
function savedBy(cost: number | null, costUncached: number | null | undefined): number {
  return cost === null || costUncached == null ? 0 : costUncached - cost
}
