// biome-ignore-all lint/suspicious/noArrayIndexKey: a line is its place
import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { showTurn } from '../chat/show-turn.ts'
import { Monogram, tintOf } from '../components/person.tsx'
import { isRightToLeft } from '../language/language.ts'
import { look } from '../location.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { linesOf, MARKED } from './lines.tsx'
import type { DocumentBlame } from './past-api.ts'
import { gutterName, type Run, runsOf, whoWrote } from './runs.ts'
import { words } from './words-blame.tsx'

/** The lines of a document with the hand of each run in the margin. Up and Down walk the runs, Enter shows the message. */
export function BlameLines({ text, blame, document, marked }: BlameLinesProps) {
  const runs = useMemo(() => runsOf(linesOf(text), blame.lines, blame.commits), [text, blame])
  const [active, setActive] = useState(0)
  const [shown, setShown] = useState<Shown | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && shown) {
      event.stopPropagation()
      setShown(null)
      return
    }
    const to = stepOf(event.key, active, runs.length)
    if (to === null) return
    event.preventDefault()
    setActive(to)
    list.current?.querySelector<HTMLElement>(`[data-run="${to}"]`)?.focus()
  }
  const hide = (index: number) => setShown((now) => (now?.index === index ? null : now))
  return (
    <>
      <ol
        ref={list}
        aria-label={words().list}
        data-lines=""
        onKeyDown={onKeyDown}
        className="pb-3 font-mono text-small leading-text"
      >
        {runs.map((run, index) => (
          <RunRow
            key={run.from}
            run={run}
            index={index}
            inOrder={index === active}
            memory={blame.memory}
            document={document}
            marked={marked}
            onShow={(place) => setShown({ index, run, place })}
            onHide={() => hide(index)}
            onFocus={() => setActive(index)}
          />
        ))}
      </ol>
      {shown?.run.commit && <Card shown={shown} />}
    </>
  )
}

export interface BlameLinesProps {
  readonly text: string
  readonly blame: DocumentBlame
  readonly document: string
  /** Lines to look at twice. */
  readonly marked?: ReadonlySet<number> | undefined
}

interface Shown {
  readonly index: number
  readonly run: Run
  readonly place: DOMRect
}

function stepOf(key: string, at: number, total: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(total - 1, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return null
  }
}

const LINE_HEIGHT = 20

const RunRow = memo(
  function RunRow({ run, index, inOrder, memory, document, marked, onShow, onHide, onFocus }: RunRowProps) {
    const { commit, lines, from, again } = run
    const { name, person } = commit ? gutterName(commit.actor) : { name: words().notKnown, person: null }
    const byClaude = commit?.actor.kind === 'claude'
    const tint = person ? tintOf(person) : 'var(--line-strong)'
    return (
      <li
        className={`flex [content-visibility:auto] ${again ? '' : 'border-t border-line first:border-t-0'}`}
        style={{ containIntrinsicSize: `auto ${lines.length * LINE_HEIGHT}px` }}
      >
        <button
          type="button"
          data-run={index}
          tabIndex={inOrder ? 0 : -1}
          onClick={() => commit && goTo(commit, memory, document)}
          onFocus={(event) => {
            onFocus()
            onShow(event.currentTarget.getBoundingClientRect())
          }}
          onBlur={onHide}
          onPointerEnter={(event) => onShow(event.currentTarget.getBoundingClientRect())}
          onPointerLeave={onHide}
          style={{
            borderInlineStartColor: tint,
            background: `color-mix(in srgb, ${tint} ${byClaude ? 5 : 17}%, transparent)`,
          }}
          className="flex w-[92px] shrink-0 items-start gap-1.5 border-s-[3px] px-1.5 py-px text-start font-sans text-tiny leading-[18px] text-soft -outline-offset-2 hover:brightness-97 max-[760px]:w-9"
        >
          <Label run={run} name={name} person={person} />
        </button>
        <div className="min-w-0 flex-1">
          {lines.map((line, offset) => (
            <div
              key={offset}
              data-line={from + offset}
              className={`flex pe-4 ${marked?.has(from + offset) ? MARKED : ''}`}
            >
              <span aria-hidden="true" className="nums w-9 shrink-0 pe-2.5 text-end text-faint select-none">
                {from + offset}
              </span>
              <span dir="auto" className="min-w-0 flex-1 break-words whitespace-pre-wrap">
                {line || '\u200b'}
              </span>
            </div>
          ))}
        </div>
      </li>
    )
  },
  (a, b) => a.run === b.run && a.marked === b.marked && a.inOrder === b.inOrder && a.index === b.index,
)

interface RunRowProps {
  readonly run: Run
  readonly index: number
  /** Tab stops here. */
  readonly inOrder: boolean
  readonly memory: string
  readonly document: string
  readonly marked: ReadonlySet<number> | undefined
  readonly onShow: (place: DOMRect) => void
  readonly onHide: () => void
  readonly onFocus: () => void
}

/** The name once for neighbouring runs of one hand; in words for the ear every time. */
function Label({
  run,
  name,
  person,
}: {
  readonly run: Run
  readonly name: string
  readonly person: string | null
}) {
  const now = useNow()
  const { commit, from, lines, again } = run
  const origin = commit?.origin
  const chat = useWorkspace((workspace) => (origin ? workspace.chats[origin.chat]?.name : undefined))
  const told = commit ? whoWrote(commit, chat, now) : null
  const to = from + lines.length - 1
  const said = words()
  const where = lines.length === 1 ? said.line(from) : said.lines(from, to)
  return (
    <>
      <span className="sr-only">
        {told ? said.wrote(where, told.who, told.chat, told.time) : said.unknown(where)}
      </span>
      {!again && (
        <span aria-hidden="true" className="flex min-w-0 items-center gap-1.5">
          {person && <Monogram name={person} small />}
          <span className="min-w-0 truncate max-[760px]:hidden">{name}</span>
        </span>
      )}
    </>
  )
}

/** To the message that asked for it; without one, to memory as it was then. */
function goTo(commit: NonNullable<Run['commit']>, memory: string, document: string): void {
  const { origin, number } = commit
  if (origin) void showTurn(origin.chat, origin.turn, origin.toolCall)
  else look({ at: { memory, number }, document }, true)
}

const CARD = { width: 264, height: 64, gap: 6 } as const

/** Who, in which chat, when. Beside the text where there is room; else above the run, or below. */
function Card({ shown }: { readonly shown: Shown }) {
  const now = useNow()
  const { commit } = shown.run
  const chat = useWorkspace((workspace) =>
    commit?.origin ? workspace.chats[commit.origin.chat]?.name : undefined,
  )
  if (!commit) return null
  const { who, chat: inChat, time } = whoWrote(commit, chat, now)
  const { top, left, right } = shown.place
  // The margin is where the lines begin, so what is before it is outside the text.
  const outside = isRightToLeft() ? right + CARD.gap : left - CARD.width - CARD.gap
  const fits = outside > 8 && outside + CARD.width < innerWidth - 8
  const above = top - CARD.height - CARD.gap
  const below = Math.min(shown.place.bottom + CARD.gap, innerHeight - CARD.height - 8)
  return createPortal(
    <div
      aria-hidden="true"
      style={{
        top: fits ? Math.max(8, Math.min(top, innerHeight - CARD.height - 8)) : above > 8 ? above : below,
        left: fits ? outside : Math.max(8, Math.min(left, innerWidth - CARD.width - 8)),
        width: CARD.width,
      }}
      className="raised pointer-events-none fixed z-50 rounded-lg border border-line bg-page px-3 py-2 text-small leading-snug shadow-raised"
    >
      <p>
        {words().card(
          <span className="font-medium">{who}</span>,
          inChat && <em className="font-serif text-plain">{inChat}</em>,
          time,
        )}
      </p>
      <p className="text-tiny text-faint">{commit.origin ? words().toMessage : words().toMoment}</p>
    </div>,
    window.document.body,
  )
}
