import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { orThrow } from '../api.ts'
import { Button } from '../components/button.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { type PlacedCommit, past } from '../past/past-api.ts'
import { useWorkspace } from '../store/store.ts'
import { Entry } from './history-entry.tsx'
import { type HistoryFilter, keyOf, olderThan } from './history-pages.ts'
import { madeText } from './made-text.ts'
import { UndoShown } from './undo-shown.tsx'
import { words as panelWords } from './words.ts'
import { words } from './words-history.tsx'

const PAGE = 50

/** Every change of a document (or of all memories, without one): who, from which chat, when, the difference, the way back. */
export function History({ document, present, filter = NO_FILTER }: HistoryProps) {
  const heads = useWorkspace((workspace) => workspace.memoryHeads)
  const client = useQueryClient()
  const { by, chat, memory, under, since, until } = filter
  const isSifted = Boolean(by || chat || memory || under || since || until)
  const key = ['history', document ?? 'all', by, chat, memory, under, since, until]
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: until as number | string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      orThrow(
        past.history({
          document: document ?? undefined,
          before: pageParam,
          limit: PAGE,
          by,
          chat,
          memory,
          under,
          since,
        }),
      ).then(({ commits }) => commits),
    getNextPageParam: (last, _, before) => nextPage(last, document !== null, before),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new commit makes the list older than memory
  useEffect(() => {
    void client.invalidateQueries({ queryKey: key })
  }, [heads])
  if (query.error) return <ToldProblem text={query.error.message} className="p-5" />
  if (query.isPending) return <p className="p-5 text-plain text-faint">{panelWords().opening}</p>
  const commits = onceEach(query.data.pages.flat())
  if (commits.length === 0)
    return (
      <p role="status" className="p-5 text-plain text-faint">
        {isSifted ? words().nothingLikeIt : words().nothing}
      </p>
    )
  return (
    <>
      {isSifted && <UndoShown filter={filter} shown={commits.length} all={!query.hasNextPage} />}
      <ol aria-label={words().list} className="px-2 py-2">
        {commits.map((commit, index) => (
          <Entry
            key={keyOf(commit)}
            commit={commit}
            document={document}
            present={present}
            before={textBefore(commits, index, document)}
            byTheClock={since !== undefined || until !== undefined}
          />
        ))}
        {query.hasNextPage && (
          <li className="p-2 text-center">
            <Button
              small
              look="quiet"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {query.isFetchingNextPage ? words().loading : words().older}
            </Button>
          </li>
        )}
      </ol>
    </>
  )
}

export interface HistoryProps {
  readonly document: string | null
  /** The version that holds now; null when the document is gone. */
  readonly present: number | null
  readonly filter?: HistoryFilter
}

const NO_FILTER: HistoryFilter = {}

/** Where the next page begins: at a number in one memory, at a time over several. */
function nextPage(
  last: readonly PlacedCommit[],
  inOne: boolean,
  before: number | string | undefined,
): number | string | undefined {
  const oldest = last.at(-1)
  if (!oldest || last.length < PAGE) return undefined
  return inOne ? oldest.number : olderThan(oldest, before)
}

function onceEach(commits: readonly PlacedCommit[]): readonly PlacedCommit[] {
  return [...new Map(commits.map((commit) => [keyOf(commit), commit])).values()]
}

/** The version of the document before a commit, if the list reaches so far. */
function textBefore(commits: readonly PlacedCommit[], index: number, document: string | null): number | null {
  if (document === null) return null
  const earlier = commits.slice(index + 1).find((commit) => madeText(commit, document))
  return earlier?.number ?? null
}
