/** A stretch of time in which changes were made. Pure. */

export const WHEN = ['today', 'yesterday', 'week', 'between'] as const
export type When = (typeof WHEN)[number]

/** ISO 8601; left out: without an end there. */
export interface Span {
  readonly since?: string | undefined
  /** Not included. */
  readonly until?: string | undefined
}

const DAY = 86_400_000

/** Days begin at midnight where one is. `between` begins with today; its ends are set by hand. */
export function spanOf(when: When, now: Date): Span {
  const midnight = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).toISOString()
  switch (when) {
    case 'today':
      return { since: midnight(0) }
    case 'yesterday':
      return { since: midnight(-1), until: midnight(0) }
    case 'week':
      return { since: new Date(now.getTime() - 7 * DAY).toISOString() }
    case 'between':
      return { since: midnight(0), until: midnight(1) }
    default:
      return when satisfies never
  }
}
