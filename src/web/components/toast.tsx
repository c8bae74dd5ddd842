import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button, IconButton } from './button.tsx'
import { giveBack, useHandOn } from './focus.ts'
import { Told } from './told.tsx'
import { words } from './words.ts'

/** How long a message stays, in milliseconds; resting the pointer or the focus on it holds it. */
const STAYS = 9000

/** Where the action stands: beside the words; below them where there is little room, as words of so many characters need it; or always, as a name of its own of so many does. */
const LONG = 60
const LONG_ACTION = 24
const BESIDE = { box: '', words: '', action: '' }
const BELOW_IF_NARROW = {
  box: 'max-[560px]:flex-wrap',
  words: 'max-[560px]:basis-3/4',
  action: 'max-[560px]:order-last max-[560px]:ms-auto',
}
const BELOW = {
  box: 'flex-wrap',
  words: 'basis-3/4',
  action: 'order-last ms-auto h-auto! min-h-7 max-w-full shrink! text-end whitespace-normal!',
}

function placeOfAction({ words: said, next = '', action }: Notice) {
  if (action === undefined) return BESIDE
  if (action.name.length > LONG_ACTION) return BELOW
  return said.length + next.length > LONG ? BELOW_IF_NARROW : BESIDE
}

export interface Notice {
  readonly words: string
  /** Our own words about what to do, after those that may be the server's. */
  readonly next?: string
  readonly action?: { readonly name: string; readonly run: () => void }
  readonly bad?: boolean
}

type Shown = Notice & { readonly id: number }

let shown: readonly Shown[] = []
let next = 1
const listeners = new Set<() => void>()

function set(to: readonly Shown[]): void {
  shown = to
  for (const listener of listeners) listener()
}

/** Says something for a while. One thing at a time: a new one takes the place of the old, only a problem stays beside it. */
export function say(notice: Notice): void {
  const problems = shown.filter((one) => one.bad && one.words !== notice.words).slice(-1)
  set([...problems, { ...notice, id: next++ }])
}

export function sayProblem(message: string): void {
  say({ words: message, bad: true })
}

function dismiss(id: number): void {
  set(shown.filter((notice) => notice.id !== id))
}

/** Where messages may stand, the newest place last: an open dialog keeps everything behind it out of reach. */
let places: readonly symbol[] = []

function usePlace(): boolean {
  const [place] = useState(() => Symbol('place'))
  useEffect(() => {
    places = [...places, place]
    set(shown.slice())
    return () => {
      places = places.filter((one) => one !== place)
      set(shown.slice())
    }
  }, [place])
  return useSyncExternalStore(listen, () => places.at(-1)) === place
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * The messages. On the page they hang below where this stands, over what is said there and never over the head of a chat; `inside` a dialog they
 * stand in its flow and cover nothing. The place of those that are no problem stands on the page before them: readers do not say
 * what a live region brings along.
 */
export function Toasts({ inside = false }: { readonly inside?: boolean }) {
  const here = usePlace()
  const notices = useSyncExternalStore(listen, () => shown)
  const mine = here ? notices : []
  const toasts = (bad: boolean) =>
    mine
      .filter((notice) => (notice.bad ?? false) === bad)
      .map((notice) => <Toast key={notice.id} notice={notice} />)
  const section = (
    <section
      aria-label={mine.length > 0 ? words().messages : undefined}
      data-messages={here ? '' : undefined}
      className={`pointer-events-none flex flex-col items-center gap-2 px-3 ${inside ? (mine.length > 0 ? 'py-2.5' : '') : 'absolute inset-x-0 top-14'}`}
    >
      {toasts(true)}
      <div role="status" aria-live="polite" aria-atomic="false" className="contents">
        {toasts(false)}
      </div>
    </section>
  )
  return inside ? section : <div className="sticky top-[52px] z-[60] h-0 shrink-0">{section}</div>
}

/** What was shown in one place already is not said once more where a dialog that opens or closes brings it. */
const saidBefore = new WeakSet<Shown>()

function Toast({ notice }: { readonly notice: Shown }) {
  const [held, setHeld] = useState(false)
  const [again] = useState(() => saidBefore.has(notice))
  useEffect(() => void saidBefore.add(notice), [notice])
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(notice.id), STAYS)
    return () => clearTimeout(timer)
  }, [held, notice.id])
  const [opener, setOpener] = useState<HTMLElement | null>(null)
  const handOn = useHandOn(() => giveBack(opener))
  const { action } = notice
  const placed = placeOfAction(notice)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting on it only keeps it there
    <div
      ref={handOn}
      role={notice.bad && !again ? 'alert' : undefined}
      aria-live={again ? 'off' : undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={({ relatedTarget, currentTarget }) => {
        setHeld(true)
        if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
          setOpener(relatedTarget)
      }}
      onBlur={() => setHeld(false)}
      className={`raised pointer-events-auto flex max-w-[560px] items-center gap-x-3 rounded-xl bg-strong py-1.5 ps-4 pe-1.5 text-plain text-on-strong shadow-raised ${placed.box}`}
    >
      <span dir="auto" className={`min-w-0 flex-1 py-1 ${placed.words}`}>
        <Told text={notice.words} />
        {notice.next && ` ${notice.next}`}
      </span>
      {action && (
        <Button
          small
          look="quiet"
          className={`text-on-strong! underline underline-offset-3 hover:bg-transparent! hover:opacity-80 ${placed.action}`}
          onClick={() => {
            dismiss(notice.id)
            action.run()
          }}
        >
          {action.name}
        </Button>
      )}
      <IconButton
        label={words().dismiss}
        className="text-on-strong/70! hover:bg-transparent! hover:text-on-strong!"
        onClick={() => dismiss(notice.id)}
      >
        <X />
      </IconButton>
    </div>
  )
}
