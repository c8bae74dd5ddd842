import { Fragment } from 'react'
import type { StepState } from '../../workspace/events.ts'
import { useWorkspace } from '../store/store.ts'
import { dollars, numeral } from '../words.ts'
import { cacheWords, missWords, spentOn } from './spent-sum.ts'
import { words } from './words-turn.ts'

/** Tokens and money of an answer; reply by reply when unfolded, with what the cache did. */
export function Spent({ steps }: { readonly steps: readonly StepState[] }) {
  const sum = spentOn(steps)
  if (sum.replies === 0) return null
  const said = words().spent
  const cost = sum.cost === null ? said.priceUnknown : sum.cost === 0 ? null : dollars(sum.cost)
  const parts = [said.in(sum.input), said.out(sum.output), said.cached(sum.cached), cost]
  const cache = cacheWords(sum)
  return (
    <details className="nums min-w-0 flex-auto py-1 text-small text-faint">
      <summary
        title={said.about}
        className="-mx-1.5 w-fit list-none rounded-md px-1.5 py-0.5 hover:bg-hover coarse:py-2.5 [&::-webkit-details-marker]:hidden"
      >
        <span className="sr-only">{said.tokens}</span>
        <bdi>
          {parts.filter(Boolean).map((part, at, { length }) => (
            <Fragment key={part}>
              <span className="whitespace-nowrap">{at < length - 1 ? `${part} ·` : part}</span>{' '}
            </Fragment>
          ))}
        </bdi>
      </summary>
      <div className="mt-1.5 flex flex-col gap-1.5">
        <SpentTable steps={steps} />
        {cache && <p>{cache}</p>}
        {sum.misses.map((miss) => (
          <p key={`${miss.kind}${miss.tokens}`}>{missWords(miss)}</p>
        ))}
      </div>
    </details>
  )
}

function SpentTable({ steps }: { readonly steps: readonly StepState[] }) {
  const said = words().spent
  const hosts = useWorkspace((workspace) => workspace.hosts)
  const finished = steps.flatMap((step) => (step.finished ? [{ step, done: step.finished }] : []))
  const thought = finished.some(({ done }) => done.usage.thinking !== undefined)
  const nameOf = ({ host, model }: StepState) => {
    const models = hosts.find(({ id }) => id === host)?.models ?? []
    return models.find(({ id }) => id === model)?.name ?? model
  }
  return (
    <section
      className="overflow-x-auto rounded-lg border border-line"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
      tabIndex={0}
      aria-label={said.table}
    >
      <table className="w-full text-end text-tiny whitespace-nowrap [&_td]:px-2 [&_td]:py-1 [&_th]:px-2 [&_th]:py-1 [&_th]:font-medium">
        <caption className="px-2 py-1 text-start">{said.caption(finished.length)}</caption>
        <thead className="border-y border-line">
          <tr className="align-bottom [&_th]:whitespace-normal">
            <th className="text-start">{said.columns.model}</th>
            <th>{said.columns.in}</th>
            <th>{said.columns.cacheRead}</th>
            <th>{said.columns.cacheWritten}</th>
            <th>{said.columns.out}</th>
            {thought && <th>{said.columns.thinking}</th>}
            <th>{said.columns.cost}</th>
          </tr>
        </thead>
        <tbody>
          {finished.map(({ step, done }) => (
            <tr key={step.step}>
              <td className="text-start" title={step.host ? said.on(step.model, step.host) : step.model}>
                {nameOf(step)}
              </td>
              <td>{numeral(done.usage.input)}</td>
              <td>{numeral(done.usage.cacheRead)}</td>
              <td>{numeral(done.usage.cacheWrite)}</td>
              <td>{numeral(done.usage.output)}</td>
              {thought && <td>{numeral(done.usage.thinking ?? 0)}</td>}
              <td>{done.cost === null ? '–' : dollars(done.cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
