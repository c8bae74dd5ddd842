/** Days of a report for plots: none left out. Pure; days are UTC. */
import type { SpendingReport, SpendingRow } from '../../workspace/spending.ts'

const DAY = 86_400_000

export interface DayPoint {
  /** Seconds since 1970, at the beginning of the day. */
  readonly at: number
  /** null on a day on which nothing was answered. */
  readonly row: SpendingRow | null
}

export function daysOf({ from, to, by }: Pick<SpendingReport, 'from' | 'to' | 'by'>): readonly DayPoint[] {
  const rows = new Map(by.day.map((row) => [row.key, row]))
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const at = Date.parse(from) + index * DAY
    return { at: at / 1000, row: rows.get(dayOf(at)) ?? null }
  })
}

/** The UTC day of a time in milliseconds, YYYY-MM-DD. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

export type Span = 'month' | 'last-month' | '30' | '90' | '365'

export const SPANS = ['month', 'last-month', '30', '90', '365'] as const satisfies readonly Span[]

/** First and last day of a span that ends now, or with the month before this one. */
export function rangeOf(span: Span, now: number): { readonly from: string; readonly to: string } {
  const today = dayOf(now)
  const first = `${today.slice(0, 7)}-01`
  if (span === 'month') return { from: first, to: today }
  if (span === 'last-month') {
    const last = dayOf(Date.parse(first) - DAY)
    return { from: `${last.slice(0, 7)}-01`, to: last }
  }
  return { from: dayOf(now - (Number(span) - 1) * DAY), to: today }
}
