/** When a failed request is tried again, and after how long. Pure. */
import type { Failure } from './events.ts'

/** Requests for one step, the first included. */
export const ATTEMPTS = 5
/** Milliseconds before the second attempt; doubles with each. */
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 60_000
/** A host that asks for a longer pause than this is not waited for: people decide. Milliseconds. */
const LONGEST_ASKED = 300_000
/** Milliseconds over which chats spread after a wait that the host asked for. */
const SPREAD = 1_000

/** Milliseconds to wait before attempt `attempt + 1`; null when it must not be tried again. `random` is from 0 to below 1. */
export function waitBefore(failure: Failure, attempt: number, random: number): number | null {
  if (!failure.retryable || attempt >= ATTEMPTS) return null
  if (failure.retryAfter !== undefined) {
    // Chats that were refused together come back one by one, and never earlier than asked.
    return failure.retryAfter <= LONGEST_ASKED ? Math.ceil(failure.retryAfter + SPREAD * random) : null
  }
  const backoff = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1))
  return Math.round(backoff * (1 - 0.25 * random))
}
