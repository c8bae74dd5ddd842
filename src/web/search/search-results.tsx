// biome-ignore-all lint/suspicious/noArrayIndexKey: pieces and passages are their places
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { SearchAnswer, SearchHit } from '../../search/answer.ts'
import { orThrow } from '../api.ts'
import { Button } from '../components/button.tsx'
import { InEnglish } from '../components/in-english.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { goToLine } from '../memory/go-to-line.ts'
import { openDocument } from '../memory/open.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { ago, hand, shortPath } from '../words.ts'
import { useRested } from './rested.ts'
import { searchMemory } from './search-api.ts'
import { piecesOf } from './search-query.ts'
import { words } from './words.ts'

/** The documents that hold what was looked for, best first, with the lines where it stands. */
export function SearchResults({ query }: { readonly query: string }) {
  const asked = useRested(query)
  const heads = useWorkspace((workspace) => workspace.memoryHeads)
  const found = useInfiniteQuery({
    queryKey: ['search', asked, heads],
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => orThrow(searchMemory(asked, pageParam)),
    getNextPageParam: (last) => (last.kind === 'found' ? (last.next ?? undefined) : undefined),
  })
  if (found.error) return <ToldProblem text={found.error.message} className="px-4 py-3" />
  const [first] = found.data?.pages ?? []
  if (!first) return <p className="px-4 py-3 text-plain text-faint">{words().looking}</p>
  if (first.kind === 'unclear') return <Unclear problems={first.problems} />
  const hits = found.data?.pages.flatMap((page) => (page.kind === 'found' ? page.hits : [])) ?? []
  return (
    <section aria-label={words().found} className="px-2 pb-3">
      <p role="status" className="nums px-2 py-1.5 text-small text-faint">
        {summary(first)}
      </p>
      <ol className="flex flex-col">
        {hits.map((hit) => (
          <Hit key={hit.document} hit={hit} />
        ))}
      </ol>
      {found.hasNextPage && (
        <div className="p-2 text-center">
          <Button
            small
            look="quiet"
            disabled={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {found.isFetchingNextPage ? words().loading : words().more}
          </Button>
        </div>
      )}
    </section>
  )
}

function summary({ total, matched }: Extract<SearchAnswer, { kind: 'found' }>): string {
  const said = words()
  if (total === 0) return said.nothing
  return (matched === 'all' ? said.documents : said.partly)(total)
}

function Unclear({ problems }: { readonly problems: readonly string[] }) {
  return (
    <div className="px-4 py-2 text-plain text-soft">
      {problems.map((problem) => (
        <p key={problem}>
          <InEnglish>{problem}</InEnglish>
        </p>
      ))}
    </div>
  )
}

function Hit({ hit }: { readonly hit: SearchHit }) {
  const now = useNow()
  const first = hit.passages[0]?.lines.find(({ matches }) => matches.length > 0)
  return (
    <li className="rounded-lg hover:bg-hover">
      <button
        type="button"
        onClick={() => (first ? goToLine(hit.document, first.number) : openDocument(hit.document))}
        className="w-full rounded-lg px-2 py-2 text-start -outline-offset-2"
      >
        <span className="block text-plain [overflow-wrap:anywhere]">
          <bdi>{shortPath(hit.path)}</bdi>
        </span>
        <span className="block truncate text-small text-faint">
          {`${hand(hit.changedBy)} · ${ago(hit.changedAt, now)}`}
        </span>
        <span className="mt-1 block border-s-2 border-line ps-2.5">
          {hit.passages.map((passage, index) => (
            <span key={index} className="block not-first:mt-1.5">
              {passage.lines
                .filter(({ text }) => text.trim() !== '')
                .map((line) => (
                  <span key={line.number} className="flex gap-2 text-small leading-snug text-soft">
                    <span className="nums w-5 shrink-0 text-end text-tiny text-faint">{line.number}</span>
                    <span dir="auto" className="line-clamp-3 min-w-0 flex-1 [overflow-wrap:anywhere]">
                      {piecesOf(line.text, line.matches).map((piece, at) =>
                        piece.found ? (
                          <mark key={at} className="rounded-[3px] bg-manilla text-ink">
                            {piece.text}
                          </mark>
                        ) : (
                          piece.text
                        ),
                      )}
                    </span>
                  </span>
                ))}
            </span>
          ))}
        </span>
      </button>
    </li>
  )
}
