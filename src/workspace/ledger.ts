/**
 * What one event does to the server's own state, and what must be stored together with it. Pure.
 * The server's state is the same `AppState` that browsers hold, folded by the same reducer, except that `chats` holds
 * only conversations in which a turn runs, and of those only the running turn.
 */
import type { AppState, ChatId, ChatInfo, TurnState, WorkspaceEvent } from './events.ts'
import { reduce } from './reduce.ts'
import { replyOf } from './reply-of.ts'
import { changesRights, movesSight, type Scope, scopeOf } from './sight.ts'
import type { ReplyRecord } from './spending.ts'

/** One event on its way into the store. */
export interface Entry {
  readonly event: WorkspaceEvent
  /** The event as JSON: stored and sent exactly so. */
  readonly body: string
  /** The chat whose viewers need it; null when every reader needs it. */
  readonly audience: ChatId | null
  /** What one must see to be told of it; see sight.ts. */
  readonly scope: Scope
  /** `added`: there is more to see; `rights`: who sees what was there before has changed. */
  readonly sight: 'same' | 'added' | 'rights'
  readonly turnId: string | null
  /** The server's state with this event in it. */
  readonly state: AppState
  /** Rows that change with it. */
  readonly chat: ChatInfo | null
  readonly turn: { readonly chat: ChatId; readonly state: TurnState } | null
  /** A reply that ended with it. */
  readonly reply: ReplyRecord | null
  readonly settings: readonly { readonly name: SettingName; readonly value: unknown }[]
}

export type SettingName =
  | 'settings'
  | 'host'
  | 'hosts'
  | 'choice'
  | 'announced'
  | 'floor'
  | 'order'
  | 'erasing'
  | 'memories'
  | 'people'
  | 'prompts'
  | 'demonstration'
  | 'notices'
  | 'rights'
  | 'told'

/** Enters the next event into the books. */
export function enter(before: AppState, event: WorkspaceEvent): Entry {
  const opened = event.type === 'turn.started' ? open(before, event.chat) : before
  const reduced = reduce(opened, event)
  const state = isIdleAfter(event) ? close(reduced, event.chat) : reduced
  const turn = turnAfter(reduced, event)
  return {
    event,
    body: JSON.stringify(event),
    audience: audienceOf(before, state, event),
    scope: scopeOf(event),
    sight: sightAfter(before, event),
    turnId: 'turn' in event ? event.turn : null,
    state,
    chat: changedChat(before, state, event),
    turn: turn && 'turn' in event && isMilestone(event) ? { chat: event.chat, state: turn } : null,
    reply: replyOf(reduced, event),
    settings: settingsOf(before, event, state),
  }
}

/** The turn that an event is about, as it stands then. */
function turnAfter(state: AppState, event: WorkspaceEvent): TurnState | undefined {
  if (event.type === 'turn.replaced') return event.state
  return 'turn' in event ? state.chats[event.chat]?.turns.find((each) => each.id === event.turn) : undefined
}

/** Puts a finished turn back among the running ones, before it is continued. */
export function reopen(state: AppState, chat: ChatId, turn: TurnState): AppState {
  return {
    ...state,
    chats: { ...state.chats, [chat]: { id: chat, turns: [turn] } },
  }
}

function open(state: AppState, chat: ChatId): AppState {
  return { ...state, chats: { ...state.chats, [chat]: { id: chat, turns: [] } } }
}

function close(state: AppState, chat: ChatId): AppState {
  const { [chat]: _, ...chats } = state.chats
  return { ...state, chats }
}

function isIdleAfter(
  event: WorkspaceEvent,
): event is Extract<WorkspaceEvent, { type: 'chat.added' | 'turn.event' }> {
  return event.type === 'chat.added' || (event.type === 'turn.event' && event.event.type === 'turn.finished')
}

/** Where a turn's row is brought up to date. What lies between is folded from the events after a crash. */
function isMilestone(event: WorkspaceEvent): boolean {
  switch (event.type) {
    case 'turn.started':
    case 'turn.continued':
    case 'turn.replaced':
      return true
    case 'turn.event':
      return event.event.type === 'step.finished' || event.event.type === 'turn.finished'
    default:
      return false
  }
}

/** Viewers of other chats need an event of a turn only when it moves what they show, or says how the turn goes. */
function audienceOf(before: AppState, after: AppState, event: WorkspaceEvent): ChatId | null {
  if (event.type === 'turn.replaced') return event.chat
  if (event.type !== 'turn.event' || before.workspace !== after.workspace) return null
  switch (event.event.type) {
    case 'block.started':
    case 'block.delta':
    case 'block.finished':
      return event.chat
    default:
      return null
  }
}

function changedChat(before: AppState, after: AppState, event: WorkspaceEvent): ChatInfo | null {
  if (!('chat' in event)) return null
  const info = after.workspace.chats[event.chat]
  return info && info !== before.workspace.chats[event.chat] ? info : null
}

function sightAfter(before: AppState, event: WorkspaceEvent): Entry['sight'] {
  if (!movesSight(event)) return 'same'
  return changesRights(event, before.workspace) ? 'rights' : 'added'
}

function settingsOf(before: AppState, event: WorkspaceEvent, after: AppState): Entry['settings'] {
  const { workspace } = after
  switch (event.type) {
    case 'chat.added':
    case 'chat.removed':
      return [{ name: 'order', value: workspace.chatOrder }]
    case 'settings.changed':
      return [{ name: 'settings', value: event.settings }]
    case 'host.changed':
      return [{ name: 'host', value: event.host }]
    case 'hosts.changed':
      return [{ name: 'hosts', value: event.hosts }]
    case 'memory.committed':
      return [{ name: 'announced', value: workspace.memoryHeads }]
    case 'memory.added':
    case 'memory.changed':
    case 'memory.removed': {
      const { memories, pastMemories } = workspace
      return [
        { name: 'memories', value: { memories, pastMemories } },
        { name: 'notices', value: workspace.notices },
        { name: 'announced', value: workspace.memoryHeads },
        ...rightsAt(before, event),
      ]
    }
    case 'chat.mounted':
      return rightsAt(before, event)
    case 'person.added':
    case 'person.removed':
      return [{ name: 'people', value: workspace.people }]
    case 'demonstration.added':
    case 'demonstration.removed':
      return [{ name: 'demonstration', value: workspace.demonstration }]
    case 'prompt.kept':
    case 'prompt.removed':
      return [{ name: 'prompts', value: workspace.prompts }]
    case 'notice.raised':
    case 'notice.dismissed':
      return [{ name: 'notices', value: workspace.notices }]
    default:
      return []
  }
}

/** Readers that are behind this position fetch a fresh state, also after a restart. */
function rightsAt(before: AppState, event: WorkspaceEvent): Entry['settings'] {
  return changesRights(event, before.workspace) ? [{ name: 'rights', value: event.position }] : []
}
