/** What this tab knows: the workspace's state, and how the line to the server stands. Readers take it by selectors. */
import { useSyncExternalStore } from 'react'
import type { AppState, ChatId, ChatState, WorkspaceEvent, WorkspaceState } from '../../workspace/events.ts'
import { reduce } from '../../workspace/reduce.ts'
import { showAll, showNext, type TurnAbout } from './turn-about.ts'

export type Line =
  | { readonly kind: 'opening' }
  | { readonly kind: 'live' }
  /** The line broke; `since` in milliseconds of the clock. */
  | { readonly kind: 'lost'; readonly since: number }

export interface Known {
  readonly app: AppState | null
  /** The conversations as they are shown: words of some of them may come a frame or two later. */
  readonly conversations: TurnAbout
  readonly line: Line
}

let known: Known = { app: null, conversations: showAll({}), line: { kind: 'opening' } }
const listeners = new Set<() => void>()

function set(next: Known): void {
  if (next === known) return
  known = next
  for (const listener of listeners) listener()
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function current(): Known {
  return known
}

/**
 * Applies events in order and tells the readers once. Of conversations that only grow by words, at most so many are shown
 * anew; whether some wait for the next time is what comes back.
 */
export function apply(events: readonly WorkspaceEvent[], grow: number): boolean {
  const { app: before, conversations } = known
  if (!before || (events.length === 0 && conversations.waiting.length === 0)) return false
  const app = events.reduce(reduce, before)
  const fresh = events.filter(({ position }) => position > before.position)
  if (fresh.length > 0) for (const watcher of watchers) watcher(app, fresh)
  const next = showNext(conversations, app.chats, fresh, grow)
  set({ ...known, app, conversations: next })
  return next.waiting.length > 0
}

export function replaceApp(app: AppState): void {
  for (const watcher of watchers) watcher(app, null)
  set({ ...known, app, conversations: showAll(app.chats) })
}

/** Told of the state before its readers are, with the events that led there; null when it came as a whole. */
export type Watcher = (app: AppState, events: readonly WorkspaceEvent[] | null) => void
const watchers: Watcher[] = []

/** Keeps something of one's own in step with the state, for good. It is told at once of what is known already. */
export function watch(watcher: Watcher): void {
  watchers.push(watcher)
  if (known.app) watcher(known.app, null)
}

export function setLine(line: Line): void {
  set({ ...known, line })
}

export function changeConversation(chat: ChatId, change: (chat: ChatState) => ChatState): void {
  const { app } = known
  const found = app?.chats[chat]
  if (!app || !found) return
  const chats = { ...app.chats, [chat]: change(found) }
  set({ ...known, app: { ...app, chats }, conversations: showAll(chats) })
}

/** The part of what is known that `select` picks. It must pick the same object while nothing changed. */
export function useKnown<T>(select: (known: Known) => T): T {
  const read = () => select(known)
  return useSyncExternalStore(subscribe, read, read)
}

/** A part of the workspace. Only for components below `Ready`, where the state is there. */
export function useWorkspace<T>(select: (workspace: WorkspaceState) => T): T {
  return useKnown(({ app }) => {
    if (!app) throw new Error('Expected a loaded workspace: this component belongs below <Ready>.')
    return select(app.workspace)
  })
}

export function useConversation(chat: ChatId): ChatState | undefined {
  return useKnown(({ conversations }) => conversations.shown[chat])
}
