/** The newest stored events in memory, so that a reader who was away for a moment needs no database. */
import type { StoredEvent } from './store.ts'

/** How many events are kept at hand. */
const KEPT = 4096

export interface Tail {
  /** The position before the oldest event at hand. */
  readonly floor: number
  push(events: readonly StoredEvent[]): void
  /** Drops all events up to `position`, the newest. */
  clear(position: number): void
  /** Events after `position`, which must not lie below `floor`. */
  after(position: number): readonly StoredEvent[]
}

/** A tail that begins after `position`. */
export function createTail(position: number): Tail {
  let events: StoredEvent[] = []
  let floor = position
  return {
    get floor() {
      return floor
    },
    push(more) {
      events.push(...more)
      // Cut in large pieces: moving the array for each event would cost more than keeping twice as many.
      if (events.length < 2 * KEPT) return
      const dropped = events.length - KEPT
      floor += dropped
      events = events.slice(dropped)
    },
    clear(position) {
      floor = position
      events = []
    },
    after: (after) => events.slice(after - floor),
  }
}
