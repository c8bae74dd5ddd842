import { RefreshCw } from 'lucide-react'
import type { TurnState } from '../../workspace/events.ts'
import { useWorkspace } from '../store/store.ts'
import { Standing } from '../trouble/standing.tsx'
import { answerAnew } from './deeds.ts'
import { ClearedOnTheWay } from './event-line.tsx'
import type { Item } from './items.ts'
import { answerOf } from './markdown.ts'
import { ActionButton, MessageActions } from './message-actions.tsx'
import { Spent } from './spent.tsx'
import { TurnMemoryLine } from './turn-memory.tsx'
import { words } from './words-turn.ts'

/** How an answer stands at its end: what keeps it from coming, or what it read, wrote and took. */
export function TurnEnd({ chat, turn, items, last }: TurnEndProps) {
  return (
    <>
      <Standing chat={chat} turn={turn} last={last} />
      {turn.status.kind === 'finished' && <TurnMemoryLine chat={chat} turn={turn} />}
      {turn.status.kind === 'finished' && <ClearedOnTheWay items={items} />}
      {turn.status.kind === 'finished' && (
        <div className="-mt-1.5 flex items-start justify-between gap-2">
          <Spent steps={turn.steps} />
          <AnswerActions chat={chat} turn={turn} />
        </div>
      )}
    </>
  )
}

function AnswerActions({ chat, turn }: Pick<TurnEndProps, 'chat' | 'turn'>) {
  const busy = useWorkspace(({ chats }) => chats[chat]?.running != null)
  const text = answerOf(turn)
  const said = words().actions
  if (text === '' && turn.steps.length === 0) return null
  return (
    <MessageActions chat={chat} turn={turn.id} text={text} whose={said.answer}>
      {turn.purpose !== 'compaction' && (
        <ActionButton
          label={said.again}
          hint={busy ? said.againBusy : said.againHint}
          disabled={busy}
          onPress={() => void answerAnew(chat, turn.id)}
        >
          <RefreshCw />
        </ActionButton>
      )}
    </MessageActions>
  )
}

interface TurnEndProps {
  readonly chat: string
  readonly turn: TurnState
  /** What the turn shows above its end. */
  readonly items: readonly Item[]
  readonly last: boolean
}
