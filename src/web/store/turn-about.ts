/**
 * Which conversations are shown anew in a frame. Words that come into many of them at once are drawn turn about, a few
 * conversations a frame, so that no frame is long; anything else is shown at once. Pure.
 */
import type { AppState, ChatId, WorkspaceEvent } from '../../workspace/events.ts'

/** Conversations that may grow in one frame. With six that are written at 60 frames a second, each grows 20 times a second. */
export const GROW_AT_ONCE = 2

export type Conversations = AppState['chats']

export interface TurnAbout {
  /** As they are shown. */
  readonly shown: Conversations
  /** Those of which newer words are known, the one that has waited longest first. */
  readonly waiting: readonly ChatId[]
}

/** All of them as they are known. */
export function showAll(known: Conversations): TurnAbout {
  return { shown: known, waiting: [] }
}

/** What is shown next of what is known after `events`: what changed, and of those that only grew by words at most `most`. */
export function showNext(
  before: TurnAbout,
  known: Conversations,
  events: readonly WorkspaceEvent[],
  most: number,
): TurnAbout {
  const changed = new Set(events.filter((event) => !isWords(event)).map(chatOf))
  const waits = new Set(before.waiting)
  for (const event of events) if (isWords(event)) waits.add(event.chat)
  const patient = [...waits].filter((chat) => !changed.has(chat) && known[chat])
  const waiting = patient.slice(most)
  if (waiting.length === 0) return showAll(known)
  const shown = Object.entries(known).map(([chat, conversation]) => [
    chat,
    (waiting.includes(chat) && before.shown[chat]) || conversation,
  ])
  return { shown: Object.fromEntries(shown), waiting }
}

type TurnEvent = Extract<WorkspaceEvent, { readonly type: 'turn.event' }>

/** More of a text, a thought or a call that is there already. */
function isWords(event: WorkspaceEvent): event is TurnEvent {
  return event.type === 'turn.event' && event.event.type === 'block.delta'
}

function chatOf(event: WorkspaceEvent): ChatId | null {
  return 'chat' in event && typeof event.chat === 'string' ? event.chat : null
}
