import { memo } from 'react'
import type { TurnState } from '../../workspace/events.ts'
import { Prose } from '../prose/prose.tsx'
import { ClearingRule, SummaryEvent, SwitchedLine, UnsealedLine } from './event-line.tsx'
import { type Item, itemsOf, sameItem } from './items.ts'
import { ReadsCard } from './reads-card.tsx'
import { Asked, Said } from './said.tsx'
import { Thought } from './thought.tsx'
import { ToolCard } from './tool-card.tsx'
import { TurnEnd } from './turn-end.tsx'
import { words } from './words-turn.ts'

/** One message of a person and everything Claude did about it. */
export const TurnView = memo(function TurnView({
  chat,
  turn,
  usesBefore,
  thoughtsBefore,
  clearedUses,
  last,
  place,
  places,
}: TurnViewProps) {
  const over = turn.status.kind === 'finished'
  const items = itemsOf(turn, { tool_uses: usesBefore, thinking: thoughtsBefore })
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
        <Said
          chat={chat}
          turn={turn.id}
          number={turn.number}
          speaker={turn.speaker}
          at={turn.at}
          text={turn.text}
        />
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
        <TurnEnd chat={chat} turn={turn} items={items} last={last} />
      </div>
    </article>
  )
})

export interface TurnViewProps {
  readonly chat: string
  readonly turn: TurnState
  /** Tool uses that were already out of Claude's sight before this turn. */
  readonly usesBefore: number
  /** The same of thoughts. */
  readonly thoughtsBefore: number
  /** Tool uses that are out of its sight now. */
  readonly clearedUses: number
  readonly last: boolean
  /** Which of how many turns of the conversation it is, counted from 1. */
  readonly place: number
  readonly places: number
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
    <p className="rise flex items-center gap-2.5 py-0.5 text-plain text-faint">
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
