/**
 * The one reducer: (state, event) → state, pure, used by the server for its snapshots and by every browser.
 * Idempotent by position: an event at or below `state.position` changes nothing, so a tail may overlap a snapshot.
 * Events of conversations that a tab has not loaded still move `workspace` (names, totals, writings).
 */
import { clearedAt, grown, standing } from './branches.ts'
import { type DemonstrationFact, isDemonstrationFact, reduceDemonstration } from './demonstration.ts'
import type {
  AppState,
  ChatId,
  ChatInfo,
  ChatState,
  TurnState,
  WorkspaceEvent,
  WorkspaceState,
} from './events.ts'
import { isPromptFact, type PromptFact, reducePrompts } from './prompts.ts'
import { afterBegin, afterEnd, isQueueFact, NOTHING_QUEUED, reduceQueue } from './queue.ts'
import { isMemoryEvent, type MemoryEvent, reduceMemories } from './reduce-memories.ts'
import { reduceTurn } from './reduce-turn.ts'
import { NO_TOTALS } from './state.ts'
import { addTurnEvent } from './totals.ts'
import { reduceWritings } from './writings.ts'

export function reduce(state: AppState, event: WorkspaceEvent): AppState {
  if (event.position <= state.position) return state
  return {
    position: event.position,
    workspace: reduceWorkspace(state.workspace, event),
    chats: reduceChats(state, event),
  }
}

function reduceWorkspace(state: WorkspaceState, event: WorkspaceEvent): WorkspaceState {
  if (isMemoryEvent(event)) return reduceMemories(state, event)
  if (isDemonstrationFact(event))
    return { ...state, demonstration: reduceDemonstration(state.demonstration, event) }
  if (isPromptFact(event)) return { ...state, prompts: reducePrompts(state.prompts, event) }
  switch (event.type) {
    case 'settings.changed':
      return { ...state, settings: event.settings }
    case 'host.changed':
      return { ...state, host: event.host }
    case 'hosts.changed':
      return { ...state, hosts: event.hosts }
    case 'chat.added':
      return {
        ...state,
        chatOrder: [...state.chatOrder, event.chat],
        chats: { ...state.chats, [event.chat]: newChat(event) },
      }
    case 'chat.removed':
      return withoutChat(state, event.chat)
    default: {
      const chat = state.chats[event.chat]
      if (!chat) return state
      const writings =
        event.type === 'turn.event' ? reduceWritings(state.writings, chat, event) : state.writings
      const info = reduceInfo(chat, event)
      if (info === chat && writings === state.writings) return state
      return { ...state, writings, chats: { ...state.chats, [event.chat]: info } }
    }
  }
}

function newChat({
  chat,
  name,
  settings,
  memories,
  at,
}: Extract<WorkspaceEvent, { type: 'chat.added' }>): ChatInfo {
  return {
    id: chat,
    name,
    settings,
    place: 'board',
    createdAt: at,
    changedAt: at,
    draft: '',
    draftBy: '',
    turns: 0,
    tip: 0,
    branches: [],
    cleared: [],
    clearedThrough: 0,
    running: null,
    queue: NOTHING_QUEUED,
    participants: [],
    memories,
    heard: [],
    lastSpeaker: settings.speaker,
    totals: NO_TOTALS,
  }
}

function withoutChat(state: WorkspaceState, id: ChatId): WorkspaceState {
  const { [id]: _, ...chats } = state.chats
  const writings = Object.entries(state.writings).filter(([, writing]) => writing.chat !== id)
  const chatOrder = state.chatOrder.filter((each) => each !== id)
  return { ...state, chats, chatOrder, writings: Object.fromEntries(writings) }
}

type ChatEvent = Exclude<
  WorkspaceEvent,
  | MemoryEvent
  | PromptFact
  | DemonstrationFact
  | { type: 'settings.changed' | 'host.changed' | 'hosts.changed' | 'chat.added' | 'chat.removed' }
>

function reduceInfo(chat: ChatInfo, event: ChatEvent): ChatInfo {
  if (isQueueFact(event)) return { ...chat, queue: reduceQueue(chat.queue, event) }
  switch (event.type) {
    case 'chat.renamed':
      return { ...chat, name: event.name }
    case 'chat.configured':
      return { ...chat, settings: event.settings }
    case 'chat.placed':
      return { ...chat, place: event.place, changedAt: event.at }
    case 'chat.cleared':
      return { ...chat, ...clearedAt(chat, event.through), changedAt: event.at }
    case 'chat.walked':
      return { ...chat, ...standing(chat, event.tip), changedAt: event.at }
    case 'chat.drafted':
      return { ...chat, draft: event.draft, draftBy: event.client }
    case 'chat.mounted':
      return { ...chat, memories: event.memories }
    case 'turn.started': {
      const begun = {
        ...chat,
        ...grown(chat, event.number, event.after),
        running: event.turn,
        queue: afterBegin(chat.queue, event.turn),
        heard: withAll(chat.heard, chat.memories),
        changedAt: event.at,
      }
      // Whoever has a conversation summarised has not said anything in it.
      if (event.purpose === 'compaction') return begun
      return {
        ...begun,
        participants: withAll(chat.participants, [event.speaker]),
        lastSpeaker: event.speaker,
        totals: { ...chat.totals, messages: chat.totals.messages + 1 },
      }
    }
    case 'turn.continued':
      return {
        ...chat,
        running: event.turn,
        queue: afterBegin(chat.queue, event.turn),
        heard: withAll(chat.heard, chat.memories),
        lastSpeaker: event.speaker ?? chat.lastSpeaker,
      }
    case 'turn.replaced':
      return chat
    case 'turn.event': {
      const totals = addTurnEvent(chat.totals, event.event, event.at)
      if (event.event.type === 'turn.finished') {
        const queue = afterEnd(chat.queue, event.event.outcome)
        return { ...chat, totals, running: null, queue, changedAt: event.at }
      }
      return totals === chat.totals ? chat : { ...chat, totals }
    }
    default:
      return event satisfies never
  }
}

function withAll(known: readonly string[], more: readonly string[]): readonly string[] {
  const fresh = more.filter((each) => !known.includes(each))
  return fresh.length === 0 ? known : [...known, ...fresh]
}

/** Loaded turns stay as they are when the conversation leaves them, so that one who comes back finds them at once. */
function reduceChats({ chats }: AppState, event: WorkspaceEvent): AppState['chats'] {
  switch (event.type) {
    case 'chat.added':
      return { ...chats, [event.chat]: { id: event.chat, turns: [] } }
    case 'chat.removed': {
      const { [event.chat]: _, ...others } = chats
      return others
    }
    case 'turn.started':
    case 'turn.continued':
    case 'turn.replaced':
    case 'turn.event': {
      const chat = chats[event.chat]
      return chat ? { ...chats, [event.chat]: reduceChat(chat, event) } : chats
    }
    default:
      return chats
  }
}

type ConversationEvent = Extract<
  WorkspaceEvent,
  { type: 'turn.started' | 'turn.continued' | 'turn.replaced' | 'turn.event' }
>

/** One conversation's share of an event. The server keeps stored turns in step with exactly this. */
export function reduceChat(chat: ChatState, event: ConversationEvent): ChatState {
  if (event.type === 'turn.started') {
    const turn: TurnState = {
      id: event.turn,
      number: event.number,
      speaker: event.speaker,
      text: event.text,
      at: event.at,
      toolUsesBefore: event.toolUsesBefore,
      ...(event.purpose === undefined ? {} : { purpose: event.purpose }),
      steps: [],
      status: { kind: 'running' },
      finishedAt: null,
    }
    return { ...chat, turns: [...chat.turns, turn] }
  }
  const at = chat.turns.findLastIndex((turn) => turn.id === event.turn)
  const before = chat.turns[at]
  if (!before) return chat
  if (event.type === 'turn.replaced') return { ...chat, turns: chat.turns.with(at, event.state) }
  const after =
    event.type === 'turn.continued'
      ? { ...before, status: { kind: 'running' as const }, finishedAt: null }
      : reduceTurn(before, event.event, event.at)
  return after === before ? chat : { ...chat, turns: chat.turns.with(at, after) }
}
