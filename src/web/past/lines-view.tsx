import { queryOptions, useQuery } from '@tanstack/react-query'
import { UserRoundPen } from 'lucide-react'
import { orThrow } from '../api.ts'
import { late } from '../components/late.tsx'
import { Tip } from '../components/tip.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { setBlame, useBlame } from './blame-switch.ts'
import { PlainLines } from './lines.tsx'
import { past } from './past-api.ts'
import { words } from './words-blame.tsx'

const BlameLines = late(() => import('./blame-lines.tsx').then((m) => m.BlameLines), {
  waiting: ({ text, marked }) => <PlainLines text={text} marked={marked} />,
  failed: 'stays',
})

export function blameQuery(document: string, version: number) {
  return queryOptions({
    queryKey: ['blame', document, version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => orThrow(past.blame(document, version)),
  })
}

/** The lines of a version with their numbers and, if one wants, who wrote each of them. */
export function LinesView({ document, version, text, marked }: LinesViewProps) {
  const on = useBlame()
  const blame = useQuery({ ...blameQuery(document, version), enabled: on })
  return (
    <>
      <div className="sticky top-0 z-[2] flex items-center justify-end gap-3 border-b border-line bg-page px-3 py-1">
        {on && blame.error && (
          <ToldProblem text={blame.error.message} look="small" className="min-w-0 flex-1" />
        )}
        {on && blame.isPending && <p className="min-w-0 flex-1 text-small text-faint">{words().looking}</p>}
        <BlameButton />
      </div>
      {on && blame.data ? (
        <BlameLines text={text} blame={blame.data} document={document} marked={marked} />
      ) : (
        <PlainLines text={text} marked={marked} />
      )}
    </>
  )
}

/** On and off, for this browser. */
export function BlameButton() {
  const on = useBlame()
  return (
    <Tip words={words().keys}>
      <button
        type="button"
        aria-pressed={on}
        onClick={() => setBlame(!on)}
        className={`flex items-center gap-1.5 rounded-md px-2 py-1 text-small hover:bg-hover coarse:min-h-10 ${on ? 'font-medium text-ink' : 'text-soft'}`}
      >
        <UserRoundPen className={`size-3.5 ${on ? 'text-accent-ink' : ''}`} />
        {words().button}
      </button>
    </Tip>
  )
}

export interface LinesViewProps {
  readonly document: string
  readonly version: number
  readonly text: string
  /** Lines to look at twice. */
  readonly marked?: ReadonlySet<number> | undefined
}
