import { useMemo, useState } from 'react'
import type { SpendingReport } from '../../workspace/spending.ts'
import { Folded } from '../components/folded.tsx'
import { tokensShort } from '../hosts/model-words.ts'
import { dollars } from '../words.ts'
import { type DayPoint, daysOf } from './days.ts'
import { MEASURE_IDS, MEASURES } from './measures.ts'
import { Plot } from './plot.tsx'
import { ToChats } from './to-chats.tsx'
import { words } from './words.ts'

/** Money and tokens day by day. A day that is pressed says what it was, and leads to its chats; so does the table below. */
export function DayPlots({ report, onLeave }: DayPlotsProps) {
  const points = useMemo(() => daysOf(report), [report])
  const [chosen, setChosen] = useState<number | null>(null)
  const day = points.find(({ at }) => at === chosen)?.row ?? null
  // Drawn once for a report: choosing a day draws nothing anew.
  const plots = useMemo(() => <Plots report={report} points={points} onDay={setChosen} />, [report, points])
  const said = words().plots
  const { cost, read, written } = MEASURES
  return (
    <div className="flex flex-col gap-5">
      {plots}
      <p role="status" className="-mt-3 flex min-h-7 flex-wrap items-center gap-x-3 text-plain text-soft">
        {day ? (
          <>
            {said.onDay(day.key, cost.words(day), read.words(day), written.words(day))}
            <ToChats chats={day.chats} name={day.key} onLeave={onLeave} />
          </>
        ) : (
          <span className="text-faint">{said.pickDay}</span>
        )}
      </p>
      <DayTable points={points} onLeave={onLeave} />
    </div>
  )
}

export interface DayPlotsProps {
  readonly report: SpendingReport
  readonly onLeave: () => void
}

/** The bars of tokens stand before each other: the front ones are a part of those behind. */
function Plots({ report, points, onDay }: PlotsProps) {
  const days = points.map(({ at }) => at)
  const of = (value: (row: NonNullable<DayPoint['row']>) => number) =>
    points.map(({ row }) => row && value(row))
  const { total } = report
  const said = words().plots
  return (
    <>
      {total.cost > 0 && (
        <figure>
          <figcaption className="mb-1 text-plain font-medium">{said.cost}</figcaption>
          <Plot
            label={said.costSaid(MEASURES.cost.words(total), dearestDay(points))}
            days={days}
            series={[{ name: said.costSeries, colour: 'accent', values: of(({ cost }) => cost) }]}
            words={money}
            onDay={onDay}
          />
        </figure>
      )}
      <figure>
        <figcaption className="mb-1 text-plain font-medium">{said.tokens}</figcaption>
        <Plot
          label={said.tokensSaid(MEASURES.read.words(total), total.cacheRead, MEASURES.written.words(total))}
          days={days}
          series={[
            { name: said.read, colour: 'part-tools', values: of(MEASURES.read.of) },
            { name: said.cached, colour: 'part-results', values: of(({ cacheRead }) => cacheRead) },
            { name: said.written, colour: 'accent', values: of(({ output }) => output) },
          ]}
          words={tokensShort}
          onDay={onDay}
        />
      </figure>
    </>
  )
}

interface PlotsProps {
  readonly report: SpendingReport
  readonly points: readonly DayPoint[]
  readonly onDay: (day: number) => void
}

/** Round sums as one says them, small ones exactly enough. */
function money(amount: number): string {
  return Number.isInteger(amount) ? `$${amount}` : dollars(amount)
}

function dearestDay(points: readonly DayPoint[]): string {
  const rows = points.flatMap(({ row }) => row ?? [])
  return rows.reduce((most, row) => (row.cost > most.cost ? row : most)).key
}

/** The same for whoever would rather read, or cannot see it. */
function DayTable({ points, onLeave }: DayTableProps) {
  const rows = points.flatMap(({ row }) => row ?? []).reverse()
  const said = words()
  return (
    <Folded name={said.plots.table}>
      <section
        className="mt-2 max-h-72 overflow-auto rounded-xl border border-line"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table must be scrollable by keyboard
        tabIndex={0}
        aria-label={said.plots.dayByDay}
      >
        <table className="nums w-full text-end text-small whitespace-nowrap [&_td]:px-3 [&_td]:py-1.5 [&_th]:px-3 [&_th]:py-1.5">
          <thead className="border-b border-line text-small text-faint [&_th]:font-medium">
            <tr className="align-bottom">
              <th className="text-start">{said.plots.day}</th>
              <th>
                <span className="sr-only">{said.plots.chats}</span>
              </th>
              {MEASURE_IDS.map((id) => (
                <th key={id} className="whitespace-normal">
                  {said.measure[id].name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row" className="text-start font-normal">
                  {row.key}
                </th>
                <td>
                  <ToChats chats={row.chats} name={row.key} onLeave={onLeave} />
                </td>
                {MEASURE_IDS.map((id) => (
                  <td key={id}>{MEASURES[id].words(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Folded>
  )
}

interface DayTableProps {
  readonly points: readonly DayPoint[]
  readonly onLeave: () => void
}
