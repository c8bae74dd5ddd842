import type { SpendingReport } from '../../workspace/spending.ts'
import { tokensShort } from '../hosts/model-words.ts'
import { dollars } from '../words.ts'
import { type DayPoint, daysOf } from './days.ts'
import { MEASURE_IDS, MEASURES } from './measures.ts'
import { Plot } from './plot.tsx'
import { words } from './words.ts'

/** Money and tokens day by day. The bars of tokens stand before each other: the front ones are a part of those behind. */
export function DayPlots({ report }: { readonly report: SpendingReport }) {
  const points = daysOf(report)
  const days = points.map(({ at }) => at)
  const of = (value: (row: NonNullable<DayPoint['row']>) => number) =>
    points.map(({ row }) => row && value(row))
  const paid = report.total.cost > 0
  const said = words().plots
  return (
    <div className="flex flex-col gap-5">
      {paid && (
        <figure>
          <figcaption className="mb-1 text-plain font-medium">{said.cost}</figcaption>
          <Plot
            label={said.costSaid(MEASURES.cost.words(report.total), dearestDay(points))}
            days={days}
            series={[{ name: said.costSeries, colour: 'accent', values: of(({ cost }) => cost) }]}
            words={money}
          />
        </figure>
      )}
      <figure>
        <figcaption className="mb-1 text-plain font-medium">{said.tokens}</figcaption>
        <Plot
          label={said.tokensSaid(
            MEASURES.read.words(report.total),
            report.total.cacheRead,
            MEASURES.written.words(report.total),
          )}
          days={days}
          series={[
            { name: said.read, colour: 'part-tools', values: of(MEASURES.read.of) },
            {
              name: said.cached,
              colour: 'part-results',
              values: of(({ cacheRead }) => cacheRead),
            },
            { name: said.written, colour: 'accent', values: of(({ output }) => output) },
          ]}
          words={tokensShort}
        />
      </figure>
      <DayTable points={points} />
    </div>
  )
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
function DayTable({ points }: { readonly points: readonly DayPoint[] }) {
  const rows = points.flatMap(({ row }) => row ?? []).reverse()
  const said = words()
  return (
    <details>
      <summary className="-mx-1.5 w-fit rounded-md px-1.5 py-0.5 text-plain text-soft hover:bg-hover">
        {said.plots.table}
      </summary>
      <section
        className="mt-2 max-h-72 overflow-auto rounded-xl border border-line"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table must be scrollable by keyboard
        tabIndex={0}
        aria-label={said.plots.dayByDay}
      >
        <table className="nums w-full text-end text-small whitespace-nowrap [&_td]:px-3 [&_td]:py-1.5 [&_th]:px-3 [&_th]:py-1.5">
          <thead className="border-b border-line text-small text-faint [&_th]:font-medium">
            <tr>
              <th className="text-start">{said.plots.day}</th>
              {MEASURE_IDS.map((id) => (
                <th key={id}>{said.measure[id].name}</th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row" className="text-start font-normal">
                  {row.key}
                </th>
                {MEASURE_IDS.map((id) => (
                  <td key={id}>{MEASURES[id].words(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
