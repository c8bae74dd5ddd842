/**
 * Keeps turns that were read, so that a long conversation costs its next question what is new in it, not all that was said. A turn
 * that is written is read anew; and because the same turn is the same object again, what was made of it (the messages of the wire,
 * their tokens) is found again too.
 */
import type { Span } from './branches.ts'
import type { ChatId } from './events.ts'
import type { Entry } from './ledger.ts'
import { newestOf, type Store, type StoredTurn } from './store.ts'

/** Characters of turns' JSON that are kept when nobody says: of several chats that fill a window of a million tokens. They take thrice as many bytes. */
const KEPT = 16_000_000

interface Kept {
  readonly turns: Map<number, StoredTurn>
  size: number
}

/**
 * The store, with a bounded memory of the conversations that were asked for last. Everything is written through it. Who asks for a
 * page, as browsers do, is given what is kept, but has nothing kept: chats that are only looked at stay in the database.
 */
export function keepingTurns(store: Store, limit: number = KEPT): Store {
  const chats = new Map<ChatId, Kept>()
  let total = 0
  /** Counts writes of turns: what was read beside one is not kept, for it may be what was there before. */
  let written = 0

  const drop = (chat: ChatId, kept: Kept, number: number) => {
    const size = kept.turns.get(number)?.size ?? 0
    kept.turns.delete(number)
    kept.size -= size
    total -= size
    if (kept.turns.size === 0) chats.delete(chat)
  }
  const dropChat = (chat: ChatId) => {
    total -= chats.get(chat)?.size ?? 0
    chats.delete(chat)
  }
  const forget = ({ turn, event }: Entry) => {
    const kept = turn && chats.get(turn.chat)
    if (turn && kept) drop(turn.chat, kept, turn.state.number)
    if (event.type === 'chat.removed') dropChat(event.chat)
  }
  /** Makes room by leaving the chats that were asked for longest ago; never by leaving the one that is asked for. */
  const hasRoom = (chat: ChatId, size: number): boolean => {
    for (const [other] of chats) {
      if (total + size <= limit) break
      if (other !== chat) dropChat(other)
    }
    return total + size <= limit
  }
  const keep = (chat: ChatId, rows: readonly StoredTurn[]) => {
    const kept = chats.get(chat) ?? { turns: new Map<number, StoredTurn>(), size: 0 }
    chats.delete(chat)
    chats.set(chat, kept)
    // The newest first: when not all of them have room, those are asked for most.
    for (const row of rows.toReversed()) {
      if (row.turn.status.kind !== 'finished' || kept.turns.has(row.turn.number)) continue
      if (!hasRoom(chat, row.size)) break
      kept.turns.set(row.turn.number, row)
      kept.size += row.size
      total += row.size
    }
    if (kept.turns.size === 0) chats.delete(chat)
  }

  return {
    ...store,
    async write(entries) {
      try {
        await store.write(entries)
      } finally {
        if (entries.some(({ turn, event }) => turn !== null || event.type === 'chat.removed')) written += 1
        for (const entry of entries) forget(entry)
      }
    },
    async turns(chat, spans, most) {
      const wanted = newestOf(spans, most)
      const there = chats.get(chat)?.turns ?? new Map<number, StoredTurn>()
      const missing = spansWithout(wanted, there)
      if (missing.length === 0) {
        keep(chat, [])
        return wanted.flatMap((span) => rowsIn(span, there))
      }
      const known = new Map(there)
      const before = written
      const rows = await store.turns(chat, missing)
      if (before === written && most === undefined) keep(chat, rows)
      for (const row of rows) known.set(row.turn.number, row)
      return wanted.flatMap((span) => rowsIn(span, known))
    },
  }
}

/** The parts of some spans of which nothing is known. */
function spansWithout(spans: readonly Span[], known: ReadonlyMap<number, unknown>): readonly Span[] {
  const missing: Span[] = []
  for (const span of spans) {
    let from = span.from
    for (let number = span.from; number <= span.to + 1; number++) {
      if (number <= span.to && !known.has(number)) continue
      if (from < number) missing.push({ from, to: number - 1 })
      from = number + 1
    }
  }
  return missing
}

function rowsIn({ from, to }: Span, known: ReadonlyMap<number, StoredTurn>): readonly StoredTurn[] {
  const rows: StoredTurn[] = []
  for (let number = from; number <= to; number++) {
    const row = known.get(number)
    if (row) rows.push(row)
  }
  return rows
}
