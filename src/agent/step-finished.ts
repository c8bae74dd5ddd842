/** The end of a step, with what it cost. */
import type { Asked } from './asking.ts'
import type { TurnEvent, Usage } from './events.ts'
import type { Reply } from './reply.ts'
import type { Answerer } from './turn.ts'
import { promptOf } from './usage.ts'

/** A whole reply, and how it was asked for. */
export interface StepReply {
  readonly kind: 'reply'
  readonly reply: Reply
  readonly asked: Asked
  readonly by: Answerer
  /** The thinking of earlier steps was left out or dropped. */
  readonly unsealed: boolean
}

export function stepFinished({ reply, asked, by }: StepReply, step: number): TurnEvent {
  const { stop, usage, message, cacheMiss, thinkingDropped } = reply
  return {
    type: 'step.finished',
    step,
    stop,
    usage,
    ...costsOf(by, usage),
    clearings: [...asked.clearings, ...reply.clearings],
    message,
    ...(cacheMiss === undefined ? {} : { cacheMiss }),
    ...(thinkingDropped === undefined ? {} : { thinkingDropped }),
  }
}

/** US dollars for a reply, and for the same without any cache; null where the price is not known. */
export function costsOf(
  { connection, model }: Answerer,
  usage: Usage,
): { readonly cost: number | null; readonly costUncached: number | null } {
  const uncached = { input: promptOf(usage), output: usage.output, cacheRead: 0, cacheWrite: 0 }
  return { cost: connection.cost(model, usage), costUncached: connection.cost(model, uncached) }
}
