import { RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, IconButton } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Switch } from '../components/field.tsx'
import {
  bindingsOf,
  COMMAND_IDS,
  type CommandId,
  commandFor,
  FIRST_KEYS,
  keysOf,
  keysShown,
  MAC,
  resetKeys,
  setKeys,
  setSingleKeys,
  useKept,
} from './bindings.ts'
import { COMMANDS, type Room } from './commands.ts'
import { fixedKeys } from './fixed-keys.ts'
import { type Chord, chordOf, oneOfNine, type Refusal, whyNot } from './keys.ts'
import { words as commandWords } from './words-commands.ts'
import { words } from './words-shortcuts.ts'

/** All keys: those that one can change, in their rooms, and those that are always the same. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { changes, single } = useKept()
  const said = words()
  const rooms = Object.keys(commandWords().rooms) as readonly Room[]
  return (
    <Dialog title={said.title} about={said.about} open onClose={onClose} wide>
      <div className="gap-x-10 pt-1 min-[700px]:columns-2">
        {rooms.map((room) => (
          <section key={room} className="mb-6 break-inside-avoid">
            <h3 className="mb-1 text-small text-faint">{commandWords().rooms[room]}</h3>
            <ul>
              {COMMAND_IDS.filter((id) => COMMANDS[id].room === room).map((id) => (
                <Line key={id} id={id} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Fixed />
      <div className="mt-6 flex flex-wrap items-start justify-between gap-4 border-t border-line pt-4">
        <div className="max-w-96">
          <Switch label={said.single} about={said.singleAbout} checked={single} onChange={setSingleKeys} />
        </div>
        <Button small disabled={Object.keys(changes).length === 0} onClick={resetKeys}>
          {said.resetAll}
        </Button>
      </div>
    </Dialog>
  )
}

type Asking =
  | { readonly kind: 'no' }
  | { readonly kind: 'pressing' }
  /** The keys do something else until now. */
  | { readonly kind: 'had'; readonly chord: Chord; readonly by: CommandId }
  | { readonly kind: 'refused'; readonly chord: Chord; readonly why: Refusal }

function Line({ id }: { readonly id: CommandId }) {
  const { changes } = useKept()
  const [asking, setAsking] = useState<Asking>({ kind: 'no' })
  const said = words()
  const name = commandWords().commands[id]
  const chord = bindingsOf(changes)[id]
  const first = FIRST_KEYS[id]
  const keys = chord === null ? said.none : keysOf(id, chord)
  const take = (pressed: Chord) => {
    const next = id === 'toChat' ? (oneOfNine(pressed)?.chord ?? pressed) : pressed
    const why = whyNot(next) ?? (id === 'toChat' && oneOfNine(next) === null ? 'number' : null)
    const by = commandFor(bindingsOf(changes), next)
    if (why !== null) setAsking({ kind: 'refused', chord: next, why })
    else if (by !== null && by !== id) setAsking({ kind: 'had', chord: next, by })
    else give(next)
  }
  const give = (next: Chord | null) => {
    setKeys(id, next)
    setAsking({ kind: 'no' })
  }
  usePresses(
    asking.kind === 'pressing',
    take,
    () => give(null),
    () => setAsking({ kind: 'no' }),
  )
  return (
    <li className="py-0.5 text-plain">
      <div className="flex min-h-8 items-center gap-2">
        <span className="min-w-0 flex-1">{name}</span>
        {chord !== first && (
          <IconButton
            label={said.reset(name, first === null ? said.none : keysOf(id, first))}
            className="size-7!"
            onClick={() => give(first)}
          >
            <RotateCcw />
          </IconButton>
        )}
        <button
          type="button"
          aria-label={asking.kind === 'pressing' ? said.press : said.change(name, keys)}
          aria-pressed={asking.kind === 'pressing'}
          onClick={() => setAsking({ kind: 'pressing' })}
          onBlur={() => asking.kind === 'pressing' && setAsking({ kind: 'no' })}
          className={`shrink-0 rounded-md border px-1.5 py-0.5 text-small coarse:min-h-10 ${asking.kind === 'pressing' ? 'border-ink bg-page' : 'border-line-strong bg-page hover:bg-hover'} ${chord === null ? 'text-faint' : ''}`}
        >
          {asking.kind === 'pressing' ? said.press : keys}
        </button>
      </div>
      <Answer asking={asking} onUse={give} onLeave={() => setAsking({ kind: 'no' })} />
    </li>
  )
}

function Answer({ asking, onUse, onLeave }: AnswerProps) {
  const said = words()
  if (asking.kind === 'no') return null
  return (
    <div role="status" className="flex flex-wrap items-center justify-end gap-2 pb-1.5 text-small text-soft">
      {asking.kind === 'pressing' && <p>{said.pressHint}</p>}
      {asking.kind === 'refused' && (
        <p className="text-bad">{said.refused[asking.why](keysShown(asking.chord))}</p>
      )}
      {asking.kind === 'had' && (
        <>
          <p>{said.had(keysShown(asking.chord), commandWords().commands[asking.by])}</p>
          <Button small onClick={() => onUse(asking.chord)}>
            {said.useHere}
          </Button>
          <Button small look="quiet" onClick={onLeave}>
            {said.leave}
          </Button>
        </>
      )}
    </div>
  )
}

interface AnswerProps {
  readonly asking: Asking
  readonly onUse: (chord: Chord) => void
  readonly onLeave: () => void
}

/** While one is asked for keys, whatever is pressed is meant as those, and nothing else happens. */
function usePresses(on: boolean, take: (chord: Chord) => void, clear: () => void, leave: () => void): void {
  useEffect(() => {
    if (!on) return
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Tab') return leave()
      event.preventDefault()
      event.stopImmediatePropagation()
      if (event.key === 'Escape') return leave()
      if (event.key === 'Backspace') return clear()
      const chord = chordOf(event, MAC)
      if (chord !== null) take(chord)
    }
    // Before the dialog hears of it, which would close at Escape.
    window.addEventListener('keydown', pressed, true)
    return () => window.removeEventListener('keydown', pressed, true)
  })
}

function Fixed() {
  return (
    <section className="mt-6">
      <h3 className="text-small text-faint">{words().fixed}</h3>
      <p className="mb-1 text-plain text-soft">{words().fixedAbout}</p>
      <dl className="grid gap-x-10 min-[700px]:grid-cols-2">
        {fixedKeys().map(({ keys, words: does }) => (
          <div key={does} className="flex min-h-8 items-center justify-between gap-4 text-plain">
            <dt className="order-2">
              <kbd className="font-sans text-small text-soft">{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
