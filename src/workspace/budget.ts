/**
 * What was spent in this month, and whether more may be. Kept in memory beside the table of replies, so that no turn waits for a sum.
 * A reply counts from its end on: what is under way is not known yet.
 */
import type { SpendingLimits } from './events.ts'
import type { ReplyRecord } from './spending.ts'
import type { Store } from './store.ts'

export interface Budget {
  /** The first day of the month that counts now, UTC. */
  readonly since: string
  /** US dollars of this month. */
  readonly spent: number
  /** Of everybody who has spent something in it. */
  readonly people: ReadonlyMap<string, number>
  add(reply: ReplyRecord): void
}

/** Reads what this month has cost so far. */
export async function openBudget(store: Store, now: () => Date): Promise<Budget> {
  let month = monthOf(now())
  let people = new Map(await store.replies.spentSince(month))
  /** A new month begins with nothing. */
  const turnOver = (next: string) => {
    if (next <= month) return
    month = next
    people = new Map()
  }
  return {
    get since() {
      turnOver(monthOf(now()))
      return month
    },
    get spent() {
      turnOver(monthOf(now()))
      return [...people.values()].reduce((sum, each) => sum + each, 0)
    },
    get people() {
      turnOver(monthOf(now()))
      return people
    },
    add({ at, speaker, cost }) {
      turnOver(monthOf(new Date(at)))
      if (at >= month) people.set(speaker, (people.get(speaker) ?? 0) + (cost ?? 0))
    },
  }
}

/** The first day of a time's month, ISO 8601. */
function monthOf(time: Date): string {
  return `${time.toISOString().slice(0, 7)}-01`
}

/** A limit that has been reached. */
export interface Reached {
  /** null: the whole workspace's. */
  readonly person: string | null
  readonly limit: number
  readonly spent: number
}

type Spent = Pick<Budget, 'spent' | 'people'>

/** The hard limit that keeps this person from spending more; null when none does. */
export function hardLimit(budget: Spent, limits: SpendingLimits, person: string): Reached | null {
  return (
    reached(null, limits.workspace.hard, budget.spent) ??
    reached(person, limits.person.hard, budget.people.get(person) ?? 0)
  )
}

/** All soft limits that are reached. */
export function softLimits(budget: Spent, limits: SpendingLimits): readonly Reached[] {
  const whole = reached(null, limits.workspace.soft, budget.spent)
  const people = [...budget.people].map(([name, spent]) => reached(name, limits.person.soft, spent))
  return [whole, ...people].flatMap((each) => each ?? [])
}

function reached(person: string | null, limit: number | null, spent: number): Reached | null {
  return limit !== null && spent >= limit ? { person, limit, spent } : null
}

/** Why no more may be spent, for people: how much, which limit, until when, and who can change it. */
export function hardMessage({ person, limit, spent }: Reached, since: string): string {
  const who = person ?? 'This workspace'
  const whose = person === null ? 'its limit' : 'the limit for each person'
  return `${who} has spent ${dollars(spent)} in ${monthName(since)}, and ${whose} is ${dollars(limit)}. Claude answers again from ${nextMonth(since)} (UTC) on, or as soon as somebody raises the limit in the settings.`
}

/** That a soft limit was passed: the same words for as long as the month lasts. */
export function softFact(person: string | null, limit: number, since: string): string {
  return `${person ?? 'This workspace'} has spent ${dollars(limit)} or more in ${monthName(since)}.`
}

/** What follows for a person, or for the whole workspace (null), by the limits and sums of now. */
export function whatFollows(
  person: string | null,
  since: string,
  limits: SpendingLimits,
  budget: Spent,
): string {
  const whole = limits.workspace.hard
  const stopped = person === null ? reached(null, whole, budget.spent) : hardLimit(budget, limits, person)
  if (stopped)
    return `Claude does not answer until ${nextMonth(since)} (UTC), unless somebody raises the limit in the settings.`
  const own = person === null ? whole : limits.person.hard
  if (own !== null) return `At ${dollars(own)} Claude stops answering until ${nextMonth(since)} (UTC).`
  if (whole !== null) return `Claude goes on answering until this workspace has spent ${dollars(whole)}.`
  return 'Claude goes on answering; no limit stops it.'
}

function dollars(amount: number): string {
  // Small sums are told exactly enough to be told apart, and none as nothing.
  const digits =
    amount > 0 && amount < 0.1 ? Math.min(20, Math.max(4, 1 - Math.floor(Math.log10(amount)))) : 2
  return amount.toLocaleString('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  })
}

function monthName(since: string): string {
  return new Date(since).toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })
}

function nextMonth(since: string): string {
  const next = new Date(since)
  next.setUTCMonth(next.getUTCMonth() + 1)
  return next.toLocaleDateString('en-US', { day: 'numeric', month: 'long', timeZone: 'UTC' })
}
