/**
 * Who reads the feed. Readers that show the same chats are one group: what they get is joined and encoded once for
 * all of them. A reader that comes late is first given what it missed, from memory or from the database.
 */
import { GUEST, type Principal } from '../memory/rights.ts'
import type { AppState, ChatId } from './events.ts'
import { inScope, type Sight, sightDiffers, sightOf } from './sight.ts'
import type { Store, StoredEvent } from './store.ts'
import type { Tail } from './tail.ts'

/** One open line to a browser. */
export interface Reader {
  /** Takes whole events in the form of server-sent events. The same bytes may go to many readers. */
  write(bytes: Uint8Array): void
  /** Told instead of events when it cannot be carried on, for what it missed is gone or its rights have changed: it shall fetch a fresh state. */
  reset(): void
  /** Resolves when the reader can take more. Asked only while it catches up. */
  ready(): Promise<void>
}

export interface Subscription {
  /** The position of the last event that the reader has. */
  readonly after: number
  /** Chats of which it wants everything. */
  readonly chats: readonly ChatId[]
  /** Whose eyes they are; a guest's when left out. */
  readonly viewer?: Principal
}

/** Events that are stored now, and how they moved what one sees. */
export interface Delivery {
  readonly events: readonly StoredEvent[]
  readonly added: readonly ChatId[]
  /** See `Entry.sight`: the most that any of the events did. */
  readonly sight: 'same' | 'added' | 'rights'
  readonly before: AppState
}

export interface Readers {
  readonly count: number
  deliver(delivery: Delivery): void
  /** Adds a reader. Returns the way to leave. */
  join(subscription: Subscription, reader: Reader): () => void
}

/** Those who see alike and show the same chats, with whose eyes they are. */
interface Group {
  readonly sight: Sight
  readonly chats: ReadonlySet<ChatId>
  readonly members: Map<Reader, Principal>
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
  /** The state as stored. */
  state(): AppState
  /** Position of the newest event that changed who sees what was there before. */
  rights(): number
  /** Told when a reader's catching up failed: its events could not be read. */
  failed(error: unknown): void
}

export function createReaders(sources: Sources): Readers {
  let groups = new Map<string, Group>()
  /** By viewer; taken anew when there is more to see, or rights have changed. */
  let sights = new Map<string, Sight>()

  const sight = (viewer: Principal) => {
    const name = nameOf(viewer)
    const known = sights.get(name) ?? sightOf(sources.state().workspace, viewer)
    sights.set(name, known)
    return known
  }
  const enter = (reader: Reader, viewer: Principal, chats: ReadonlySet<ChatId>) => {
    const own = sight(viewer)
    const key = `${own.key}\n${[...chats].sort().join(' ')}`
    const group = groups.get(key) ?? { sight: own, chats, members: new Map() }
    group.members.set(reader, viewer)
    groups.set(key, group)
  }
  const leave = (reader: Reader) => {
    for (const [key, { members }] of groups) {
      if (members.delete(reader) && members.size === 0) groups.delete(key)
    }
  }
  /**
   * Takes sights anew. A chat added while somebody reads is part of that reader's state, so its events are too. Whoever
   * sees more or less of what was there before begins anew.
   */
  const regroup = ({ added, sight: moved, before }: Delivery) => {
    sights = new Map()
    const old = groups
    groups = new Map()
    const after = sources.state().workspace
    for (const { chats, members } of old.values()) {
      for (const [reader, viewer] of members) {
        if (moved === 'rights' && sightDiffers(before.workspace, after, viewer)) reader.reset()
        else enter(reader, viewer, new Set([...chats, ...added.filter(sight(viewer).chat)]))
      }
    }
  }

  return {
    get count() {
      return [...groups.values()].reduce((sum, group) => sum + group.members.size, 0)
    },
    deliver(delivery) {
      if (delivery.sight !== 'same') regroup(delivery)
      for (const { sight: own, chats, members } of groups.values()) {
        const bytes = encode(delivery.events, chats, own)
        if (bytes) for (const member of members.keys()) member.write(bytes)
      }
    },
    join({ after, chats: wanted, viewer = GUEST }, reader) {
      const state = { open: true }
      const chats = new Set(wanted)
      const goLive = () => enter(reader, viewer, chats)
      const late: Late = { reader, chats, state, goLive, sight: () => sight(viewer) }
      catchUp(sources, after, late).catch((error: unknown) => {
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

function nameOf(viewer: Principal): string {
  return viewer.kind === 'person' ? JSON.stringify(viewer.name) : JSON.stringify(viewer)
}

interface Late {
  readonly reader: Reader
  readonly chats: Set<ChatId>
  readonly state: { readonly open: boolean }
  readonly goLive: () => void
  readonly sight: () => Sight
}

/** Gives a reader what it missed, then lets it go live at once, before any other event can be delivered. */
async function catchUp(
  { store, tail, newest, floor, rights }: Sources,
  after: number,
  late: Late,
): Promise<void> {
  let at = after
  if (at > newest() || at < floor() || after < rights()) return late.reader.reset()
  while (at < tail.floor) {
    const page = await store.eventsAfter(at, PAGE)
    // What was forgotten while this reader caught up would be missing from the page.
    if (at < floor() || after < rights()) return late.reader.reset()
    write(page, late)
    at = page.at(-1)?.position ?? tail.floor
    await late.reader.ready()
    if (!late.state.open) return
    if (after < rights()) return late.reader.reset()
  }
  write(tail.after(at), late)
  late.goLive()
}

function write(events: readonly StoredEvent[], { chats, reader, sight }: Late): void {
  const seen = sight()
  for (const event of events) {
    if (event.body.includes('"type":"chat.added"') && inScope(event.scope, seen)) addChat(event, chats)
  }
  const bytes = encode(events, chats, seen)
  if (bytes) reader.write(bytes)
}

function addChat(event: StoredEvent, chats: Set<ChatId>): void {
  const parsed: unknown = JSON.parse(event.body)
  if (typeof parsed !== 'object' || parsed === null || !('type' in parsed) || !('chat' in parsed)) return
  if (parsed.type === 'chat.added' && typeof parsed.chat === 'string') chats.add(parsed.chat)
}

/** The events that a viewer of `chats` needs and may see, as server-sent events; null when there are none. */
export function encode(
  events: readonly StoredEvent[],
  chats: ReadonlySet<ChatId>,
  sight: Sight,
): Uint8Array | null {
  let text = ''
  for (const { position, audience, scope, body } of events) {
    if ((audience === null || chats.has(audience)) && inScope(scope, sight))
      text += `id: ${position}\ndata: ${body}\n\n`
  }
  return text === '' ? null : Buffer.from(text)
}
