/** Puts a fresh state in the place of an old one without losing the older turns that a person had unfolded. Pure. */
import type { AppState, ChatState } from '../../workspace/events.ts'

export function mergeFresh(old: AppState | null, fresh: AppState): AppState {
  if (!old) return fresh
  const chats = Object.fromEntries(
    Object.entries(fresh.chats).map(([id, chat]) => [id, keepEarlier(old.chats[id], chat)]),
  )
  return { ...fresh, chats }
}

function keepEarlier(old: ChatState | undefined, fresh: ChatState): ChatState {
  const first = fresh.turns[0]
  const newest = old?.turns.at(-1)
  if (!old || !first || !newest || newest.number < first.number - 1) return fresh
  const kept = old.turns.filter((turn) => turn.number < first.number)
  return kept.length === 0 ? fresh : { ...fresh, turns: [...kept, ...fresh.turns], earlier: old.earlier }
}

/** Adds a page of earlier turns in front; turns already there are not doubled. */
export function prepend(chat: ChatState, turns: ChatState['turns'], earlier: number): ChatState {
  const first = chat.turns[0]?.number ?? Number.POSITIVE_INFINITY
  return { ...chat, turns: [...turns.filter((turn) => turn.number < first), ...chat.turns], earlier }
}
