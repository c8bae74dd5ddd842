/** Milliseconds between attempts to reach the server; the last of them for all that come after. */
const WAITS = [500, 1000, 2000, 4000, 8000] as const

/** How long to wait before the next attempt, after so many that failed. Milliseconds. */
export function retryAfter(failed: number): number {
  return WAITS[Math.min(failed, WAITS.length - 1)] ?? 0
}
