/** Puts a fresh state in the place of an old one without losing the older turns that a person had unfolded. Pure. */
import { liesOn, parentOf, pathTo } from '../../workspace/branches.ts'
import type { AppState, ChatInfo, ChatState } from '../../workspace/events.ts'

export function mergeFresh(old: AppState | null, fresh: AppState): AppState {
  if (!old) return fresh
  const chats = Object.fromEntries(
    Object.entries(fresh.chats).map(([id, chat]) => {
      const info = fresh.workspace.chats[id]
      return [id, info ? keepEarlier(old.chats[id], chat, info) : chat]
    }),
  )
  return { ...fresh, chats }
}

/** What comes before others does not change any more; what lies on other branches may have, so it is not kept. */
function keepEarlier(old: ChatState | undefined, fresh: ChatState, info: ChatInfo): ChatState {
  const first = fresh.turns[0]
  if (!old || !first) return fresh
  const before = parentOf(info, first.number)
  if (!old.turns.some(({ number }) => number === before)) return fresh
  const path = pathTo(info, before)
  return { ...fresh, turns: [...old.turns.filter(({ number }) => liesOn(path, number)), ...fresh.turns] }
}

/** With more turns loaded. Those that are there already are followed, and newer. */
export function withTurns(chat: ChatState, turns: ChatState['turns']): ChatState {
  const there = new Set(chat.turns.map(({ number }) => number))
  const fresh = turns.filter(({ number }) => !there.has(number))
  return { ...chat, turns: [...chat.turns, ...fresh].sort((a, b) => a.number - b.number) }
}
