import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { AppState } from '../../workspace/events.ts'
import { Fresh } from '../board/fresh.tsx'
import { useHidesBehind } from '../components/behind.ts'
import { focusedNow, giveBack } from '../components/focus.ts'
import { current } from '../store/store.ts'
import { type CommandId, commandOf, MAC, useKeysOf } from './bindings.ts'
import { type Entry, type Found, found } from './entries.ts'
import { chordOf } from './keys.ts'
import { noteRecent } from './recent.ts'
import { useSaid } from './said.ts'
import { words } from './words-commands.ts'
import { useWritten } from './written.ts'

/** A dialog with a field in which something is found by a few letters and chosen, all by keys. */
export function Finder({ onClose, phrases, title, ...rest }: FinderProps) {
  const [opener] = useState(focusedNow)
  useHidesBehind()
  const chosen = useRef<Entry | null>(null)
  const choose = (entry: Entry) => {
    if (entry.about === undefined) noteRecent(entry.id)
    chosen.current = entry
    onClose()
  }
  return (
    <Dialog.Root open onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay fixed inset-0 z-40" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            // First back to where one was: what is done then is done there, and comes back there.
            giveBack(opener)
            chosen.current?.run()
          }}
          className="raised fixed inset-x-3 top-[max(12px,10dvh)] z-50 mx-auto flex max-h-[min(76dvh,560px)] max-w-[600px] flex-col overflow-hidden rounded-2xl border border-line bg-paper shadow-raised outline-none"
        >
          <Dialog.Title className="sr-only">{title ?? phrases.title}</Dialog.Title>
          <Field phrases={phrases} {...rest} onChoose={choose} onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

export interface FinderProps {
  /** What can be found now. */
  readonly entriesOf: (app: AppState) => readonly Entry[]
  readonly phrases: FinderWords
  /** Where it is another than that of its phrases. */
  readonly title?: string
  /** Ids of what comes first while nothing is asked for. */
  readonly lately?: readonly string[]
  /** Whether what was said in chats and what stands in documents is found, too. */
  readonly withTexts?: boolean
  /** Which command opens it: its keys close it again. */
  readonly command: CommandId
  readonly onClose: () => void
}

export interface FinderWords {
  readonly title: string
  readonly field: string
  readonly placeholder: string
  readonly list: string
  readonly nothing: string
}

const NONE: readonly string[] = []

function Field({
  entriesOf,
  phrases,
  lately = NONE,
  withTexts = false,
  command,
  onChoose,
  onClose,
}: FieldProps) {
  const id = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const { app } = current()
  const entries = useMemo(() => (app ? entriesOf(app) : []), [app, entriesOf])
  const asked = useDeferredValue(query)
  const named = useMemo(() => found(entries, asked, lately), [entries, asked, lately])
  const written = useWritten(withTexts ? query : '')
  const said = useSaid(withTexts ? query : '')
  const asking = written.asking || said.asking
  // Both at once: what comes later must not push away what one is about to choose.
  const held = asking ? [] : [...written.entries, ...said.entries]
  // What is called so by chance alone, with its letters scattered, comes after what was really written or said.
  const meant = named.filter(({ scattered }) => !scattered)
  const scattered = named.filter((entry) => entry.scattered)
  const shown = [...meant, ...held, ...scattered]
  const active = shown[Math.min(at, shown.length - 1)]

  // Whoever types fast and presses Enter means what they typed, also where the list has not come so far.
  const choose = () => {
    const meant = asked === query ? active : found(entries, query, lately)[0]
    if (meant) onChoose(meant)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = stepOf(event, at, shown.length)
    if (to !== null) setAt(to)
    else if (event.key === 'Enter') choose()
    else if (commandOf(chordOf(event.nativeEvent, MAC) ?? '') === command) onClose()
    else return
    event.preventDefault()
  }
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search className="size-[18px] shrink-0 text-faint" aria-hidden="true" />
        <input
          role="combobox"
          aria-label={phrases.field}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={active && `${id}-${active.id}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={query}
          placeholder={phrases.placeholder}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          className="h-13 min-w-0 flex-1 bg-transparent text-lead text-ellipsis outline-none"
        />
      </div>
      <p role="status" className="sr-only">
        {query === '' || asking ? '' : words().found(shown.length)}
      </p>
      <List
        id={id}
        label={phrases.list}
        named={meant}
        held={held}
        scattered={scattered}
        active={active}
        grouped={asked.trim() === ''}
        onChoose={onChoose}
      />
      {shown.length === 0 && !asking && <p className="px-5 py-6 text-plain text-faint">{phrases.nothing}</p>}
    </>
  )
}

/** Where the arrow keys lead; null for any other key. */
function stepOf({ key, ctrlKey }: KeyboardEvent, at: number, length: number): number | null {
  if (length === 0) return null
  if (key === 'ArrowDown' || (ctrlKey && key === 'n')) return (at + 1) % length
  if (key === 'ArrowUp' || (ctrlKey && key === 'p')) return (at - 1 + length) % length
  if (key === 'PageDown') return Math.min(at + 8, length - 1)
  if (key === 'PageUp') return Math.max(at - 8, 0)
  return null
}

interface FieldProps extends Omit<FinderProps, 'title'> {
  readonly onChoose: (entry: Entry) => void
}

function List({ id, label, named, held, scattered, active, grouped, onChoose }: ListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const option = active && document.getElementById(`${id}-${active.id}`)
    option?.scrollIntoView({ block: 'nearest' })
  }, [active, id])
  const groups = [
    ...(grouped ? groupsOf(named) : [{ name: null, entries: named }]),
    ...groupsOf(held),
    { name: held.length > 0 ? words().scattered : null, entries: scattered },
  ].filter(({ entries }) => entries.length > 0)
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className={`min-h-0 overflow-y-auto overscroll-contain scroll-py-2 ${groups.length > 0 ? 'p-2' : ''}`}
    >
      {groups.map(({ name, entries }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
        <div key={name ?? entries[0]?.id} role="group" aria-label={name ?? label}>
          {name !== null && (
            <p aria-hidden="true" className="px-3 pt-2 pb-1 text-small text-faint">
              {name}
            </p>
          )}
          {entries.map((entry) => (
            <Option
              key={entry.id}
              id={`${id}-${entry.id}`}
              entry={entry}
              active={entry === active}
              grouped={grouped}
              onChoose={onChoose}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

interface ListProps {
  readonly id: string
  readonly label: string
  readonly named: readonly Found[]
  /** What stands in documents and was said in chats, after what is called so. */
  readonly held: readonly Found[]
  /** What only has the letters in it somewhere, last. */
  readonly scattered: readonly Found[]
  readonly active: Found | undefined
  /** What is called so stands under headings; else the best comes first. */
  readonly grouped: boolean
  readonly onChoose: (entry: Entry) => void
}

function groupsOf(
  shown: readonly Found[],
): readonly { readonly name: string; readonly entries: readonly Found[] }[] {
  return [...Map.groupBy(shown, ({ group }) => group)].map(([name, entries]) => ({ name, entries }))
}

function Option({ id, entry, active, grouped, onChoose }: OptionProps) {
  const beside = grouped || entry.about ? entry.note : (entry.note ?? entry.group)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above, as in every combobox
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, as in every combobox
    <div
      id={id}
      role="option"
      aria-selected={active}
      onClick={() => onChoose(entry)}
      className={`flex min-h-9 cursor-pointer items-center gap-3 rounded-lg px-3 py-1.5 text-field coarse:min-h-11 ${active ? 'bg-sunken' : 'hover:bg-hover'}`}
    >
      {entry.about === undefined ? (
        <bdi className="min-w-0 truncate">
          <Letters text={entry.name} at={entry.at} />
        </bdi>
      ) : (
        <span className="min-w-0">
          <span dir="auto" className="line-clamp-2 [overflow-wrap:anywhere]">
            <Letters text={entry.name} at={entry.at} />
          </span>
          <bdi className="block truncate text-small text-faint">{entry.about}</bdi>
        </span>
      )}
      {entry.fresh && <Fresh />}
      {beside && (
        <span className="ms-auto max-w-[45%] shrink-0 truncate text-small text-faint">{beside}</span>
      )}
      {entry.command && <Keys id={entry.command} pushed={!beside} />}
    </div>
  )
}

interface OptionProps {
  readonly id: string
  readonly entry: Found
  readonly active: boolean
  readonly grouped: boolean
  readonly onChoose: (entry: Entry) => void
}

function Keys({ id, pushed }: { readonly id: NonNullable<Entry['command']>; readonly pushed: boolean }) {
  const keys = useKeysOf(id)
  if (keys === null) return null
  return (
    <kbd
      className={`shrink-0 rounded-md border border-line-strong bg-page px-1.5 font-sans text-small text-soft max-[760px]:coarse:hidden ${pushed ? 'ms-auto' : ''}`}
    >
      {keys}
    </kbd>
  )
}

/** A name with the letters that were meant in strong. */
function Letters({ text, at }: { readonly text: string; readonly at: readonly number[] }) {
  if (at.length === 0) return text
  const meant = new Set(at)
  const runs: { from: number; letters: string }[] = []
  for (const [index, letter] of [...text].entries()) {
    const last = runs.at(-1)
    if (last && meant.has(last.from) === meant.has(index)) last.letters += letter
    else runs.push({ from: index, letters: letter })
  }
  return runs.map(({ from, letters }) =>
    meant.has(from) ? (
      <b key={from} className="font-semibold">
        {letters}
      </b>
    ) : (
      letters
    ),
  )
}
