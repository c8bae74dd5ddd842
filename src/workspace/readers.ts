/**
 * Who reads the feed. Readers that show the same chats are one group: what they get is joined and encoded once for
 * all of them. A reader that comes late is first given what it missed, from memory or from the database.
 */
import type { ChatId } from './events.ts'
import type { Store, StoredEvent } from './store.ts'
import type { Tail } from './tail.ts'

/** One open line to a browser. */
export interface Reader {
  /** Takes whole events in the form of server-sent events. The same bytes may go to many readers. */
  write(bytes: Uint8Array): void
  /** Told instead of events when what the reader missed is no longer there: it shall fetch a fresh state. */
  reset(): void
  /** Resolves when the reader can take more. Asked only while it catches up. */
  ready(): Promise<void>
}

export interface Subscription {
  /** The position of the last event that the reader has. */
  readonly after: number
  /** Chats of which it wants everything. */
  readonly chats: readonly ChatId[]
}

export interface Readers {
  readonly count: number
  deliver(events: readonly StoredEvent[], added: readonly ChatId[]): void
  /** Adds a reader. Returns the way to leave. */
  join(subscription: Subscription, reader: Reader): () => void
}

interface Group {
  readonly chats: Set<ChatId>
  readonly members: Set<Reader>
}

/** Events read from the database at a time by a reader that catches up. */
const PAGE = 500

export interface Sources {
  readonly store: Store
  readonly tail: Tail
  /** Position of the newest stored event. */
  newest(): number
  /** Events at or below it may be gone from the database. */
  floor(): number
  /** Told when a reader's catching up failed: its events could not be read. */
  failed(error: unknown): void
}

export function createReaders(sources: Sources): Readers {
  let groups = new Map<string, Group>()

  const enter = (chats: Set<ChatId>, members: Iterable<Reader>) => {
    const key = [...chats].sort().join(' ')
    const group = groups.get(key) ?? { chats, members: new Set() }
    for (const member of members) group.members.add(member)
    groups.set(key, group)
  }
  const leave = (reader: Reader) => {
    for (const [key, { members }] of groups) {
      if (members.delete(reader) && members.size === 0) groups.delete(key)
    }
  }
  /** A chat added while somebody reads is part of that reader's state, so its events are too. */
  const widen = (added: readonly ChatId[]) => {
    const old = groups
    groups = new Map()
    for (const { chats, members } of old.values()) enter(new Set([...chats, ...added]), members)
  }

  return {
    get count() {
      return [...groups.values()].reduce((sum, group) => sum + group.members.size, 0)
    },
    deliver(events, added) {
      if (added.length > 0) widen(added)
      for (const { chats, members } of groups.values()) {
        const bytes = encode(events, chats)
        if (bytes) for (const member of members) member.write(bytes)
      }
    },
    join(subscription, reader) {
      const state = { open: true }
      const chats = new Set(subscription.chats)
      const goLive = () => enter(chats, [reader])
      catchUp(sources, subscription.after, { reader, chats, state, goLive }).catch((error: unknown) => {
        sources.failed(error)
        if (state.open) reader.reset()
      })
      return () => {
        state.open = false
        leave(reader)
      }
    },
  }
}

interface Late {
  readonly reader: Reader
  readonly chats: Set<ChatId>
  readonly state: { readonly open: boolean }
  readonly goLive: () => void
}

/** Gives a reader what it missed, then lets it go live at once, before any other event can be delivered. */
async function catchUp({ store, tail, newest, floor }: Sources, after: number, late: Late): Promise<void> {
  let at = after
  if (at > newest() || at < floor()) return late.reader.reset()
  while (at < tail.floor) {
    const page = await store.eventsAfter(at, PAGE)
    // What was forgotten while this reader caught up would be missing from the page.
    if (at < floor()) return late.reader.reset()
    write(page, late.chats, late.reader)
    at = page.at(-1)?.position ?? tail.floor
    await late.reader.ready()
    if (!late.state.open) return
  }
  write(tail.after(at), late.chats, late.reader)
  late.goLive()
}

function write(events: readonly StoredEvent[], chats: Set<ChatId>, reader: Reader): void {
  for (const event of events) if (event.body.includes('"type":"chat.added"')) addChat(event, chats)
  const bytes = encode(events, chats)
  if (bytes) reader.write(bytes)
}

function addChat(event: StoredEvent, chats: Set<ChatId>): void {
  const parsed: unknown = JSON.parse(event.body)
  if (typeof parsed !== 'object' || parsed === null || !('type' in parsed) || !('chat' in parsed)) return
  if (parsed.type === 'chat.added' && typeof parsed.chat === 'string') chats.add(parsed.chat)
}

/** The events that a viewer of `chats` needs, as server-sent events; null when there are none. */
export function encode(events: readonly StoredEvent[], chats: ReadonlySet<ChatId>): Uint8Array | null {
  let text = ''
  for (const { position, audience, body } of events) {
    if (audience === null || chats.has(audience)) text += `id: ${position}\ndata: ${body}\n\n`
  }
  return text === '' ? null : Buffer.from(text)
}
