/** Asks for what changed since a moment, as far back as it takes. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { orThrow } from '../api.ts'
import { past } from '../past/past-api.ts'
import { current, useWorkspace } from '../store/store.ts'
import { type Changed, changedSince, type Placed, type Seen } from './away-model.ts'
import { isMine, lookedNow, marksOfUnread } from './looked.ts'
import { type Looked, lookedThrough } from './looked-model.ts'

/** Since when, once it is settled: it does not move while one looks through the list. */
export type Scope =
  | { readonly kind: 'looked'; readonly looked: Looked }
  | { readonly kind: 'seen'; readonly seen: Seen }
  | { readonly kind: 'time'; readonly at: string }

/** Changes looked through at most; what is older is in the activity. */
const MOST = 1000
const PAGE = 200

export interface Reviewed {
  readonly changed: readonly Changed[]
  /** There was more than is looked through at once. */
  readonly cut: boolean
}

export function scopeLooked(): Scope {
  return { kind: 'looked', looked: lookedNow() }
}

/** What changed since, kept up to date while one looks. */
export function useReview(scope: Scope | null) {
  const heads = useWorkspace((workspace) => workspace.memoryHeads)
  const key = useMemo(() => (scope ? JSON.stringify(scope) : ''), [scope])
  return useQuery({
    queryKey: ['review', key, heads],
    enabled: scope !== null,
    placeholderData: (before, query) => (query?.queryKey[1] === key ? before : undefined),
    queryFn: () => (scope ? reviewed(scope, heads) : { changed: [], cut: false }),
  })
}

async function reviewed(scope: Scope, heads: Readonly<Record<string, number>>): Promise<Reviewed> {
  const { commits, cut } = await newest(reaches(scope, heads))
  const isNews = newsOf(scope)
  const changed = changedSince(commits, { isNews, isMine })
  return { changed: scope.kind === 'looked' ? [...changed, ...unlisted(changed)] : changed, cut }
}

/** Whether a commit is after the moment. */
function newsOf(scope: Scope) {
  return (document: string, memory: string, commit: Placed): boolean => {
    switch (scope.kind) {
      case 'looked':
        return commit.number > lookedThrough(scope.looked, { document, memory })
      case 'seen':
        return commit.number > (scope.seen.heads[memory] ?? 0)
      case 'time':
        return commit.at >= scope.at
      default:
        return scope satisfies never
    }
  }
}

/** Whether these commits, the newest there are, reach back to the moment. */
function reaches(scope: Scope, heads: Readonly<Record<string, number>>) {
  return (commits: readonly Placed[]): boolean => {
    if (scope.kind === 'time') return (commits.at(-1)?.at ?? scope.at) < scope.at
    const floors = scope.kind === 'looked' ? scope.looked.through : scope.seen.heads
    const oldest = new Map(commits.map(({ memory, number }) => [memory, number]))
    return Object.entries(heads).every(
      ([memory, head]) => (oldest.get(memory) ?? head + 1) <= Math.max(1, (floors[memory] ?? 0) + 1),
    )
  }
}

async function newest(
  reach: (commits: readonly Placed[]) => boolean,
): Promise<{ readonly commits: readonly Placed[]; readonly cut: boolean }> {
  const found = new Map<string, Placed>()
  for (let before: string | undefined; found.size < MOST; ) {
    if (reach([...found.values()])) return { commits: [...found.values()], cut: false }
    const { commits } = await orThrow(past.history({ before, limit: PAGE }))
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

/** Unread documents that changed longer ago than was looked through. */
function unlisted(listed: readonly Changed[]): readonly Changed[] {
  const known = new Set(listed.map(({ document }) => document))
  const documents = current().app?.workspace.documents ?? {}
  return marksOfUnread()
    .unread.documents()
    .flatMap((id) => {
      const info = known.has(id) ? undefined : documents[id]
      if (!info) return []
      const { memory, document, path, changedBy, changedIn } = info
      const chats = changedIn ? [changedIn.chat] : []
      return [
        {
          memory,
          document,
          path,
          was: path,
          fate: 'changed',
          commits: [],
          hands: [changedBy],
          chats,
        } as const,
      ]
    })
}
