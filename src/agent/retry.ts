/** When a failed request is tried again. Pure. */
import type { Failure } from './events.ts'

/** Requests for one step, the first included. */
export const MAX_ATTEMPTS = 5

/** Milliseconds before the second attempt; doubled for each one after. */
const FIRST_WAIT = 1_000
const LONGEST_BACKOFF = 30_000

/** A host that asks for more than this many milliseconds is not waited for: people decide. */
const LONGEST_WAIT = 5 * 60_000

/**
 * Milliseconds to wait after the attempt with this number (from 1) failed; null to give up.
 * What the host asks for is never undercut. `random` is from 0 to below 1: chats that failed together come back apart.
 */
export function waitBeforeRetry(failure: Failure, attempt: number, random: number): number | null {
  if (!failure.retryable || attempt >= MAX_ATTEMPTS) return null
  const backoff = Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_BACKOFF)
  if (failure.retryAfter === undefined) return Math.round(backoff * (0.75 + random / 2))
  if (failure.retryAfter > LONGEST_WAIT) return null
  return Math.round(failure.retryAfter + random * Math.min(backoff, 1_000))
}
