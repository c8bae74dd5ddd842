/** What a browser gets first: the whole state at one position, with the newest turns of the chats it shows. */
import type { Principal } from '../memory/rights.ts'
import { below, conversationOf, conversationTo, newestBelow, sizeOf } from './branches.ts'
import type { AppState, ChatId, ChatState, TurnState } from './events.ts'
import type { Feed } from './feed.ts'
import { visibleState } from './sight.ts'
import { newestOnBoard } from './state.ts'
import type { Store, StoredTurn } from './store.ts'

/** Turns of each chat in a snapshot; earlier ones are fetched a page at a time. */
const NEWEST_TURNS = 40

interface Source {
  readonly feed: Feed
  readonly store: Store
}

/**
 * What the viewer sees of the stored state, with the conversations of `chats`, or of those that a board shows at first; unknown chats are left out. Events after its position, applied
 * by the reducer, lead to exactly what a later snapshot holds.
 */
export async function takeSnapshot(
  source: Source,
  chats: readonly ChatId[] | 'board',
  viewer: Principal,
): Promise<AppState> {
  for (;;) {
    const state = visibleState(source.feed.stored, viewer)
    const wanted = chats === 'board' ? newestOnBoard(state.workspace) : chats
    const known = wanted.filter((chat) => Object.hasOwn(state.workspace.chats, chat))
    const loaded = await Promise.all(known.map((chat) => loadChat(source.store, state, chat)))
    const complete = loaded.flatMap((chat) => (chat ? [[chat.id, chat] as const] : []))
    // A finished turn was continued while its row was read: the state has moved on, so take it anew.
    if (complete.length === known.length) return { ...state, chats: Object.fromEntries(complete) }
  }
}

async function loadChat(store: Store, state: AppState, chat: ChatId): Promise<ChatState | null> {
  const info = state.workspace.chats[chat]
  if (!info) return null
  const rows = await store.turns(chat, conversationOf(info), NEWEST_TURNS)
  const turns = rows.map((row) => atPosition(state, row))
  return turns.every((turn) => turn !== null) ? { id: chat, turns } : null
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

/** Which turns are asked for. */
export interface PageOf {
  /** Those with a lower number; the newest when left out. */
  readonly before?: number | undefined
  readonly limit: number
  /** Of the conversation that this turn and the newest below it would make; of the present one when left out. */
  readonly branch?: number | undefined
}

/** The newest `limit` of the turns that are asked for, oldest first. */
export async function pageOfTurns(
  { feed, store }: Source,
  chat: ChatId,
  { before = Number.POSITIVE_INFINITY, limit, branch }: PageOf,
): Promise<TurnPage> {
  const state = feed.stored
  const info = state.workspace.chats[chat]
  if (!info) return { turns: [], earlier: 0 }
  const tip = branch === undefined || branch > info.turns ? info.tip : newestBelow(info, branch)
  const spans = below(conversationTo(info, tip), before)
  const rows = await store.turns(chat, spans, limit)
  const turns = rows.map((row) => atPosition(state, row) ?? row.turn)
  return { turns, earlier: sizeOf(spans) - turns.length }
}
