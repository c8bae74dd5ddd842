import type { TurnState } from '../../workspace/events.ts'
import { Standing } from '../trouble/standing.tsx'
import { Spent } from './spent.tsx'
import { TurnMemoryLine } from './turn-memory.tsx'

/** How an answer stands at its end: what keeps it from coming, or what it read, wrote and took. */
export function TurnEnd({ chat, turn, last }: TurnEndProps) {
  return (
    <>
      <Standing chat={chat} turn={turn} last={last} />
      {turn.status.kind === 'finished' && <TurnMemoryLine chat={chat} turn={turn} />}
      {turn.status.kind === 'finished' && <Spent steps={turn.steps} />}
    </>
  )
}

interface TurnEndProps {
  readonly chat: string
  readonly turn: TurnState
  readonly last: boolean
}
