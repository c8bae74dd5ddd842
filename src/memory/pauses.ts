import { setImmediate } from 'node:timers/promises'

/** Characters that are worked on between two pauses: a few milliseconds. */
const BETWEEN = 50_000
/** What looking at one commit or text costs at least, in characters. */
const LEAST = 500

/**
 * Pauses for long work over many texts, so that whoever else waits for this process has a turn. Call it with the length of
 * each text; a backend that answers at once never lets go of the event loop otherwise.
 */
export function createPauses(): (length: number) => Promise<void> | undefined {
  let done = 0
  return (length) => {
    done += Math.max(LEAST, length)
    if (done < BETWEEN) return undefined
    done = 0
    return setImmediate()
  }
}
