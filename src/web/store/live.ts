/**
 * Keeps the store in step with the server: a state, then every event after it over one EventSource.
 * Events are gathered and applied once a frame; none is dropped. A lost line is taken up again by position.
 */
import { type Shown, shownOf } from '../../workspace/branches.ts'
import type { ChatId, TurnState, WorkspaceEvent } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { panesIn } from '../board/standing.ts'
import { currentView, onView } from '../location.ts'
import { onViewer, setViewer, viewerName } from '../me.ts'
import { giveWayToKeys, inNextFrame } from './frames.ts'
import { mergeFresh, withTurns } from './merge.ts'
import { retryAfter } from './retry-after.ts'
import { apply, changeConversation, current, replaceApp, setLine, subscribe } from './store.ts'

/** A line that is back within this many milliseconds is never mentioned. */
const PATIENCE = 1200
/**
 * Milliseconds that a tab keeps its line after it was hidden. All tabs of a browser together get six connections
 * to one server (HTTP/1.1): with as many lines open, nothing else would come through, in any of them.
 */
const HIDDEN_KEEPS = 2000

let source: EventSource | null = null
let listening: ReadonlySet<ChatId> = new Set()
let loading = false
let wantsAgain = false
let attempt = 0
let brokenSince: number | null = null
let queue: WorkspaceEvent[] = []
let resting = false
let restTimer: ReturnType<typeof setTimeout> | undefined

/** Opens the line. To be called once. */
export function goLive(): void {
  giveWayToKeys()
  subscribe(followBoard)
  onView(followBoard)
  onViewer(() => void load())
  document.addEventListener('visibilitychange', restUnseen)
  window.addEventListener('online', () => void load())
  // A browser may leave an open line alone when it goes offline, and a server on this machine stays in reach: ask it.
  window.addEventListener('offline', () => void load())
  void load()
  restUnseen()
}

/** A tab that nobody sees lets go of its line after a moment; seen again, it catches up. */
function restUnseen(): void {
  flush()
  clearTimeout(restTimer)
  if (document.visibilityState === 'visible') {
    if (resting) void load()
    resting = false
    return
  }
  restTimer = setTimeout(() => {
    resting = true
    source?.close()
    source = null
  }, HIDDEN_KEEPS)
}

async function load(): Promise<void> {
  if (loading) {
    wantsAgain = true
    return
  }
  loading = true
  const { app } = current()
  const answer = await api.state(app ? panesIn(app.workspace) : named())
  loading = false
  if (!answer.ok) {
    // A name that the server does not take would keep the house shut for ever.
    if (answer.problem.status === 400 && viewerName() !== null) setViewer(null)
    return retryLater()
  }
  attempt = 0
  flush()
  const { state } = answer.value
  const chats = Object.keys(state.chats)
  listening = new Set(chats)
  replaceApp(mergeFresh(current().app, state))
  listen(state.position, chats)
  if (wantsAgain) {
    wantsAgain = false
    void load()
  }
}

function retryLater(): void {
  broken()
  setTimeout(() => void load(), retryAfter(attempt++))
}

/** What will be shown, as far as the address tells before the state is there. */
function named(): readonly ChatId[] | 'board' {
  const { chats, rest, following } = currentView()
  return chats === null || rest ? 'board' : [...new Set([...chats, ...following])]
}

/** A chat that is shown from now on needs its conversation, and its tokens from here on. */
function followBoard(): void {
  const { app } = current()
  if (!app || loading || panesIn(app.workspace).every((chat) => listening.has(chat))) return
  void load()
}

function listen(after: number, chats: readonly ChatId[]): void {
  source?.close()
  if (resting) return
  const opened = new EventSource(api.feedPath(after, chats))
  source = opened
  opened.onopen = () => {
    attempt = 0
    brokenSince = null
    if (current().line.kind !== 'live') setLine({ kind: 'live' })
    for (const tell of onceOpen) tell()
  }
  opened.onmessage = (message) => {
    const event = parseEvent(message.data)
    if (event) enqueue(event)
  }
  opened.addEventListener('reset', () => void load())
  opened.onerror = () => {
    if (opened !== source) return
    if (opened.readyState === EventSource.CLOSED) retryLater()
    else broken()
  }
}

const onceOpen = new Set<() => void>()

/** Told whenever the line to the server stands again. Returns the way to stop. */
export function onLine(tell: () => void): () => void {
  onceOpen.add(tell)
  return () => onceOpen.delete(tell)
}

function broken(): void {
  brokenSince ??= Date.now()
  const since = brokenSince
  setTimeout(() => {
    if (brokenSince === since && current().line.kind !== 'lost') setLine({ kind: 'lost', since })
  }, PATIENCE)
}

/** Our own server writes the feed; the envelope is checked, the rest is its word. */
function parseEvent(data: unknown): WorkspaceEvent | null {
  try {
    const value: unknown = JSON.parse(String(data))
    const sound = typeof value === 'object' && value !== null && 'position' in value && 'type' in value
    return sound && typeof value.position === 'number' ? (value as WorkspaceEvent) : null
  } catch {
    return null
  }
}

function enqueue(event: WorkspaceEvent): void {
  queue.push(event)
  inNextFrame(flush)
}

/** Applies what came; at most `grow` conversations that only get more words are shown with them now, the others next. */
function flush(grow = Number.POSITIVE_INFINITY): void {
  const events = queue
  queue = []
  if (apply(events, grow)) inNextFrame(flush)
  if (events.some(bringsBack)) void load()
  if (events.length > 0) for (const listener of listeners) listener(events)
}

type Listener = (events: readonly WorkspaceEvent[]) => void
const listeners = new Set<Listener>()

/** Told of events once they are applied. Returns the way to stop. */
export function onEvents(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** An undone clearing, and another branch, bring back turns that this tab may never have loaded. */
function bringsBack(event: WorkspaceEvent): boolean {
  if (event.type !== 'chat.cleared' && event.type !== 'chat.walked') return false
  const shown = shownIn(event.chat)
  return shown !== null && (shown.later > 0 || (event.type === 'chat.cleared' && shown.earlier > 0))
}

/** What can be shown of a chat's conversation now; null when none of it is loaded yet. */
export function shownIn(chat: ChatId): Shown<TurnState> | null {
  const { app } = current()
  const [info, conversation] = [app?.workspace.chats[chat], app?.chats[chat]]
  return info && conversation ? shownOf(info, conversation.turns) : null
}

/** Fetches the page of turns before the first one shown. Whether the server answered. */
export async function loadEarlier(chat: ChatId): Promise<boolean> {
  const first = shownIn(chat)?.turns[0]
  if (!first) return true
  const answer = await api.turns(chat, first.number)
  if (answer.ok) changeConversation(chat, (loaded) => withTurns(loaded, answer.value.turns))
  return answer.ok
}
