/** Who did something. Pure. */
import type { Actor } from './types.ts'

/** The person whose hand it was, or for whom Claude did it; null when nobody is named. */
export function personOf(actor: Actor): string | null {
  if (actor.kind === 'person') return actor.name
  return actor.kind === 'claude' ? actor.onBehalfOf : null
}
