/** The tables of this room: events as they happened, chats and turns as they stand, single settings. What is read is read here, and written in store-writing.ts. */
import type { Database } from '../database/open.ts'
import { scrub } from '../database/scrub.ts'
import { turnPages } from '../database/turn-pages.ts'
import type { Span } from './branches.ts'
import type { ChatId, ChatInfo, TurnId, TurnState, WorkspaceEvent } from './events.ts'
import type { Entry, SettingName } from './ledger.ts'
import { openReplies, type Replies } from './replies.ts'
import { type SaidAt, turnsSaying } from './said.ts'
import type { Scope } from './sight.ts'
import { forget, forgetAll, saveSetting, type TurnRow, writeAll } from './store-writing.ts'

/** A stored event, ready to be sent: `body` is its JSON. */
export interface StoredEvent {
  readonly position: number
  readonly audience: ChatId | null
  readonly scope: Scope
  readonly body: string
}

/** A turn's row: how the turn stood when the event at `position` had been applied. */
export interface StoredTurn {
  readonly chat: ChatId
  readonly position: number
  readonly turn: TurnState
  /** Characters of its JSON. */
  readonly size: number
}

export interface Store {
  /** Writes events and the rows that change with them, all or none, durable when it resolves. */
  write(entries: readonly Entry[]): Promise<void>
  /** Stored events after `position`, in order, at most `limit`. */
  eventsAfter(position: number, limit: number): Promise<readonly StoredEvent[]>
  /** Everything of one turn after `position`, in order. */
  eventsOfTurn(turn: TurnId, position: number): Promise<readonly WorkspaceEvent[]>
  newestPosition(): Promise<number>
  /** Removes what only a reader at or below `through` would need, and remembers that floor. */
  forget(after: number, through: number): Promise<void>

  /** Removes every event at or below `through`, except those after the row of a turn that runs; remembers that floor. */
  forgetAll(through: number, running: readonly TurnRow[]): Promise<void>

  chats(): Promise<readonly ChatInfo[]>
  /** The turns of these spans (oldest first), the newest `limit` of them, oldest first. */
  turns(chat: ChatId, spans: readonly Span[], limit?: number): Promise<readonly StoredTurn[]>
  turn(id: TurnId): Promise<StoredTurn | null>
  runningTurns(): Promise<readonly StoredTurn[]>
  /** All turns of all chats whose JSON is wanted, read in pages. */
  everyTurn(wanted: (body: string) => boolean): AsyncIterable<StoredTurn>

  /** Where these folded words were said, in no order; a slice of all that was said at a time. */
  saying(words: readonly string[], phrase: string): AsyncIterable<readonly SaidAt[]>

  /** What replies used and cost. */
  readonly replies: Replies

  setting(name: SettingName): Promise<unknown>
  saveSetting(name: SettingName, value: unknown): Promise<void>
  removeSetting(name: SettingName): Promise<void>
  /** Leaves no bytes of what was deleted in the database's files. Rejects when that has to wait for another program. */
  scrub(): Promise<void>
}

/** The tables of a database; whoever opened it closes it. */
export function openStore(database: Database): Store {
  return {
    write: (entries) => database.transaction().execute((transaction) => writeAll(transaction, entries)),
    eventsAfter: (position, limit) =>
      database
        .selectFrom('event')
        .select(['position', 'audience', 'scope', 'body'])
        .where('position', '>', position)
        .orderBy('position')
        .limit(limit)
        .execute(),
    async eventsOfTurn(turn, position) {
      const rows = await database
        .selectFrom('event')
        .select('body')
        .where('position', '>', position)
        .where('turn', '=', turn)
        .orderBy('position')
        .execute()
      return rows.map((row) => parseOwn<WorkspaceEvent>(row.body))
    },
    async newestPosition() {
      const row = await database
        .selectFrom('event')
        .select((e) => e.fn.max<number | null>('position').as('newest'))
        .executeTakeFirst()
      return row?.newest ?? 0
    },
    forget: (after, through) => forget(database, after, through),
    forgetAll: (through, running) => forgetAll(database, through, running),
    async chats() {
      const rows = await database.selectFrom('chat').select('body').execute()
      return rows.map((row) => parseOwn<ChatInfo>(row.body))
    },
    turns: (chat, spans, limit) => readTurns(database, chat, spans, limit),
    async turn(id) {
      const row = await database.selectFrom('turn').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? parseTurn(row) : null
    },
    async runningTurns() {
      const rows = await database.selectFrom('turn').selectAll().where('running', '=', 1).execute()
      return rows.map(parseTurn)
    },
    everyTurn: (wanted) => everyTurn(database, wanted),
    saying: (words, phrase) => turnsSaying(database, words, phrase),
    replies: openReplies(database),
    async setting(name) {
      const row = await database
        .selectFrom('setting')
        .select('body')
        .where('name', '=', name)
        .executeTakeFirst()
      return row ? parseOwn<unknown>(row.body) : undefined
    },
    saveSetting: (name, value) => saveSetting(database, name, value),
    async removeSetting(name) {
      await database.deleteFrom('setting').where('name', '=', name).execute()
    },
    scrub: () => scrub(database),
  }
}

/** Parses JSON that this room itself has written; nobody else writes these tables. */
function parseOwn<T>(body: string): T {
  return JSON.parse(body) as T
}

function parseTurn(row: {
  readonly chat: string
  readonly position: number
  readonly body: string
}): StoredTurn {
  const { chat, position, body } = row
  return { chat, position, turn: parseOwn<TurnState>(body), size: body.length }
}

/** Spans in one question, which a database must be able to read. */
const SPANS_AT_ONCE = 100

async function readTurns(
  database: Database,
  chat: ChatId,
  spans: readonly Span[],
  limit?: number,
): Promise<readonly StoredTurn[]> {
  const wanted = newestOf(spans, limit)
  const pages: (readonly StoredTurn[])[] = []
  for (let at = 0; at < wanted.length; at += SPANS_AT_ONCE) {
    const some = wanted.slice(at, at + SPANS_AT_ONCE)
    const rows = await database
      .selectFrom('turn')
      .selectAll()
      .where('chat', '=', chat)
      .where((e) => e.or(some.map(({ from, to }) => e.and([e('number', '>=', from), e('number', '<=', to)]))))
      .orderBy('number')
      .execute()
    pages.push(rows.map(parseTurn))
  }
  return pages.flat()
}

/** The newest turns of some spans, so many at most. */
export function newestOf(spans: readonly Span[], limit = Number.POSITIVE_INFINITY): readonly Span[] {
  const newest: Span[] = []
  let left = limit
  for (let at = spans.length - 1; at >= 0 && left > 0; at--) {
    const span = spans[at]
    if (!span) continue
    const from = Math.max(span.from, span.to - left + 1)
    newest.push({ from, to: span.to })
    left -= span.to - from + 1
  }
  return newest.reverse()
}

const PAGE = 200

async function* everyTurn(database: Database, wanted: (body: string) => boolean): AsyncGenerator<StoredTurn> {
  for await (const rows of turnPages(database, PAGE))
    for (const row of rows) if (wanted(row.body)) yield parseTurn(row)
}
