import type { ContextReport } from '../../workspace/context-report.ts'
import { numeral } from '../words.ts'
import { clearedOf, PARTS, percent, scaleOf, seenOf, usedWords } from './context-words.ts'
import { words } from './words.ts'

/** Drawn of what the model does not see any more: as wide as it was, and empty. */
const CLEARED = 'repeating-linear-gradient(135deg, var(--line-strong) 0 2px, transparent 2px 6px)'

/** What a prompt is made of and what was cleared from it, drawn to scale, with the lines at which clearing and summing up begin. */
export function PartsBar({ report }: { readonly report: ContextReport }) {
  const { window, parts, cleared, trigger, compaction } = report
  const scale = scaleOf(report)
  const said = words()
  const seen = PARTS.map((part) => ({
    name: said.parts[part],
    tokens: parts[part] - cleared[part],
    background: `var(--part-${part})`,
    share: percent(parts[part] - cleared[part], seenOf(report)),
  }))
  const gone = { name: said.cleared, tokens: clearedOf(report), background: CLEARED, share: '' }
  const shown = [...seen, gone].filter(({ tokens }) => tokens > 0)
  const listed = shown.map(({ name, tokens }) => `${name} ${numeral(tokens)}`).join(', ')
  return (
    <div className="flex flex-col gap-4">
      <div className="pt-5 pb-1">
        <div role="img" aria-label={`${usedWords(report)}: ${listed}.`} className="relative">
          <div className="flex h-5 gap-px overflow-hidden rounded-md bg-sunken">
            {shown.map(({ name, tokens, background }) => (
              <div
                key={name}
                title={`${name}: ${said.tokens(tokens)}`}
                style={{ width: `${(100 * tokens) / scale}%`, background }}
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
        {shown.map(({ name, tokens, background, share }) => (
          <div key={name} className="flex items-baseline gap-2.5">
            <span aria-hidden="true" className="size-2.5 shrink-0 rounded-[3px]" style={{ background }} />
            <dt className="min-w-0 flex-1">{name}</dt>
            <dd>{numeral(tokens)}</dd>
            <dd className="w-16 text-end text-faint">{share}</dd>
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
