/**
 * What of a workspace somebody sees: memories that they may read, and chats of which they may read every memory that was
 * heard in it. Pure. The server asks it for snapshots, for the feed and for actions.
 */
import { type MemoryId, may, type Principal } from '../memory/rights.ts'
import type { AppState, ChatId, ChatInfo, WorkspaceEvent, WorkspaceState } from './events.ts'

export interface Sight {
  /** The same for all who see alike. */
  readonly key: string
  /** Nothing is hidden. */
  readonly everything: boolean
  memory(id: MemoryId): boolean
  chat(id: ChatId): boolean
}

const EVERYTHING: Sight = { key: '*', everything: true, memory: () => true, chat: () => true }

/** The sight as the workspace is now; answers are remembered, so take a new one when chats or memories have changed. */
export function sightOf(workspace: WorkspaceState, viewer: Principal): Sight {
  const infos = [...Object.values(workspace.memories), ...Object.values(workspace.pastMemories)]
  const readable = new Set(infos.filter((info) => may(info, viewer, 'read')).map(({ id }) => id))
  if (readable.size === infos.length) return EVERYTHING
  const memory = (id: MemoryId) => readable.has(id)
  const chats = new Map<ChatId, boolean>()
  const chat = (id: ChatId) => {
    const known = chats.get(id)
    if (known !== undefined) return known
    const info = own(workspace.chats, id)
    const seen = info !== undefined && memoriesOf(info).every(memory)
    chats.set(id, seen)
    return seen
  }
  return { key: [...readable].sort().join(' '), everything: false, memory, chat }
}

/** Whoever may read all of these sees the chat. */
export function memoriesOf({ memories, heard }: ChatInfo): readonly MemoryId[] {
  return [...new Set([...heard, ...memories])]
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** The state with everything left out that the viewer does not see. */
export function visibleState(state: AppState, viewer: Principal): AppState {
  const sight = sightOf(state.workspace, viewer)
  if (sight.everything) return state
  const { workspace } = state
  return {
    ...state,
    workspace: {
      ...workspace,
      chats: only(workspace.chats, (_, id) => sight.chat(id)),
      chatOrder: workspace.chatOrder.filter(sight.chat),
      demonstration:
        workspace.demonstration && sight.memory(workspace.demonstration.info.id)
          ? workspace.demonstration
          : null,
      memories: only(workspace.memories, (_, id) => sight.memory(id)),
      pastMemories: only(workspace.pastMemories, (_, id) => sight.memory(id)),
      documents: only(workspace.documents, ({ memory }) => sight.memory(memory)),
      memoryHeads: only(workspace.memoryHeads, (_, id) => sight.memory(id)),
      undos: only(workspace.undos, (_, id) => sight.memory(id)),
      notices: workspace.notices.filter(({ memory }) => memory === null || sight.memory(memory)),
      writings: only(workspace.writings, ({ chat }) => sight.chat(chat)),
    },
    chats: only(state.chats, (_, id) => sight.chat(id)),
  }
}

function only<T>(
  record: Readonly<Record<string, T>>,
  wanted: (value: T, key: string) => boolean,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key, value]) => wanted(value, key)))
}

/** Who needs not be told of an event: `memory:<id>` and `chat:<id>` name what one must see for it; null: everybody is told. */
export type Scope = string | null

export function scopeOf(event: WorkspaceEvent): Scope {
  switch (event.type) {
    case 'memory.added':
    case 'memory.changed':
    case 'memory.removed':
    case 'memory.committed':
      return `memory:${event.memory}`
    case 'notice.raised':
      return event.notice.memory === null ? null : `memory:${event.notice.memory}`
    case 'notice.dismissed':
      return event.memory === null ? null : `memory:${event.memory}`
    case 'settings.changed':
    case 'host.changed':
    case 'hosts.changed':
    case 'person.added':
    case 'person.removed':
    case 'prompt.kept':
    case 'prompt.removed':
    // Its id tells nothing, and nobody sees it any more.
    case 'chat.removed':
      return null
    case 'demonstration.added':
      return `memory:${event.demonstration.info.id}`
    case 'demonstration.removed':
      return `memory:${event.memory}`
    default:
      return `chat:${event.chat}`
  }
}

export function inScope(scope: Scope, sight: Sight): boolean {
  if (scope === null || sight.everything) return true
  const id = scope.slice(scope.indexOf(':') + 1)
  return scope.startsWith('chat:') ? sight.chat(id) : sight.memory(id)
}

/** Whether an event may add, or change who sees, a memory or a chat: sights have to be taken anew after it. */
export function movesSight({ type }: WorkspaceEvent): boolean {
  return (
    type === 'memory.added' ||
    type === 'memory.changed' ||
    type === 'memory.removed' ||
    type === 'chat.added' ||
    type === 'chat.mounted'
  )
}

/** Whether the event changes who sees what was there before: what a reader behind it has cannot be carried on. */
export function changesRights(event: WorkspaceEvent, before: WorkspaceState): boolean {
  if (event.type === 'chat.mounted') return true
  if (event.type !== 'memory.changed') return false
  const was = before.memories[event.memory]
  return (
    JSON.stringify([was?.everyone, was?.members]) !==
    JSON.stringify([event.info.everyone, event.info.members])
  )
}

/** Whether somebody sees more or less of what was there before than they did. */
export function sightDiffers(before: WorkspaceState, after: WorkspaceState, viewer: Principal): boolean {
  const [was, is] = [sightOf(before, viewer), sightOf(after, viewer)]
  if (was.everything && is.everything) return false
  return (
    Object.keys(before.memories).some((id) => was.memory(id) !== is.memory(id)) ||
    Object.keys(before.chats).some((id) => was.chat(id) !== is.chat(id))
  )
}
