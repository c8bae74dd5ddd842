/** Numbers, times and hands in words. Pure: the clock comes in. */
import type { Actor } from '../memory/types.ts'
import { perLanguage, plural } from './language/language.ts'
import { words } from './time-words.ts'

const number = perLanguage((locale) => new Intl.NumberFormat(locale))
// As many digits as are surely those that were written.
const whole = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 15 }))
const signs = perLanguage((locale) => {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234.5)
  const sign = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)?.value ?? ''
  return { group: sign('group'), decimal: sign('decimal') }
})
const fixed = perLanguage(
  (locale) => (n: number, digits: number) =>
    n.toLocaleString(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    }),
)
const day = perLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
const dayAndTime = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }),
)
const clock = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
)

/** "1 document", "1,200 documents": the words of a catalogue with their number. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number().format(n)} ${plural(n, one, many)}`
}

/** A reason as the server words it, begun like a sentence. */
export function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

export function numeral(n: number): string {
  return number().format(n)
}

/** With all its digits, as a field shows what was written in it. */
export function exactly(n: number): string {
  return whole().format(n)
}

/** What somebody wrote, as a number: with the signs of the language that is shown, or as programs write it. NaN: none. */
export function parseNumeral(text: string, { group, decimal } = signs()): number {
  const clean = text.replaceAll(/[\s$’']/g, '')
  const grouped = new RegExp(`^\\d{1,3}([${group}]\\d{3})+([${decimal}]\\d+)?$`).test(clean)
  const plain = grouped ? clean.replaceAll(group, '').replace(decimal, '.') : clean.replace(',', '.')
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
}

/** UTF-8 bytes as people read them. */
export function bytes(n: number): string {
  if (n < 1000) return `${n} B`
  if (n < 1_000_000) return `${fixed()(n / 1000, n < 10_000 ? 1 : 0)} KB`
  return `${fixed()(n / 1_000_000, 1)} MB`
}

/** US dollars, exact enough for small sums. */
export function dollars(n: number): string {
  if (n === 0) return '$0'
  return n < 0.01 ? `$${n.toPrecision(2)}` : `$${n.toFixed(n < 1 ? 3 : 2)}`
}

/** How long ago an ISO time was, in a few letters. */
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000)
  const said = words()
  if (seconds < 10) return said.justNow
  if (seconds < 60) return said.secondsAgo(Math.floor(seconds))
  if (seconds < 3600) return said.minutesAgo(Math.floor(seconds / 60))
  if (seconds < 86_400) return said.hoursAgo(Math.floor(seconds / 3600))
  if (seconds < 7 * 86_400) return said.daysAgo(Math.floor(seconds / 86_400))
  return day().format(new Date(iso))
}

export function moment(iso: string): string {
  return dayAndTime().format(new Date(iso))
}

/** A moment as one speaks of it: "today 14:02", "yesterday 14:02", "Nov 3, 2026, 14:02". */
export function when(iso: string, now: number): string {
  const at = new Date(iso)
  const on = day().format(at)
  const today = new Date(now)
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  const time = clock().format(at)
  if (on === day().format(today)) return words().today(time)
  if (on === day().format(yesterday)) return words().yesterday(time)
  return `${on}, ${time}`
}

/** Whose hand a change was, in words: "Claude, for Alice". */
export function hand(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.name
    case 'claude':
      return words().claudeFor(actor.onBehalfOf)
    case 'key':
      return words().key(actor.name)
    case 'mcp':
      return actor.client
    case 'disk':
      return words().disk
    case 'rule':
      return words().rule(actor.name)
    default:
      return actor satisfies never
  }
}

/** A path as it is shown: without the root that all share. */
export function shortPath(path: string): string {
  return path.replace(/^\/memories\/?/, '') || words().memory
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
