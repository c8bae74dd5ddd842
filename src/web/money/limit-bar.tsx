import type { LimitState } from '../../workspace/spending.ts'
import { words } from './words.ts'

/** How much of a limit is used up, with marks where people are told and where Claude stops. */
export function LimitBar({ name, state }: { readonly name: string; readonly state: LimitState }) {
  const { spent, soft, hard } = state
  const end = hard ?? soft
  const share = end === null || end === 0 ? (end === 0 ? 1 : 0) : Math.min(1, spent / end)
  const said = words()
  const sum = end === null ? said.unlimited(spent) : said.spentOf(spent, end)
  const over = hard !== null && spent >= hard
  const near = soft !== null && spent >= soft
  return (
    <div className="flex flex-col gap-1.5 text-plain">
      <p className="flex justify-between gap-3">
        <span dir="auto" className="min-w-0 truncate">
          {name}
        </span>
        <span className="nums shrink-0 text-soft">{sum}</span>
      </p>
      {end !== null && (
        <div
          role="img"
          aria-label={said.bar(name, sum, over)}
          className="relative h-2 rounded-full bg-sunken"
        >
          <div
            className={`h-full rounded-full ${over ? 'bg-bad' : near ? 'bg-accent' : 'bg-kraft'}`}
            style={{ width: `${share * 100}%` }}
          />
          {soft !== null && hard !== null && soft < hard && (
            <span
              className="absolute -inset-y-0.5 w-px bg-ink"
              style={{ insetInlineStart: `${(soft / hard) * 100}%` }}
              title={said.toldAt(soft)}
            />
          )}
        </div>
      )}
    </div>
  )
}
