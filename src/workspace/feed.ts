/**
 * Everything that happens in a workspace goes through here: it gets its position, is stored, and only then shown.
 * Whatever is appended in one turn of the event loop, by all chats together, is written in one transaction.
 */
import type { Clock } from './clock.ts'
import type { AppState, ChatId, TurnId, TurnState, WorkspaceEvent, WorkspaceFact } from './events.ts'
import { type Entry, enter, reopen } from './ledger.ts'
import { createReaders, type Readers } from './readers.ts'
import type { Store } from './store.ts'
import { createTail } from './tail.ts'

/** How many of the newest events are kept for readers that come back; older tokens of finished turns are forgotten. */
const EVENTS_KEPT = 20_000
/** Events forgotten in one go: small, so that nobody waits for it. */
const FORGET_AT_ONCE = 500
/** Events written with one transaction. More may have piled up while the disk took no writes. */
const MOST_AT_ONCE = 5_000
/** Milliseconds before a write that failed is tried again. */
const RETRY_AFTER = [250, 1_000, 5_000] as const

export interface FeedOptions {
  readonly store: Store
  readonly clock: Clock
  /** The state as stored. */
  readonly state: AppState
  /** Events at or below this position may have been forgotten. */
  readonly floor: number
  /** Position of the newest event that changed who may see what. */
  readonly rights?: number
  /** Told of each event when it has its place, before it is stored. May append. */
  readonly entered?: (entry: Entry) => void
  /** Told of a write or read that failed. Writes are tried again until they succeed or the feed is closed. */
  readonly failed: (error: unknown) => void
}

export interface Feed extends Pick<Readers, 'join'> {
  /** The state with everything that was appended, stored or not. Actions are judged by it. */
  readonly ahead: AppState
  /** The state as stored: what may be shown. */
  readonly stored: AppState
  /** Why the last write failed, while nothing can be written; null when all is well. */
  readonly trouble: Error | null
  readonly readers: number
  /** Gives the fact its position. `at`: when it happened, if not now. Never waits and never fails: what cannot be written yet stays queued. */
  append(fact: WorkspaceFact, at?: string): number
  /**
   * Has every event forgotten that is stored by now, except what a running turn would need after a crash. Readers that are
   * behind fetch a fresh state. Rejects when it cannot be done; then it was not.
   */
  forgetAll(): Promise<void>
  /** Puts a finished turn back among the running ones; to be followed by `turn.continued`. */
  reopen(chat: ChatId, turn: TurnState): void
  /** Resolves when everything up to `position` (all that was appended, when left out) is durable. */
  settled(position?: number): Promise<void>
  /** Writes what is queued and stops. Rejects when it cannot be written. */
  close(): Promise<void>
}

interface Waiter {
  readonly position: number
  resolve(): void
  reject(error: Error): void
}

export function createFeed(options: FeedOptions): Feed {
  const { store, clock, state, floor: firstFloor, failed } = options
  let rights = options.rights ?? 0
  let ahead = state
  let stored = state
  let queue: Entry[] = []
  let waiters: Waiter[] = []
  let trouble: Error | null = null
  let flushing: Promise<void> | null = null
  let floor = firstFloor
  /** For each running turn the position of its row: after a crash its events from there on are needed. */
  const rows = new Map<TurnId, number>()
  const closing = new AbortController()
  const tail = createTail(state.position)
  const readers = createReaders({
    store,
    tail,
    newest: () => stored.position,
    floor: () => floor,
    state: () => stored,
    rights: () => rights,
    failed,
  })

  const schedule = () => {
    flushing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(flush).finally(() => {
      flushing = null
      if (queue.length > 0 && !closing.signal.aborted) schedule()
    })
  }

  const flush = async () => {
    const batch = queue.slice(0, MOST_AT_ONCE)
    const last = batch.at(-1)
    if (!last) return
    await writeUntilDone(batch)
    if (trouble) return
    queue = queue.slice(batch.length)
    const before = stored
    stored = last.state
    note(batch)
    show(batch, before)
    const { position } = stored
    const done = waiters.filter((waiter) => waiter.position <= position)
    if (done.length > 0) waiters = waiters.filter((waiter) => waiter.position > position)
    for (const waiter of done) waiter.resolve()
    await forgetOld()
  }

  const note = (batch: readonly Entry[]) => {
    for (const { turn, event } of batch) {
      if (turn?.state.status.kind === 'finished') rows.delete(turn.state.id)
      else if (turn) rows.set(turn.state.id, event.position)
    }
  }

  const show = (batch: readonly Entry[], before: AppState) => {
    const events = batch.map(({ event, audience, scope, body }) => ({
      position: event.position,
      audience,
      scope,
      body,
    }))
    tail.push(events)
    const added = batch.flatMap(({ event }) => (event.type === 'chat.added' ? [event.chat] : []))
    const changed = batch.findLast((entry) => entry.sight === 'rights')
    if (changed) rights = changed.event.position
    const more = batch.some((entry) => entry.sight === 'added')
    readers.deliver({ events, added, before, sight: changed ? 'rights' : more ? 'added' : 'same' })
  }

  const writeUntilDone = async (batch: readonly Entry[]) => {
    for (let attempt = 0; ; attempt++) {
      try {
        await store.write(batch)
        trouble = null
        return
      } catch (error) {
        trouble = error instanceof Error ? error : new Error(String(error))
        failed(error)
        if (closing.signal.aborted) return
        const wait = RETRY_AFTER[Math.min(attempt, RETRY_AFTER.length - 1)] ?? 0
        await clock.sleep(wait, closing.signal).catch(() => {})
      }
    }
  }

  const forgetOld = async () => {
    const through = Math.min(stored.position - EVENTS_KEPT, ...rows.values())
    if (through - floor < FORGET_AT_ONCE) return
    const next = Math.min(through, floor + FORGET_AT_ONCE)
    const from = floor
    floor = next
    await store.forget(from, next).catch(failed)
  }

  return {
    get ahead() {
      return ahead
    },
    get stored() {
      return stored
    },
    get trouble() {
      return trouble
    },
    get readers() {
      return readers.count
    },
    append(fact, at = clock.now().toISOString()) {
      const event: WorkspaceEvent = {
        position: ahead.position + 1,
        at,
        ...fact,
      }
      const entry = enter(ahead, event)
      ahead = entry.state
      queue.push(entry)
      schedule()
      options.entered?.(entry)
      return event.position
    },
    async forgetAll() {
      const through = stored.position
      floor = through
      tail.clear(through)
      const running = [...rows].map(([turn, position]) => ({ turn, position }))
      await store.forgetAll(through, running)
    },
    reopen(chat, turn) {
      ahead = reopen(ahead, chat, turn)
    },
    settled(position = ahead.position) {
      if (position <= stored.position) return Promise.resolve()
      return new Promise((resolve, reject) => waiters.push({ position, resolve, reject }))
    },
    join: readers.join,
    async close() {
      closing.abort()
      await flushing
      // One more try even when the last one failed: the disk may have room again.
      do await flush()
      while (queue.length > 0 && !trouble)
      if (!trouble) return
      const lost = new Error(`The last ${queue.length} events could not be stored.`, { cause: trouble })
      for (const waiter of waiters) waiter.reject(lost)
      throw lost
    },
  }
}
