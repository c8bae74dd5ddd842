/** Moments as people write them in a filter. Pure. */

const DAY = 24 * 60 * 60 * 1000
const UNITS: Readonly<Record<string, number>> = { h: DAY / 24, d: DAY, w: 7 * DAY }

/**
 * The first millisecond of what was written, as ISO 8601: `2026`, `2026-11`, `2026-11-23`, a whole ISO 8601 time,
 * `today`, `yesterday`, or so many hours, days or weeks ago (`12h`, `7d`, `2w`). UTC. Null when it is none of these.
 */
export function parseMoment(written: string, now: Date): string | null {
  const text = written.trim().toLowerCase()
  if (text === 'today') return iso(startOfDay(now.getTime()))
  if (text === 'yesterday') return iso(startOfDay(now.getTime()) - DAY)
  const [, count, unit = ''] = /^(\d{1,5})([hdw])$/.exec(text) ?? []
  if (count !== undefined) return iso(now.getTime() - Number(count) * (UNITS[unit] ?? 0))
  const [, year, month = '01', day = '01', time] = DATE.exec(text) ?? []
  if (year === undefined) return null
  const start = Date.parse(`${year}-${month}-${day}T00:00:00.000Z`)
  // Date.parse turns 31 February into a day of March.
  if (Number.isNaN(start) || iso(start).slice(0, 10) !== `${year}-${month}-${day}`) return null
  if (time === undefined) return iso(start)
  const zone = /(z|[+-]\d\d:?\d\d)$/.test(time) ? '' : 'Z'
  const exact = Date.parse(`${year}-${month}-${day}T${time.toUpperCase()}${zone}`)
  return Number.isNaN(exact) ? null : iso(exact)
}

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:t(.+))?)?)?$/

function startOfDay(time: number): number {
  return Math.floor(time / DAY) * DAY
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
