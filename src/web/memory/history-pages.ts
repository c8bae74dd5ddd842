/** Asks for more of the history than one page holds. */
import type { MemoryId } from '../../memory/rights.ts'
import { orThrow } from '../api.ts'
import { type PlacedCommit, past } from '../past/past-api.ts'
import type { Span } from './span.ts'

export interface HistoryFilter extends Span {
  /** A person (their own hand, or Claude's for them), or `disk`. */
  readonly by?: string | undefined
  readonly chat?: string | undefined
  readonly memory?: MemoryId | undefined
  /** A directory or document. */
  readonly under?: string | undefined
}

export interface Gathered {
  /** The newest first. */
  readonly commits: readonly PlacedCommit[]
  /** There are more than were asked for at most. */
  readonly cut: boolean
}

/** As many as the server gives at a time. */
const PAGE = 200

/** The changes that the filter leaves, page by page, until they are all, or enough, or at least `most`. */
export async function gather(
  { by, chat, memory, under, since, until }: HistoryFilter,
  most: number,
  isEnough: (commits: readonly PlacedCommit[]) => boolean = () => false,
): Promise<Gathered> {
  const found = new Map<string, PlacedCommit>()
  for (let before = until; found.size < most; ) {
    if (isEnough([...found.values()])) return { commits: [...found.values()], cut: false }
    const { commits } = await orThrow(past.history({ by, chat, memory, under, since, before, limit: PAGE }))
    for (const commit of commits) found.set(keyOf(commit), commit)
    const oldest = commits.at(-1)
    if (!oldest || commits.length < PAGE) return { commits: [...found.values()], cut: false }
    before = olderThan(oldest, before)
  }
  return { commits: [...found.values()], cut: true }
}

/**
 * Where the page after `oldest` begins over several memories. Only time orders them, and two commits may share a moment: the
 * page begins a millisecond late, and what comes twice counts once. `before`: where the page of `oldest` began.
 */
export function olderThan({ at }: PlacedCommit, before: number | string | undefined): string {
  const next = new Date(Date.parse(at) + 1).toISOString()
  return next === before ? at : next
}

/** What tells one change from all others. */
export function keyOf({ memory, number }: PlacedCommit): string {
  return `${memory}/${number}`
}
