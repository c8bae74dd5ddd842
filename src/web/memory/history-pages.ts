/** Asks for more of the history than one page holds. */
import { orThrow } from '../api.ts'
import { type PlacedCommit, past } from '../past/past-api.ts'
import type { Span } from './span.ts'

export interface HistoryFilter extends Span {
  /** A person (their own hand, or Claude's for them), or `disk`. */
  readonly by?: string | undefined
  readonly chat?: string | undefined
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
  { by, chat, under, since, until }: HistoryFilter,
  most: number,
  isEnough: (commits: readonly PlacedCommit[]) => boolean = () => false,
): Promise<Gathered> {
  const found = new Map<string, PlacedCommit>()
  for (let before = until; found.size < most; ) {
    if (isEnough([...found.values()])) return { commits: [...found.values()], cut: false }
    const { commits } = await orThrow(past.history({ by, chat, under, since, before, limit: PAGE }))
    const known = found.size
    for (const commit of commits) found.set(`${commit.memory}/${commit.number}`, commit)
    const oldest = commits.at(-1)
    if (!oldest || commits.length < PAGE || found.size === known)
      return { commits: [...found.values()], cut: false }
    // Two commits may share a moment: the page begins a millisecond late, and what comes twice counts once.
    before = new Date(Date.parse(oldest.at) + 1).toISOString()
  }
  return { commits: [...found.values()], cut: true }
}
