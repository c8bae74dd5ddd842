import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { SpendingReport } from '../../workspace/spending.ts'
import { ChoiceField } from '../components/choice.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { LimitBar } from '../money/limit-bar.tsx'
import { csvPath, reportQuery } from '../money/spending-api.ts'
import { useNow } from '../now.ts'
import { ByTable } from './by-table.tsx'
import { DayPlots } from './day-plots.tsx'
import { rangeOf, SPANS, type Span } from './days.ts'
import { cachedShare, MEASURE_IDS, MEASURES, type MeasureId } from './measures.ts'
import { words } from './words.ts'

/** What answers have cost and used in a span of days, drawn and in tables, each number with the way to the chats behind it. */
export function SpendingView({ onLeave }: { readonly onLeave: () => void }) {
  const [span, setSpan] = useState<Span>('month')
  const now = useNow()
  const { from, to } = rangeOf(span, now)
  const { data, error } = useQuery(reportQuery(from, to))
  const said = words()
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="w-48">
          <ChoiceField
            label={said.days}
            choices={SPANS.map((value) => ({ value, name: said.span[value] }))}
            value={span}
            onChoose={setSpan}
          />
        </div>
        <a
          href={csvPath(from, to)}
          download
          className="inline-flex h-9 items-center gap-2 rounded-lg border border-line-strong bg-page px-3.5 text-plain font-medium hover:bg-hover coarse:min-h-11"
        >
          <Download className="size-4" />
          {said.csv}
        </a>
      </div>
      {error && <ToldProblem text={error.message} />}
      {data && (data.total.replies === 0 ? <Nothing /> : <Report report={data} onLeave={onLeave} />)}
      {data && <Limits limits={data.limits} />}
    </div>
  )
}

function Nothing() {
  return (
    <div className="rounded-xl bg-sunken px-4 py-8 text-center">
      <p className="font-serif text-head text-soft">{words().nothing}</p>
      <p className="mt-1 text-plain text-faint">{words().nothingAbout}</p>
    </div>
  )
}

function Report({ report, onLeave }: { readonly report: SpendingReport; readonly onLeave: () => void }) {
  const [measure, setMeasure] = useState<MeasureId>(report.total.cost > 0 ? 'cost' : 'read')
  const table = useRef<HTMLDivElement>(null)
  const { total } = report
  const said = words()
  const show = (id: MeasureId) => {
    setMeasure(id)
    table.current?.scrollIntoView({ block: 'nearest' })
  }
  const plots = useMemo(() => <DayPlots report={report} onLeave={onLeave} />, [report, onLeave])
  return (
    <>
      <div className="grid grid-cols-2 gap-x-3 gap-y-2 min-[620px]:grid-cols-3">
        {MEASURE_IDS.map((id) => (
          <button
            key={id}
            type="button"
            aria-pressed={measure === id}
            title={said.measure[id].about}
            onClick={() => show(id)}
            className={`flex flex-col items-start rounded-xl border px-3.5 py-2.5 text-start ${measure === id ? 'border-accent bg-page' : 'border-line hover:bg-hover'}`}
          >
            <span className="nums font-serif text-large leading-tight">{MEASURES[id].words(total)}</span>
            <span className="text-small text-faint">{said.measure[id].name}</span>
          </button>
        ))}
      </div>
      <p className="-mt-3 text-small text-faint">{said.sum({ ...total, cached: cachedShare(total) })}</p>
      {plots}
      <div ref={table}>
        <ByTable report={report} measure={measure} onLeave={onLeave} />
      </div>
    </>
  )
}

function Limits({ limits }: { readonly limits: SpendingReport['limits'] }) {
  const people = Object.entries(limits.people).filter(([, { soft, hard }]) => soft !== null || hard !== null)
  const shared = limits.workspace.soft !== null || limits.workspace.hard !== null
  if (!shared && people.length === 0) return null
  return (
    <section aria-label={words().limits} className="flex flex-col gap-3">
      <h3 className="font-serif text-title font-title">{words().limits}</h3>
      {shared && <LimitBar name={words().workspace} state={limits.workspace} />}
      {people.map(([name, state]) => (
        <LimitBar key={name} name={name} state={state} />
      ))}
    </section>
  )
}
