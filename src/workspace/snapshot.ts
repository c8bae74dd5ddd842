/** What a browser gets first: the whole state at one position, with the newest turns of the chats it shows. */
import type { Principal } from '../memory/rights.ts'
import type { AppState, ChatId, ChatState, TurnState } from './events.ts'
import type { Feed } from './feed.ts'
import { visibleState } from './sight.ts'
import type { Store, StoredTurn } from './store.ts'

/** Turns of each chat in a snapshot; earlier ones are fetched a page at a time. */
const NEWEST_TURNS = 40

interface Source {
  readonly feed: Feed
  readonly store: Store
}

/**
 * What the viewer sees of the stored state, with the conversations of `chats`; unknown chats are left out. Events after its position, applied
 * by the reducer, lead to exactly what a later snapshot holds.
 */
export async function takeSnapshot(
  source: Source,
  chats: readonly ChatId[],
  viewer: Principal,
): Promise<AppState> {
  for (;;) {
    const state = visibleState(source.feed.stored, viewer)
    const known = chats.filter((chat) => Object.hasOwn(state.workspace.chats, chat))
    const loaded = await Promise.all(known.map((chat) => loadChat(source.store, state, chat)))
    const complete = loaded.flatMap((chat) => (chat ? [[chat.id, chat] as const] : []))
    // A finished turn was continued while its row was read: the state has moved on, so take it anew.
    if (complete.length === known.length) return { ...state, chats: Object.fromEntries(complete) }
  }
}

async function loadChat(store: Store, state: AppState, chat: ChatId): Promise<ChatState | null> {
  const info = state.workspace.chats[chat]
  if (!info) return null
  const range = { above: info.clearedThrough, below: info.turns + 1, limit: NEWEST_TURNS }
  const rows = await store.turns(chat, range)
  const turns = rows.map((row) => atPosition(state, row))
  if (!turns.every((turn) => turn !== null)) return null
  const first = turns[0]
  return { id: chat, turns, earlier: first ? first.number - 1 - info.clearedThrough : 0 }
}

/** The turn as it stood at the state's position; null when its row has moved past it. */
function atPosition(state: AppState, row: StoredTurn): TurnState | null {
  const running = state.chats[row.chat]?.turns.find((turn) => turn.id === row.turn.id)
  if (running) return running
  return row.position <= state.position ? row.turn : null
}

export interface TurnPage {
  readonly turns: readonly TurnState[]
  /** How many turns of the conversation come before the first of these. */
  readonly earlier: number
}

/** Turns before the one with number `before`, the newest `limit` of them, oldest first. */
export async function turnsBefore(
  { feed, store }: Source,
  chat: ChatId,
  before: number,
  limit: number,
): Promise<TurnPage> {
  const state = feed.stored
  const above = state.workspace.chats[chat]?.clearedThrough ?? 0
  const rows = await store.turns(chat, { above, below: before, limit })
  const turns = rows.map((row) => atPosition(state, row) ?? row.turn)
  const first = turns[0]
  return { turns, earlier: first ? first.number - 1 - above : 0 }
}
