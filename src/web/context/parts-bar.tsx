import type { ContextReport } from '../../workspace/context-report.ts'
import { count, numeral } from '../words.ts'
import { PARTS, percent, usedWords } from './context-words.ts'

/** What a prompt is made of, drawn to scale, with the lines at which clearing and summing up begin. */
export function PartsBar({ report }: { readonly report: ContextReport }) {
  const { used, window, parts, trigger, compaction } = report
  const scale = scaleOf(report)
  const held = PARTS.filter(({ part }) => parts[part] > 0)
  const words = held.map(({ part, name }) => `${name} ${numeral(parts[part])}`).join(', ')
  return (
    <div className="flex flex-col gap-4">
      <div className="pt-5 pb-1">
        <div role="img" aria-label={`${usedWords(report)}: ${words}.`} className="relative">
          <div className="flex h-5 gap-px overflow-hidden rounded-md bg-sunken">
            {held.map(({ part, name }) => (
              <div
                key={part}
                title={`${name}: ${count(parts[part], 'token')}`}
                style={{ width: `${(100 * parts[part]) / scale}%`, background: `var(--part-${part})` }}
              />
            ))}
          </div>
          {trigger !== null && <Mark at={trigger / scale} words="clearing" />}
          {compaction !== null && compaction !== trigger && (
            <Mark at={compaction / scale} words="summing up" />
          )}
        </div>
        <p className="nums mt-1 flex justify-between text-[11.5px] text-faint">
          <span>0</span>
          <span>
            {scale < window
              ? `${numeral(Math.round(scale))} of ${count(window, 'token')}`
              : count(window, 'token')}
          </span>
        </p>
      </div>
      <dl className="nums grid gap-x-8 gap-y-1 text-[13px] min-[560px]:grid-cols-2">
        {held.map(({ part, name }) => (
          <div key={part} className="flex items-baseline gap-2.5">
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 rounded-[3px]"
              style={{ background: `var(--part-${part})` }}
            />
            <dt className="min-w-0 flex-1">{name}</dt>
            <dd>{numeral(parts[part])}</dd>
            <dd className="w-16 text-right text-faint">{percent(parts[part], used)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** A short conversation in a wide window would be a hair: then the bar ends a little after what there is to see. */
function scaleOf({ used, window, trigger, compaction }: ContextReport): number {
  const reach =
    Math.max(used, ...[trigger, compaction].filter((at) => at !== null && at <= window).map(Number)) * 1.15
  return Math.max(1, Math.min(window, reach))
}

function Mark({ at, words }: { readonly at: number; readonly words: string }) {
  if (at > 1) return null
  return (
    <span
      className="absolute -top-5 bottom-0 border-l-[1.5px] border-dashed border-ink"
      style={{ left: `${at * 100}%` }}
    >
      <span
        className={`absolute top-0 text-[11.5px] leading-none whitespace-nowrap text-soft ${at > 0.8 ? 'right-1.5' : 'left-1.5'}`}
      >
        {words}
      </span>
    </span>
  )
}
