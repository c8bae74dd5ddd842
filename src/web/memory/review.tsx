import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Choice } from '../components/choice.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { type CommandId, commandOf, MAC, useKeysOf } from '../shell/bindings.ts'
import { chordOf } from '../shell/keys.ts'
import { useAway } from './away.ts'
import type { Changed, Seen } from './away-model.ts'
import { lookAt, useMarksOfUnread } from './looked.ts'
import { markAllRead } from './mark-all.ts'
import { MomentField } from './moment-field.tsx'
import { openDocument } from './open.ts'
import { type ReviewFrom, review } from './panel-mode.ts'
import { scopeLooked, useReview } from './review-data.ts'
import { ReviewEntry } from './review-entry.tsx'
import type { Scope } from './review-scope.ts'
import { undoChanges } from './review-undo.ts'
import { spanOf } from './span.ts'
import { words } from './words-review.ts'

/** So many documents show their differences at once; of more, only the first does. */
const UNFOLDED = 6

/** What changed since a moment, document by document: whose hand, from which chat, the difference, the way back. */
export function Review({ from, asked }: ReviewProps) {
  const away = useAway()
  // It does not move while one looks through it, whatever one marks as read meanwhile, until one asks anew.
  const [held, setHeld] = useState(() => ({ asked, scope: scopeOf(from, away) }))
  if (held.asked !== asked) setHeld({ asked, scope: scopeOf(from, away) })
  const { scope } = held
  const query = useReview(scope)
  const changed = query.data?.changed ?? []
  const said = words()
  return (
    <section aria-label={said.title} className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-4 py-2">
        <SinceChoice from={from} away={away !== null} />
        <Button
          small
          look="quiet"
          className="ms-auto"
          disabled={changed.length === 0}
          onClick={() => markAllRead(() => review(from === 'away' ? 'looked' : from))}
        >
          {said.allRead}
        </Button>
        <p role="status" className="nums basis-full text-small text-faint">
          {query.isPending ? said.looking : said.documents(changed.length)}
        </p>
      </div>
      {query.error ? (
        <ToldProblem text={query.error.message} alert className="p-5" />
      ) : changed.length === 0 ? (
        query.isPending || <Nothing />
      ) : (
        <List key={JSON.stringify(scope)} changed={changed} cut={query.data?.cut ?? false} />
      )}
    </section>
  )
}

interface ReviewProps {
  readonly from: ReviewFrom
  /** Counts up each time somebody asks. */
  readonly asked: number
}

function scopeOf(from: ReviewFrom, away: Seen | null): Scope {
  if (from === 'away' && away) return { kind: 'seen', seen: away }
  if (from === 'today' || from === 'yesterday' || from === 'week')
    return { kind: 'time', at: spanOf(from, new Date()).since ?? '' }
  return typeof from === 'object' ? { kind: 'time', at: from.at } : scopeLooked()
}

/** Since when; a moment of one's own is typed beside it. */
function SinceChoice({ from, away }: { readonly from: ReviewFrom; readonly away: boolean }) {
  const said = words()
  const chosen = typeof from === 'object' ? 'moment' : from
  const scopes = (['looked', 'away', 'today', 'yesterday', 'week', 'moment'] as const).filter(
    (each) => each !== 'away' || away || from === 'away',
  )
  return (
    <>
      <Choice
        aria-label={said.since}
        className="h-8! w-auto! fine:text-plain! coarse:h-10!"
        choices={scopes.map((each) => ({ value: each, name: said.scopes[each] }))}
        value={chosen}
        onChoose={(next) =>
          review(next === 'moment' ? { at: new Date(Date.now() - 3_600_000).toISOString() } : next)
        }
      />
      {typeof from === 'object' && (
        <MomentField label={said.moment} at={from.at} onChange={(at) => review({ at })} />
      )}
    </>
  )
}

function Nothing() {
  const said = words()
  return (
    <div className="m-auto flex max-w-64 flex-col gap-2 px-4 py-8 text-center">
      <p className="font-serif text-head text-soft">{said.nothing}</p>
      <p className="text-plain text-balance text-faint">{said.nothingAbout}</p>
    </div>
  )
}

function List({ changed: fresh, cut }: { readonly changed: readonly Changed[]; readonly cut: boolean }) {
  const { unread } = useMarksOfUnread()
  const changed = useSteady(fresh)
  const list = useRef<HTMLOListElement>(null)
  const [at, setAt] = useState(0)
  const here = Math.min(at, changed.length - 1)
  const go = (to: number) => {
    const next = Math.max(0, Math.min(changed.length - 1, to))
    setAt(next)
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)
    row?.focus()
    row?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowOf(event)
    const one = row === null ? undefined : changed[row]
    if (row === null || !one) return
    switch (deedOf(event)) {
      case 'nextChanged':
        go(row + 1)
        break
      case 'beforeChanged':
        go(row - 1)
        break
      case 'readChanged':
        lookAt(one.document)
        go(row + 1)
        break
      case 'undoChanged':
        void undoChanges(one)
        break
      case 'openChanged':
        if (one.fate !== 'gone') openDocument(one.document)
        break
      default:
        return
    }
    event.preventDefault()
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-paper">
      <ol
        ref={list}
        aria-label={words().list}
        onKeyDown={onKeyDown}
        className="flex flex-col gap-1 px-2 py-2"
      >
        {changed.map((one, index) => (
          <ReviewEntry
            key={one.document}
            changed={one}
            row={index}
            inOrder={index === here}
            unread={unread.has(one.document)}
            unfolded={changed.length <= UNFOLDED || index === 0}
            onFocus={() => setAt(index)}
          />
        ))}
      </ol>
      {cut && <p className="px-4 pb-2 text-small text-faint">{words().cut}</p>}
      <Keys />
    </div>
  )
}

/** The row that has the focus; null where a text that scrolls, or a field, keeps its keys. */
function rowOf({ target }: KeyboardEvent): number | null {
  if (!(target instanceof HTMLElement)) return null
  return target.dataset.row === undefined ? null : Number(target.dataset.row)
}

/** What keys are for here: those that one may have changed, and the arrows, which always walk. */
function deedOf({ nativeEvent }: KeyboardEvent): CommandId | null {
  const chord = chordOf(nativeEvent, MAC)
  if (chord === 'ArrowDown') return 'nextChanged'
  if (chord === 'ArrowUp') return 'beforeChanged'
  return chord === null ? null : commandOf(chord)
}

/** The keys of the list, as far as they have any. */
function Keys() {
  const { next, before, open, read, undo } = words().keys
  const pairs = [
    [useKeysOf('nextChanged'), next],
    [useKeysOf('beforeChanged'), before],
    [useKeysOf('readChanged'), read],
    [useKeysOf('undoChanged'), undo],
    [useKeysOf('openChanged'), open],
  ] as const
  const named = pairs.flatMap(([keys, does]) => (keys === null ? [] : [`${keys} ${does}`]))
  if (named.length === 0) return null
  return (
    <p className="px-4 pb-4 text-small text-faint max-[760px]:hidden coarse:hidden">{named.join(' · ')}</p>
  )
}

/** What is on the page keeps its place while one works through it; what is new comes first. */
function useSteady(fresh: readonly Changed[]): readonly Changed[] {
  const order = useRef<readonly string[]>([])
  return useMemo(() => {
    const found = new Map(fresh.map((each) => [each.document, each]))
    const known = new Set(order.current)
    order.current = [...[...found.keys()].filter((id) => !known.has(id)), ...order.current]
    return order.current.flatMap((id) => found.get(id) ?? [])
  }, [fresh])
}
