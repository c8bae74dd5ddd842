import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { SpendingReport } from '../../workspace/spending.ts'
import { Field, Select } from '../components/field.tsx'
import { LimitBar } from '../money/limit-bar.tsx'
import { csvPath, reportQuery } from '../money/spending-api.ts'
import { useNow } from '../now.ts'
import { count, dollars, numeral } from '../words.ts'
import { ByTable } from './by-table.tsx'
import { DayPlots } from './day-plots.tsx'
import { rangeOf, SPANS, type Span } from './days.ts'
import { cachedShare, MEASURES, type MeasureId } from './measures.ts'

/** What answers have cost and used in a span of days, drawn and in tables, each number with the way to the chats behind it. */
export function SpendingView({ onLeave }: { readonly onLeave: () => void }) {
  const [span, setSpan] = useState<Span>('month')
  const now = useNow()
  const { from, to } = rangeOf(span, now)
  const { data, error } = useQuery(reportQuery(from, to))
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="w-48">
          <Field label="Days (UTC)">
            {(id) => (
              <Select id={id} value={span} onChange={(event) => setSpan(event.target.value as Span)}>
                {Object.entries(SPANS).map(([value, name]) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <a
          href={csvPath(from, to)}
          download
          className="inline-flex h-9 items-center gap-2 rounded-lg border border-line-strong bg-page px-3.5 text-[13.5px] font-medium hover:bg-hover coarse:min-h-11"
        >
          <Download className="size-4" />
          Download as CSV
        </a>
      </div>
      {error && <p className="text-[13px] text-bad">{error.message}</p>}
      {data && (data.total.replies === 0 ? <Nothing /> : <Report report={data} onLeave={onLeave} />)}
      {data && <Limits limits={data.limits} />}
    </div>
  )
}

function Nothing() {
  return (
    <div className="rounded-xl bg-sunken px-4 py-8 text-center">
      <p className="font-serif text-[19px] text-soft">Nothing was answered in these days</p>
      <p className="mt-1 text-[13px] text-faint">
        As soon as Claude has answered, what it cost and used stands here.
      </p>
    </div>
  )
}

function Report({ report, onLeave }: { readonly report: SpendingReport; readonly onLeave: () => void }) {
  const [measure, setMeasure] = useState<MeasureId>(report.total.cost > 0 ? 'cost' : 'read')
  const table = useRef<HTMLDivElement>(null)
  const { total } = report
  const show = (id: MeasureId) => {
    setMeasure(id)
    table.current?.scrollIntoView({ block: 'nearest' })
  }
  const plots = useMemo(() => <DayPlots report={report} />, [report])
  return (
    <>
      <div className="grid grid-cols-2 gap-x-3 gap-y-2 min-[620px]:grid-cols-3">
        {Object.entries(MEASURES).map(([id, { name, about, words }]) => (
          <button
            key={id}
            type="button"
            aria-pressed={measure === id}
            title={about}
            onClick={() => show(id as MeasureId)}
            className={`flex flex-col items-start rounded-xl border px-3.5 py-2.5 text-left ${measure === id ? 'border-accent bg-page' : 'border-line hover:bg-hover'}`}
          >
            <span className="nums font-serif text-[24px] leading-tight">{words(total)}</span>
            <span className="text-[12.5px] text-faint">{name}</span>
          </button>
        ))}
      </div>
      <p className="-mt-3 text-[12.5px] text-faint">
        {`${count(total.replies, 'reply', 'replies')} of models. ${cachedShare(total)} of what Claude read came from the cache; ${numeral(total.thinking)} of the tokens written were thinking.`}
        {total.savedByClearing > 0 &&
          ` What clearing kept out would have cost ${dollars(total.savedByClearing)}, read from the cache.`}
        {total.unpriced > 0 &&
          ` ${count(total.unpriced, 'reply', 'replies')} came from models whose price is not known; they are left out of the money.`}
      </p>
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
    <section aria-label="Limits of this month" className="flex flex-col gap-3">
      <h3 className="font-serif text-[18px] font-[520]">Limits of this month</h3>
      {shared && <LimitBar name="The whole workspace" state={limits.workspace} />}
      {people.map(([name, state]) => (
        <LimitBar key={name} name={name} state={state} />
      ))}
    </section>
  )
}
