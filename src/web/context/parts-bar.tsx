import type { ContextReport } from '../../workspace/context-report.ts'
import { numeral } from '../words.ts'
import { PARTS, percent, scaleOf, usedWords } from './context-words.ts'
import { words } from './words.ts'

/** What a prompt is made of, drawn to scale, with the lines at which clearing and summing up begin. */
export function PartsBar({ report }: { readonly report: ContextReport }) {
  const { used, window, parts, trigger, compaction } = report
  const scale = scaleOf(report)
  const said = words()
  const held = PARTS.filter((part) => parts[part] > 0)
  const listed = held.map((part) => `${said.parts[part]} ${numeral(parts[part])}`).join(', ')
  return (
    <div className="flex flex-col gap-4">
      <div className="pt-5 pb-1">
        <div role="img" aria-label={`${usedWords(report)}: ${listed}.`} className="relative">
          <div className="flex h-5 gap-px overflow-hidden rounded-md bg-sunken">
            {held.map((part) => (
              <div
                key={part}
                title={`${said.parts[part]}: ${said.tokens(parts[part])}`}
                style={{ width: `${(100 * parts[part]) / scale}%`, background: `var(--part-${part})` }}
              />
            ))}
          </div>
          {trigger !== null && <Mark at={trigger / scale} name={said.marks.clearing} />}
          {compaction !== null && compaction !== trigger && (
            <Mark at={compaction / scale} name={said.marks.compaction} />
          )}
        </div>
        <p className="nums mt-1 flex justify-between text-tiny text-faint">
          <span>0</span>
          <span>{scale < window ? said.barEnds(scale, window) : said.tokens(window)}</span>
        </p>
      </div>
      <dl className="nums grid gap-x-8 gap-y-1 text-plain min-[560px]:grid-cols-2">
        {held.map((part) => (
          <div key={part} className="flex items-baseline gap-2.5">
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 rounded-[3px]"
              style={{ background: `var(--part-${part})` }}
            />
            <dt className="min-w-0 flex-1">{said.parts[part]}</dt>
            <dd>{numeral(parts[part])}</dd>
            <dd className="w-16 text-end text-faint">{percent(parts[part], used)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Mark({ at, name }: { readonly at: number; readonly name: string }) {
  if (at > 1) return null
  return (
    <span
      className="absolute -top-5 bottom-0 border-s-[1.5px] border-dashed border-ink"
      style={{ insetInlineStart: `${at * 100}%` }}
    >
      <span
        className={`absolute top-0 text-tiny leading-none whitespace-nowrap text-soft ${at > 0.8 ? 'end-1.5' : 'start-1.5'}`}
      >
        {name}
      </span>
    </span>
  )
}
