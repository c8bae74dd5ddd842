import { memo, useState } from 'react'
import type { TurnState } from '../../workspace/events.ts'
import { Button } from '../components/button.tsx'
import { Monogram } from '../components/person.tsx'
import { useNow } from '../now.ts'
import { Prose } from '../prose/prose.tsx'
import { ago, moment } from '../words.ts'
import { ClearingRule, SummaryEvent, SwitchedLine, UnsealedLine } from './event-line.tsx'
import { type Item, itemsOf, sameItem } from './items.ts'
import { MessageActions } from './message-actions.tsx'
import { ReadsCard } from './reads-card.tsx'
import { Thought } from './thought.tsx'
import { ToolCard } from './tool-card.tsx'
import { TurnEnd } from './turn-end.tsx'
import { words } from './words-turn.ts'

/** One message of a person and everything Claude did about it. */
export const TurnView = memo(function TurnView({
  chat,
  turn,
  clearedBefore,
  clearedUses,
  last,
  place,
  places,
}: TurnViewProps) {
  const over = turn.status.kind === 'finished'
  const items = itemsOf(turn, clearedBefore)
  return (
    <article
      aria-label={words().article(turn.speaker)}
      data-chat={chat}
      data-turn={turn.id}
      tabIndex={-1}
      aria-posinset={place}
      aria-setsize={places}
      className={`flex flex-col gap-3.5 ${over ? '[&_.rise]:animate-none' : ''}`}
    >
      {turn.purpose === 'compaction' ? (
        <Asked speaker={turn.speaker} at={turn.at} />
      ) : (
        <Said chat={chat} turn={turn.id} speaker={turn.speaker} at={turn.at} text={turn.text} />
      )}
      <div className="group/said flex flex-col gap-3">
        {items.map((item, index) => (
          <ItemView
            key={item.key}
            id={`${turn.id} ${item.key}`}
            item={item}
            over={over}
            clearedUses={clearedUses}
            newest={turn.status.kind === 'running' && index === items.length - 1}
          />
        ))}
        {!over && turn.status.kind === 'running' && <Thinking items={items} />}
        <TurnEnd chat={chat} turn={turn} last={last} />
      </div>
    </article>
  )
})

export interface TurnViewProps {
  readonly chat: string
  readonly turn: TurnState
  /** Tool uses that were already out of Claude's sight before this turn. */
  readonly clearedBefore: number
  /** Tool uses that are out of its sight now. */
  readonly clearedUses: number
  readonly last: boolean
  /** Which of how many turns of the conversation it is, counted from 1. */
  readonly place: number
  readonly places: number
}

type Spoken = Pick<TurnState, 'speaker' | 'at' | 'text'>

const Said = memo(function Said({ chat, turn, speaker, at, text }: SaidProps) {
  const now = useNow()
  return (
    <div className="group/said flex gap-2.5 rounded-xl bg-sunken px-3 py-2.5">
      <Monogram name={speaker} />
      <div className="min-w-0 flex-1">
        <div className="-my-1 flex min-h-7 items-center justify-between gap-2 coarse:-my-2.5">
          <p className="flex min-w-0 items-baseline gap-2 text-[13px]">
            <bdi className="truncate font-semibold">{speaker}</bdi>
            <time dateTime={at} title={moment(at)} className="shrink-0 text-[12px] text-faint">
              {ago(at, now)}
            </time>
          </p>
          <MessageActions chat={chat} turn={turn} text={text} whose={words().actions.message(speaker)} />
        </div>
        <Words text={text} />
      </div>
    </div>
  )
})

/** Nobody said anything: somebody had the conversation summed up. */
interface SaidProps extends Spoken {
  readonly chat: string
  readonly turn: string
}

function Asked({ speaker, at }: Omit<Spoken, 'text'>) {
  const now = useNow()
  return (
    <p className="flex items-center gap-2 px-1 text-[12.5px] text-faint">
      <Monogram name={speaker} small />
      <span>
        {words().summedUp(speaker)}
        <time dateTime={at} title={moment(at)}>
          {ago(at, now)}
        </time>
      </span>
    </p>
  )
}

/** More than this of a person's message is folded away. Characters, and lines. */
const LONG = { characters: 1400, lines: 18 } as const

function Words({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(false)
  const long = text.length > LONG.characters || text.split('\n', LONG.lines + 1).length > LONG.lines
  const folded = long && !whole
  return (
    <>
      <p
        dir="auto"
        className={`mt-0.5 text-[14px] leading-[1.5] break-words whitespace-pre-wrap ${folded ? 'fade-tail max-h-72 overflow-hidden' : ''}`}
      >
        {folded ? text.slice(0, LONG.characters * 2) : text}
      </p>
      {long && (
        <Button small look="quiet" className="-ms-2.5 mt-1" onClick={() => setWhole(!whole)}>
          {whole ? words().showLess : words().showAll}
        </Button>
      )}
    </>
  )
}

/** Only what changed is made anew: while a word comes, the block that it comes into. */
const ItemView = memo(function ItemView({ id, item, over, clearedUses, newest }: ItemViewProps) {
  switch (item.kind) {
    case 'text':
      return <Prose text={item.text} writing={!item.done && !over && newest} />
    case 'thinking':
      return <Thought id={id} text={item.text} going={!item.done && !over} />
    case 'tool':
      return <ToolCard tool={item.use.tool} over={over} cleared={item.use.number < clearedUses} />
    case 'reads':
      return <ReadsCard uses={item.uses} over={over} clearedUses={clearedUses} />
    case 'clearing':
      return <ClearingRule item={item} />
    case 'summary':
      return <SummaryEvent id={id} text={item.text} going={!item.done && !over} />
    case 'switched':
      return <SwitchedLine switched={item.switched} />
    case 'unsealed':
      return <UnsealedLine />
    default:
      return item satisfies never
  }
}, sameView)

function sameView(a: ItemViewProps, b: ItemViewProps): boolean {
  const same = a.id === b.id && a.over === b.over && a.newest === b.newest
  return same && a.clearedUses === b.clearedUses && sameItem(a.item, b.item)
}

interface ItemViewProps {
  /** Names it among the items of all turns. */
  readonly id: string
  readonly item: Item
  readonly over: boolean
  readonly clearedUses: number
  readonly newest: boolean
}

/** Something is coming, and nothing of it can be seen yet. */
function Thinking({ items }: { readonly items: readonly Item[] }) {
  const last = items.at(-1)
  if (last && isMoving(last)) return null
  return (
    <p className="rise flex items-center gap-2.5 py-0.5 text-[13px] text-faint">
      <span className="pulse mx-1" />
      {words().thinking}
    </p>
  )
}

function isMoving(item: Item): boolean {
  switch (item.kind) {
    case 'text':
    case 'thinking':
    case 'summary':
      return !item.done
    case 'tool':
      return item.use.tool.progress.kind !== 'finished'
    case 'reads':
      return item.uses.some((use) => use.tool.progress.kind !== 'finished')
    case 'clearing':
    case 'switched':
    case 'unsealed':
      return false
    default:
      return item satisfies never
  }
}
