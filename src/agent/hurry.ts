/** "Try now": a person who does not want to wait for the next attempt. */

export interface Hurry {
  /** Resolves at the next press after this was called. */
  pressed(): Promise<void>
}

/** `press` ends the wait that is under way, and no later one. */
export function createHurry(): Hurry & { press(): void } {
  let next = Promise.withResolvers<void>()
  return {
    pressed: () => next.promise,
    press() {
      next.resolve()
      next = Promise.withResolvers<void>()
    },
  }
}
