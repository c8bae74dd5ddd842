/** What a conversation weighs in the next prompt, turn by turn: a turn that has ended is looked at once, so that a long one costs what is new in it. Pure. */
import type { WireMessage } from '../claude/contract.ts'
import type { Frame } from './asking.ts'
import { type ContextParts, contextParts, NOTHING, PARTS } from './context-parts.ts'
import { addTurn, leadMessage, sentTurns, type TurnPlace } from './history.ts'
import type { PastTurn } from './past.ts'

export interface Weight {
  readonly parts: ContextParts
  /** Calls of tools in it. */
  readonly toolUses: number
}

/**
 * The weight of the next request when nothing is taken out of its messages: the same as of what `ask` makes of these turns with
 * clearing off and thinking kept, without making it. A few sums for each turn.
 */
export function weigh(frame: Frame, turns: readonly PastTurn[]): Weight {
  const { system, tools, opening, epochWith } = frame
  const weights: Weight[] = [{ parts: contextParts({ system, tools, messages: [] }), toolUses: 0 }]
  // A summary that goes first may become one message with what follows it.
  let lead = opening.lead && [leadMessage(opening.lead)]
  for (const [turn, place] of sentTurns(turns, epochWith(''), opening)) {
    weights.push(lead ? weightWith(lead, turn, place) : turnWeight(turn, place))
    lead = null
  }
  if (lead) weights.push(weightOf(lead))
  return summed(weights)
}

const kept = new WeakMap<PastTurn, Map<number, Weight>>()

/** Turns never change, and one that has ended weighs the same wherever it stands, but for its thinking. */
function turnWeight(turn: PastTurn, place: TurnPlace): Weight {
  if (turn.status.kind !== 'finished') return weightWith([], turn, place)
  const known = kept.get(turn) ?? new Map<number, Weight>()
  kept.set(turn, known)
  const weight = known.get(place.sealedFrom) ?? weightWith([], turn, place)
  known.set(place.sealedFrom, weight)
  return weight
}

function weightWith(before: readonly WireMessage[], turn: PastTurn, place: TurnPlace): Weight {
  const messages = [...before]
  addTurn(messages, turn, place)
  return weightOf(messages)
}

function weightOf(messages: readonly WireMessage[]): Weight {
  const uses = messages.flatMap(({ content }) => content.filter(({ type }) => type === 'tool_use'))
  return { parts: contextParts({ system: '', tools: [], messages }), toolUses: uses.length }
}

function summed(weights: readonly Weight[]): Weight {
  const parts: Record<keyof ContextParts, number> = { ...NOTHING }
  let toolUses = 0
  for (const weight of weights) {
    for (const name of PARTS) parts[name] += weight.parts[name]
    toolUses += weight.toolUses
  }
  return { parts, toolUses }
}
