// biome-ignore-all lint/suspicious/noArrayIndexKey: a line, and a place to choose for, is its place
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { Button } from '../components/button.tsx'
import { TextArea } from '../components/field.tsx'
import {
  type Choice,
  type Choices,
  choose,
  chosenText,
  nextOpen,
  type Open,
  openOf,
  type Region,
  regionsOf,
  type Sides,
  startText,
} from './choosing.ts'
import { words } from './words-undo.ts'

/** Two sides of a text: where they meet, one chooses for each place. `onText` gets the text once nothing is open, and null before. */
export function HunkChooser({ sides, names, choices, onChoices, onText }: HunkChooserProps) {
  const { base, present, yours } = sides
  const regions = useMemo(() => regionsOf({ base, present, yours }), [base, present, yours])
  const open = useMemo(() => openOf(regions), [regions])
  const list = useRef<HTMLOListElement>(null)
  const told = useRef(onText)
  told.current = onText
  useEffect(() => told.current(chosenText(regions, choices, yours)), [regions, choices, yours])
  const made = open.filter((_, index) => choices[index] !== undefined).length

  const take = (index: number, choice: Choice, goOn: boolean) => {
    const next = choose(choices, index, choice)
    onChoices(next)
    const then = goOn ? nextOpen(next, open.length, index + 1) : null
    if (then !== null) focusPlace(list.current, then)
  }
  const takeAll = (choice: Choice) => onChoices(open.map(() => choice))
  let at = -1
  const said = words().chooser
  return (
    <div className="@container flex min-h-0 flex-col">
      <div className="sticky top-0 z-[1] flex flex-wrap items-center gap-x-3 gap-y-1 bg-paper py-2">
        <p role="status" className="nums min-w-0 flex-1 text-small text-soft">
          {made === open.length ? said.allChosen(open.length) : said.chosen(made, open.length)}
        </p>
        {open.length > 1 && (
          <span className="flex flex-wrap gap-1">
            <Button small look="quiet" onClick={() => takeAll('yours')}>
              {said.all(names.yours)}
            </Button>
            <Button small look="quiet" onClick={() => takeAll('present')}>
              {said.all(names.present)}
            </Button>
          </span>
        )}
      </div>
      <ol ref={list} aria-label={said.list} className="overflow-hidden rounded-xl border border-line bg-page">
        {regions.map((region, index) => {
          if (region.kind === 'settled')
            return (
              <li key={index}>
                <Settled region={region} names={names} first={index === 0} />
              </li>
            )
          at += 1
          const number = at
          return (
            <li key={index} className="border-y border-line-strong first:border-t-0 last:border-b-0">
              <Place
                open={region}
                number={number}
                total={open.length}
                choice={choices[number]}
                names={names}
                onChoose={(choice, goOn) => take(number, choice, goOn)}
              />
            </li>
          )
        })}
      </ol>
      <p className="pt-2 text-small text-faint max-[760px]:hidden">{said.keys(names.yours, names.present)}</p>
    </div>
  )
}

export interface SideNames {
  /** The side that wants in: "Mine", "As before". */
  readonly yours: string
  /** The side that stands now: "Alice’s", "As it is now". */
  readonly present: string
}

export interface HunkChooserProps {
  readonly sides: Sides
  readonly names: SideNames
  /** For each open place, as far as one has chosen. */
  readonly choices: Choices
  readonly onChoices: (choices: Choices) => void
  readonly onText: (text: string | null) => void
}

function focusPlace(list: HTMLElement | null, number: number): void {
  const place = list?.querySelector<HTMLElement>(`[data-place="${number}"]`)
  place?.focus()
  place?.scrollIntoView({ block: 'nearest' })
}

/** Unchanged lines kept in sight around a place. */
const CONTEXT = 2

function Settled({ region, names, first }: SettledProps) {
  const [whole, setWhole] = useState(false)
  const { lines, from } = region
  const folds = from === 'base' && !whole && lines.length > CONTEXT * 2 + 1
  const head = folds ? lines.slice(0, first ? 0 : CONTEXT) : lines
  const tail = folds ? lines.slice(lines.length - CONTEXT) : []
  const side = from === 'present' ? names.present : from === 'yours' ? names.yours : null
  return (
    <div className={`${first ? 'pt-1.5' : ''} ${from === 'base' ? '' : 'bg-good-wash'}`}>
      {side && <p className="px-3 pt-1 text-tiny text-soft">{words().chooser.byItself(side)}</p>}
      <Lines lines={head} />
      {folds && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="w-full px-3 py-0.5 text-start text-tiny text-faint hover:bg-hover"
        >
          {words().chooser.unchanged(lines.length - head.length - tail.length)}
        </button>
      )}
      <Lines lines={tail} />
    </div>
  )
}

interface SettledProps {
  readonly region: Extract<Region, { kind: 'settled' }>
  readonly names: SideNames
  readonly first: boolean
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <div className="font-mono text-small leading-text text-soft">
      {lines.map((line, index) => (
        <div key={index} dir="auto" className="px-3 break-words whitespace-pre-wrap">
          {line || '\u200b'}
        </div>
      ))}
    </div>
  )
}

const CHOICES = ['yours', 'present', 'both', 'edit'] as const

/** One place: both sides beside each other, and what shall stand there. */
function Place({ open, number, total, choice, names, onChoose }: PlaceProps) {
  const group = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const kind = typeof choice === 'object' ? 'edit' : choice
  const said = words().chooser
  const named = { ...names, both: said.both, edit: said.edit } as const
  const pick = (wanted: (typeof CHOICES)[number], goOn: boolean) => {
    if (wanted !== 'edit') return onChoose(wanted, goOn)
    onChoose({ text: startText(open, choice) }, false)
    requestAnimationFrame(() => field.current?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLTextAreaElement || event.altKey || event.ctrlKey || event.metaKey) return
    const wanted = CHOICES[Number(event.key) - 1]
    if (!wanted) return
    event.preventDefault()
    pick(wanted, true)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold the focus that the number keys need
    <div
      role="group"
      aria-label={said.place(number + 1, total)}
      data-place={number}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className={`outline-offset-[-2px] ${kind === undefined ? 'bg-fresh/35' : ''}`}
    >
      <div className="grid grid-cols-1 @min-[480px]:grid-cols-2">
        <Side
          name={names.yours}
          lines={open.yours}
          other={open.present}
          dim={kind === 'present' || kind === 'edit'}
        />
        <Side
          name={names.present}
          lines={open.present}
          other={open.yours}
          dim={kind === 'yours' || kind === 'edit'}
          second
        />
      </div>
      {typeof choice === 'object' && (
        <div className="border-t border-line px-3 py-2">
          <TextArea
            ref={field}
            dir="auto"
            aria-label={said.text(number + 1)}
            rows={Math.min(12, Math.max(2, choice.text.split('\n').length))}
            value={choice.text}
            onChange={(event) => onChoose({ text: event.target.value }, false)}
            className="font-mono text-small!"
          />
        </div>
      )}
      <div
        role="radiogroup"
        aria-label={said.what(number + 1)}
        className="flex flex-wrap gap-1 border-t border-line px-2 py-1.5"
      >
        {CHOICES.map((each) => (
          <label
            key={each}
            className="relative inline-flex h-7 cursor-pointer items-center rounded-md px-2.5 text-small text-soft hover:bg-hover has-checked:bg-strong has-checked:font-medium has-checked:text-on-strong has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent coarse:min-h-10"
          >
            <input
              type="radio"
              name={group}
              checked={kind === each}
              onChange={() => pick(each, false)}
              className="absolute size-px opacity-0"
            />
            {named[each]}
          </label>
        ))}
      </div>
    </div>
  )
}

interface PlaceProps {
  readonly open: Open
  readonly number: number
  readonly total: number
  readonly choice: Choice | undefined
  readonly names: SideNames
  readonly onChoose: (choice: Choice, goOn: boolean) => void
}

function Side({ name, lines, other, dim, second = false }: SideProps) {
  const known = useMemo(() => new Set(other), [other])
  return (
    <div
      className={`min-w-0 py-1.5 ${second ? 'border-t border-line @min-[480px]:border-t-0 @min-[480px]:border-s' : ''}`}
    >
      <p className="px-3 pb-0.5 text-tiny font-medium text-soft">{name}</p>
      {lines.length === 0 ? (
        <p className="px-3 text-small text-soft italic">{words().chooser.nothing}</p>
      ) : (
        <div className="font-mono text-small leading-text">
          {lines.map((line, index) => (
            <div
              key={index}
              dir="auto"
              className={`px-3 break-words whitespace-pre-wrap ${dim ? 'text-faint line-through decoration-line-strong' : known.has(line) ? 'text-soft' : 'bg-manilla/35 text-ink'}`}
            >
              {line || '\u200b'}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

interface SideProps {
  readonly name: string
  readonly lines: readonly string[]
  readonly other: readonly string[]
  readonly dim: boolean
  readonly second?: boolean
}
