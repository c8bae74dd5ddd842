import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { orThrow } from '../api.ts'
import { Button } from '../components/button.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { perLanguage } from '../language/language.ts'
import { look, type Moment } from '../location.ts'
import { deedOf } from '../memory/deeds.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { hand, when } from '../words.ts'
import { type PlacedCommit, past } from './past-api.ts'
import { words } from './words.ts'

const PAGE = 100

/** Moments later than the one that one looks at, which the list begins with. */
const LATER = 40

/** Every moment there is to go to, day by day, the newest first; where there are many, first those around the one that one looks at. */
export function Moments({ at, onChoose }: { readonly at: Moment; readonly onChoose: () => void }) {
  const head = useWorkspace((workspace) => workspace.memoryHeads[at.memory] ?? 0)
  const [first] = useState(at.number + LATER)
  const query = useInfiniteQuery({
    queryKey: ['moments', at.memory, first],
    initialPageParam: first < head ? first + 1 : undefined,
    queryFn: ({ pageParam }) =>
      orThrow(past.history({ memory: at.memory, before: pageParam, limit: PAGE })).then(
        ({ commits }) => commits,
      ),
    getNextPageParam: (last) => (last.length === PAGE ? last.at(-1)?.number : undefined),
    getPreviousPageParam: ([newest]) =>
      newest && newest.number < head ? newest.number + PAGE + 1 : undefined,
    refetchOnMount: 'always',
  })
  if (query.error) return <ToldProblem text={query.error.message} className="p-5" />
  if (query.isPending) return <p className="p-5 text-plain text-faint">{words().opening}</p>
  const commits = onceEach(query.data.pages.flat())
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-paper px-2 py-2">
      {query.hasPreviousPage && (
        <p className="p-2 text-center">
          <Button small look="quiet" onClick={() => void query.fetchPreviousPage()}>
            {words().moments.later}
          </Button>
        </p>
      )}
      {daysOf(commits).map(({ day, commits }) => (
        <section key={day} aria-label={day}>
          <h3 className="px-2.5 pt-2 pb-1 text-small text-faint">{day}</h3>
          <ol>
            {commits.map((commit) => (
              <MomentRow
                key={commit.number}
                commit={commit}
                here={commit.number === at.number}
                onChoose={onChoose}
              />
            ))}
          </ol>
        </section>
      ))}
      {query.hasNextPage && (
        <p className="p-2 text-center">
          <Button small look="quiet" onClick={() => void query.fetchNextPage()}>
            {words().moments.earlier}
          </Button>
        </p>
      )}
    </div>
  )
}

function MomentRow({ commit, here, onChoose }: MomentRowProps) {
  const now = useNow()
  const { memory, number } = commit
  return (
    <li className="[contain-intrinsic-size:auto_46px] [content-visibility:auto]">
      <button
        type="button"
        ref={here ? intoMiddle : undefined}
        data-moment={number}
        aria-current={here ? 'true' : undefined}
        onClick={() => {
          look({ at: { memory, number } })
          onChoose()
        }}
        className={`w-full rounded-lg px-2.5 py-1.5 text-start -outline-offset-2 coarse:min-h-11 ${here ? 'bg-sunken' : 'hover:bg-hover'}`}
      >
        <span className="block truncate text-plain">
          <span className="font-medium">{hand(commit.actor)}</span> {deedOf(commit, null)}
        </span>
        <span className="nums block text-small text-faint">
          {words().moments.at(when(commit.at, now), number)}
        </span>
      </button>
    </li>
  )
}

/** A page of later ones may reach into the one below it. */
function onceEach(commits: readonly PlacedCommit[]): readonly PlacedCommit[] {
  return [...new Map(commits.map((commit) => [commit.number, commit])).values()]
}

function intoMiddle(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: 'center' })
}

interface MomentRowProps {
  readonly commit: PlacedCommit
  readonly here: boolean
  readonly onChoose: () => void
}

const dayFormat = perLanguage(
  (locale) =>
    new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
)

function daysOf(commits: readonly PlacedCommit[]) {
  const days: { readonly day: string; readonly commits: PlacedCommit[] }[] = []
  for (const commit of commits) {
    const day = dayFormat().format(new Date(commit.at))
    const last = days.at(-1)
    if (last?.day === day) last.commits.push(commit)
    else days.push({ day, commits: [commit] })
  }
  return days
}
