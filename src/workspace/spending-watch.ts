/** Says when soft limits are passed, and keeps turns from beginning and going on past the hard ones. */
import {
  type Budget,
  hardLimit,
  hardMessage,
  type Reached,
  softFact,
  softLimits,
  whatFollows,
} from './budget.ts'
import type { Core } from './core.ts'
import type { Entry } from './ledger.ts'
import { raiseNotice, rewordNotice } from './notices.ts'
import { type Result, refuse } from './result.ts'
import type { Store } from './store.ts'

/** Why nobody may spend for this person now, in words; null when they may. */
export function whyNotSpending(
  { feed, budget }: Pick<Core, 'feed' | 'budget'>,
  person: string,
): string | null {
  const limit = hardLimit(budget, feed.ahead.workspace.settings.spending, person)
  return limit && hardMessage(limit, budget.since)
}

/** The same as a refusal. */
export function refuseSpending(core: Pick<Core, 'feed' | 'budget'>, person: string): Result<never> | null {
  const why = whyNotSpending(core, person)
  return why === null ? null : refuse('spending', why)
}

/** What people were told of in this month, so that they are told once. */
interface Told {
  readonly since: string
  readonly limits: readonly string[]
}

export interface SpendingWatch {
  /** To be told of every event. */
  entered(entry: Entry): void
}

export type Watched = Pick<Core, 'feed' | 'newId'> & { readonly budget: Budget; readonly store: Store }

/** `failed`: what was told could not be remembered; it may be told again after a restart. */
export async function watchSpending(
  watched: Watched,
  failed: (error: unknown) => void,
): Promise<SpendingWatch> {
  const { feed, budget, store } = watched
  let told = parseTold(await store.setting('told'))
  const look = () => {
    const { spending } = feed.ahead.workspace.settings
    const { since } = budget
    if (told.since !== since) told = { since, limits: [] }
    reword(watched, told)
    const fresh = softLimits(budget, spending).filter((limit) => !told.limits.includes(nameOf(limit)))
    if (fresh.length === 0) return
    told = { since, limits: [...told.limits, ...fresh.map(nameOf)] }
    for (const { person, limit } of fresh) {
      const message = `${softFact(person, limit, since)} ${whatFollows(person, since, spending, budget)}`
      raiseNotice(watched, { kind: 'spending', message, memory: null })
    }
    // Told first and remembered then: after a crash in between the same words stand already, or are said again.
    feed
      .settled()
      .then(() => store.saveSetting('told', told))
      .catch(failed)
  }
  return {
    entered({ reply, event }) {
      if (reply) budget.add(reply)
      if (reply || event.type === 'settings.changed') look()
    },
  }
}

/** What was told and not put away says what follows by the limits and sums of now. */
function reword({ feed, budget }: Pick<Watched, 'feed' | 'budget'>, { since, limits }: Told): void {
  const { settings, notices } = feed.ahead.workspace
  for (const [person, limit] of limits.map(parseName)) {
    const fact = softFact(person, limit, since)
    const message = `${fact} ${whatFollows(person, since, settings.spending, budget)}`
    const standing = notices.find((one) => one.kind === 'spending' && one.message.startsWith(`${fact} `))
    if (standing && standing.message !== message) rewordNotice({ feed }, standing, message)
  }
}

function nameOf({ person, limit }: Reached): string {
  return JSON.stringify([person, limit])
}

function parseName(name: string): [person: string | null, limit: number] {
  return JSON.parse(name)
}

/** Written by ourselves. */
function parseTold(value: unknown): Told {
  return typeof value === 'object' && value !== null ? (value as Told) : { since: '', limits: [] }
}
