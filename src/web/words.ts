/** Numbers, times and hands in words. Pure: the clock comes in. */
import type { Actor } from '../memory/types.ts'

const NUMBER = new Intl.NumberFormat('en')

export function count(n: number, one: string, many = `${one}s`): string {
  return `${NUMBER.format(n)} ${n === 1 ? one : many}`
}

/** A reason as the server words it, begun like a sentence. */
export function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

export function numeral(n: number): string {
  return NUMBER.format(n)
}

/** UTF-8 bytes as people read them. */
export function bytes(n: number): string {
  if (n < 1000) return `${n} B`
  if (n < 1_000_000) return `${(n / 1000).toFixed(n < 10_000 ? 1 : 0)} KB`
  return `${(n / 1_000_000).toFixed(1)} MB`
}

/** US dollars, exact enough for small sums. */
export function dollars(n: number): string {
  if (n === 0) return '$0'
  return n < 0.01 ? `$${n.toPrecision(2)}` : `$${n.toFixed(n < 1 ? 3 : 2)}`
}

/** How long ago an ISO time was, in a few letters. */
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000)
  if (seconds < 10) return 'just now'
  if (seconds < 60) return `${Math.floor(seconds)} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`
  if (seconds < 7 * 86_400) return `${count(Math.floor(seconds / 86_400), 'day')} ago`
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(new Date(iso))
}

export function moment(iso: string): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))
}

const CLOCK = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

/** A moment as one speaks of it: "today 14:02", "yesterday 14:02", "Nov 3, 2026, 14:02". */
export function when(iso: string, now: number): string {
  const at = new Date(iso)
  const day = DAY.format(at)
  const today = new Date(now)
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  if (day === DAY.format(today)) return `today ${CLOCK.format(at)}`
  if (day === DAY.format(yesterday)) return `yesterday ${CLOCK.format(at)}`
  return `${day}, ${CLOCK.format(at)}`
}

/** Whose hand a change was, in words: "Claude, for Alice". */
export function hand(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.name
    case 'claude':
      return `Claude, for ${actor.onBehalfOf}`
    case 'key':
      return `API key ${actor.name}`
    case 'mcp':
      return actor.client
    case 'disk':
      return 'An edit on disk'
    case 'rule':
      return `The setting "${actor.name}"`
    default:
      return actor satisfies never
  }
}

/** A path as it is shown: without the root that all share. */
export function shortPath(path: string): string {
  return path.replace(/^\/memories\/?/, '') || 'memory'
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
