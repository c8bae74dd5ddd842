import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Commit } from '../../memory/types.ts'
import { api } from '../api.ts'
import { diffCounts, diffOf } from '../chat/diff.ts'
import { DiffView } from '../chat/diff-view.tsx'
import { Button } from '../components/button.tsx'
import { EraseVersion, erasedWords, GONE, textIsGone } from '../erase/erase-version.tsx'
import { myName } from '../me.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { ago, count, hand, moment, shortPath } from '../words.ts'
import { openDocument } from './open.ts'
import { tellOutcome, undoCommit } from './outcome.ts'
import { textQuery } from './texts.ts'

const PAGE = 50

/** Every change of a document (or of the whole memory, without one): who, from which chat, when, the difference, the way back. */
export function History({ document, present }: HistoryProps) {
  const head = useWorkspace((workspace) => workspace.memoryHead)
  const client = useQueryClient()
  const key = ['history', document ?? 'all']
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam }) => {
      const answer = await api.history({ document: document ?? undefined, before: pageParam, limit: PAGE })
      if (!answer.ok) throw new Error(answer.problem.message)
      return answer.value.commits
    },
    getNextPageParam: (last) => (last.length === PAGE ? last.at(-1)?.number : undefined),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new commit makes the list older than memory
  useEffect(() => {
    void client.invalidateQueries({ queryKey: key })
  }, [head])
  const commits = query.data?.pages.flat() ?? []
  if (query.error) return <p className="p-5 text-[13px] text-bad">{query.error.message}</p>
  if (query.isPending) return <p className="p-5 text-[13px] text-faint">Opening…</p>
  if (commits.length === 0) return <p className="p-5 text-[13px] text-faint">Nothing has been changed yet.</p>
  return (
    <ol className="px-2 py-2">
      {commits.map((commit, index) => (
        <Entry
          key={commit.number}
          commit={commit}
          document={document}
          present={present}
          before={textBefore(commits, index, document)}
        />
      ))}
      {query.hasNextPage && (
        <li className="p-2 text-center">
          <Button small look="quiet" onClick={() => void query.fetchNextPage()}>
            Older changes
          </Button>
        </li>
      )}
    </ol>
  )
}

export interface HistoryProps {
  readonly document: string | null
  /** The version that holds now; null when the document is gone. */
  readonly present: number | null
}

/** The version of the document before a commit, if the list reaches so far. */
function textBefore(commits: readonly Commit[], index: number, document: string | null): number | null {
  if (document === null) return null
  const earlier = commits.slice(index + 1).find((commit) => madeText(commit, document))
  return earlier?.number ?? null
}

function madeText(commit: Commit, document: string): boolean {
  return commit.changes.some(
    (change) => change.document === document && (change.kind === 'create' || change.kind === 'edit'),
  )
}

function Entry({ commit, document, present, before }: EntryProps) {
  const now = useNow()
  const [unfolded, setUnfolded] = useState(false)
  const origin = commit.origin
  const chat = useWorkspace((workspace) => (origin ? workspace.chats[origin.chat]?.name : undefined))
  const changed = document !== null && madeText(commit, document)
  const gone = document !== null && textIsGone(commit, document)
  const first = commit.changes[0]
  return (
    <li className="rounded-lg">
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
        className="flex w-full items-start gap-2 rounded-lg px-2.5 py-2 text-left hover:bg-hover"
      >
        <ChevronRight
          className={`mt-0.5 size-3.5 shrink-0 text-faint transition-transform duration-[var(--quick)] ${unfolded ? 'rotate-90' : ''}`}
        />
        <span className="min-w-0 flex-1">
          <span className="block text-[13.5px]">
            <span className="font-medium">{hand(commit.actor)}</span> {deedOf(commit, document)}
          </span>
          <span className="block truncate text-[12px] text-faint" title={moment(commit.at)}>
            {`${ago(commit.at, now)}${chat ? ` · in ${chat}` : ''} · change ${commit.number}`}
          </span>
        </span>
        {present === commit.number && (
          <span className="shrink-0 rounded-full bg-fresh px-2 py-0.5 text-[11.5px] text-accent-ink">
            Present
          </span>
        )}
      </button>
      {unfolded && (
        <div className="mb-2 ml-6">
          {changed && gone && <p className="py-2 text-[13px] text-faint">{GONE}</p>}
          {changed && !gone && document !== null && (
            <Difference document={document} version={commit.number} before={before} />
          )}
          <div className="flex flex-wrap gap-1 pt-1">
            {document === null && first && (
              <Button small look="quiet" onClick={() => openDocument(first.document)}>
                Open document
              </Button>
            )}
            {changed && !gone && document !== null && present !== commit.number && (
              <>
                <Button small onClick={() => void restore(document, commit.number)}>
                  Restore this version
                </Button>
                <EraseVersion document={document} version={commit.number} />
              </>
            )}
            {commit.reason !== 'erase' && (
              <Button small look="quiet" onClick={() => void undoCommit(commit.number)}>
                Undo this change
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  )
}

interface EntryProps {
  readonly commit: Commit
  readonly document: string | null
  readonly present: number | null
  readonly before: number | null
}

async function restore(document: string, version: number): Promise<void> {
  tellOutcome(
    await api.restore(document, version, myName()),
    'Restored. The version before stays in the history.',
  )
}

function Difference({
  document,
  version,
  before,
}: {
  readonly document: string
  readonly version: number
  readonly before: number | null
}) {
  const after = useQuery(textQuery(document, version))
  const earlier = useQuery({ ...textQuery(document, before ?? 0), enabled: before !== null })
  const problem = after.error ?? earlier.error
  if (problem) return <p className="py-2 text-[13px] text-bad">{problem.message}</p>
  if (after.data === undefined || (before !== null && earlier.data === undefined))
    return <p className="py-2 text-[13px] text-faint">Comparing…</p>
  const lines = diffOf(earlier.data ?? '', after.data)
  const { added, removed } = diffCounts(lines)
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-page">
      <p className="nums border-b border-line px-2.5 py-1 text-[12px] text-faint">{`${count(added, 'line')} added, ${removed} removed`}</p>
      <div className="max-h-80 overflow-y-auto py-1">
        <DiffView lines={lines} />
      </div>
    </div>
  )
}

/** What a commit did, in words; of one document, or of all that it touched. */
function deedOf(commit: Commit, document: string | null): string {
  const changes =
    document === null ? commit.changes : commit.changes.filter((change) => change.document === document)
  const change = changes[0]
  const name = document === null && change ? ` ${shortPath(change.path)}` : ''
  const more = changes.length > 1 ? ` and ${changes.length - 1} more` : ''
  switch (commit.reason) {
    case 'create':
      return `${change?.kind === 'edit' ? 'rewrote' : 'created'}${name || ' it'}${more}`
    case 'str_replace':
    case 'save':
      return `changed${name || ' it'}${more}`
    case 'insert':
      return `added to${name || ' it'}${more}`
    case 'delete':
      return `deleted${name || ' it'}${more}`
    case 'rename':
      return change?.kind === 'rename'
        ? `moved ${shortPath(change.from)} to ${shortPath(change.path)}${more}`
        : 'moved it'
    case 'merge':
      return `joined two changes${name && ` of${name}`}${more}`
    case 'restore':
      return `brought back an earlier version${name && ` of${name}`}${more}`
    case 'revert':
      return `undid a change${name && ` of${name}`}${more}`
    case 'clear':
      return 'cleared all of memory'
    case 'disk':
      return `${change?.kind === 'delete' ? 'removed' : change?.kind === 'create' ? 'brought' : 'changed'}${name || ' it'}${more}`
    case 'batch':
      return `changed${name || ' it'}${more}`
    case 'erase':
      return erasedWords(commit, document)
    default:
      return commit.reason satisfies never
  }
}
