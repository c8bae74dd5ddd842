import type { ChatInfo } from '../../workspace/events.ts'
import { tokensShort } from '../hosts/model-words.ts'
import { useContextReport } from './context-api.ts'
import { type Fullness, fullnessOf, seenOf, soonWords, usedWords } from './context-words.ts'
import { openContext } from './open-context.ts'
import { words } from './words.ts'

const COLOURS: Readonly<Record<Fullness, string>> = {
  calm: 'text-kraft',
  nearly: 'text-accent',
  full: 'text-bad',
}
const RADIUS = 6
const ROUND = 2 * Math.PI * RADIUS

/** How full the context of a chat is: a ring with a number beside the composer. Pressed, it shows what fills it. */
export function ContextMeter({ chat }: MeterProps) {
  const { data } = useContextReport(chat)
  if (!data) return null
  const soon = soonWords(data)
  const seen = seenOf(data)
  return (
    <button
      type="button"
      onClick={() => openContext(chat.id)}
      title={words().meter(usedWords(data), soon)}
      className="flex h-7 shrink-0 items-center gap-1.5 rounded-md px-1 text-small text-faint hover:bg-hover hover:text-ink coarse:h-10"
    >
      <span className="sr-only">{words().show(usedWords(data))}</span>
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className={`size-4 -rotate-90 ${COLOURS[fullnessOf(data)]}`}
      >
        <circle cx="8" cy="8" r={RADIUS} fill="none" stroke="var(--line-strong)" strokeWidth="2.5" />
        <circle
          cx="8"
          cy="8"
          r={RADIUS}
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeDasharray={`${Math.min(1, seen / data.window) * ROUND} ${ROUND}`}
        />
      </svg>
      <span
        aria-hidden="true"
        className="nums @max-[20rem]:hidden"
      >{`${data.source === 'estimated' ? '~' : ''}${tokensShort(seen)}`}</span>
    </button>
  )
}

interface MeterProps {
  readonly chat: ChatInfo
}
