/** Asks for what changed since a moment, as far back as it takes. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { current, useWorkspace } from '../store/store.ts'
import { type Changed, changedSince } from './away-model.ts'
import { gather } from './history-pages.ts'
import { isMine, lookedNow, marksOfUnread } from './looked.ts'
import { newsOf, reachesBack, type Scope } from './review-scope.ts'

/** Changes looked through at most; what is older is in the activity. */
const MOST = 1000

export interface Reviewed {
  readonly changed: readonly Changed[]
  /** There was more than is looked through at once. */
  readonly cut: boolean
}

export function scopeLooked(): Scope {
  return { kind: 'looked', looked: lookedNow() }
}

/** What changed since, kept up to date while one looks; or as it was when first asked. null: nobody wants to know. */
export function useReview(scope: Scope | null, upToDate = true) {
  const heads = useWorkspace((workspace) => workspace.memoryHeads)
  const key = useMemo(() => (scope ? JSON.stringify(scope) : ''), [scope])
  return useQuery({
    queryKey: ['review', key, upToDate ? heads : 'once'],
    enabled: scope !== null,
    placeholderData: (before, query) => (query?.queryKey[1] === key ? before : undefined),
    queryFn: () => (scope ? reviewed(scope) : { changed: [], cut: false }),
  })
}

async function reviewed(scope: Scope): Promise<Reviewed> {
  const heads = current().app?.workspace.memoryHeads ?? {}
  const { commits, cut } = await gather({}, MOST, reachesBack(scope, heads))
  const isNews = newsOf(scope)
  const changed = changedSince(commits, { isNews, isMine })
  return { changed: scope.kind === 'looked' ? [...changed, ...unlisted(changed)] : changed, cut }
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
