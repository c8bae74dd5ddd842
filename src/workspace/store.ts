/** The tables of this room: events as they happened, chats and turns as they stand, single settings. All SQL is here. */
import type { Insertable, Transaction } from 'kysely'
import type { Database } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import { scrub } from '../database/scrub.ts'
import { turnPages } from '../database/turn-pages.ts'
import type { Span } from './branches.ts'
import type { ChatId, ChatInfo, TurnId, TurnState, WorkspaceEvent } from './events.ts'
import type { Entry, SettingName } from './ledger.ts'
import { insertReplies, openReplies, type Replies } from './replies.ts'
import { type SaidAt, saveSaid, turnsSaying } from './said.ts'
import type { Scope } from './sight.ts'

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

/** Rows of one INSERT come in these numbers, largest first, so that few shapes of SQL are prepared. */
const BATCHES = [64, 16, 4, 1] as const

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

/** A running turn, and the position of its row: its events from there on are needed after a crash. */
export interface TurnRow {
  readonly turn: TurnId
  readonly position: number
}

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

async function forget(database: Database, after: number, through: number): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('event')
      .where('position', '>', after)
      .where('position', '<=', through)
      .where('type', 'in', ['turn.event', 'chat.drafted', 'message.queued', 'message.changed', 'prompt.kept'])
      .execute()
    await saveSetting(transaction, 'floor', through)
  })
}

async function forgetAll(database: Database, through: number, running: readonly TurnRow[]): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const old = transaction.deleteFrom('event').where('position', '<=', through)
    const turns = running.map(({ turn }) => turn)
    if (turns.length === 0) await old.execute()
    else await old.where((e) => e.or([e('turn', 'is', null), e('turn', 'not in', turns)])).execute()
    for (const { turn, position } of running)
      await old.where('turn', '=', turn).where('position', '<=', position).execute()
    await saveSetting(transaction, 'floor', through)
  })
}

type Writer = Transaction<Schema>

async function writeAll(database: Writer, entries: readonly Entry[]): Promise<void> {
  await insertEvents(database, entries)
  for (const chat of newestBy(entries, (entry) => entry.chat?.id)) {
    if (chat.chat) await saveChat(database, chat.chat, chat.event.position)
  }
  for (const turn of newestBy(entries, (entry) => entry.turn?.state.id)) {
    if (turn.turn) await saveTurn(database, turn.turn, turn.event.position)
  }
  await insertReplies(database, entries)
  await removeChats(database, entries)
  const settings = new Map(
    entries.flatMap((entry) => entry.settings.map(({ name, value }) => [name, value] as const)),
  )
  for (const [name, value] of settings) await saveSetting(database, name, value)
}

/** Last of all: what was said in them may have been written just now. */
async function removeChats(database: Writer, entries: readonly Entry[]): Promise<void> {
  const gone = entries.flatMap(({ event }) => (event.type === 'chat.removed' ? [event.chat] : []))
  if (gone.length === 0) return
  await database.deleteFrom('turn').where('chat', 'in', gone).execute()
  await database.deleteFrom('said').where('chat', 'in', gone).execute()
  await database.deleteFrom('reply').where('chat', 'in', gone).execute()
  await database.deleteFrom('chat').where('id', 'in', gone).execute()
}

/** The last entry for each key; entries without a key are left out. */
function newestBy(entries: readonly Entry[], key: (entry: Entry) => string | undefined): Iterable<Entry> {
  const newest = new Map<string, Entry>()
  for (const entry of entries) {
    const name = key(entry)
    if (name !== undefined) newest.set(name, entry)
  }
  return newest.values()
}

async function insertEvents(database: Writer, entries: readonly Entry[]): Promise<void> {
  const rows = entries.map(toRow)
  let from = 0
  for (const size of BATCHES) {
    for (; rows.length - from >= size; from += size) {
      await database
        .insertInto('event')
        .values(rows.slice(from, from + size))
        .execute()
    }
  }
}

function toRow({ event, turnId, audience, scope, body }: Entry): Insertable<Schema['event']> {
  return { position: event.position, type: event.type, turn: turnId, audience, scope, body }
}

async function saveChat(database: Writer, chat: ChatInfo, position: number): Promise<void> {
  const body = JSON.stringify(chat)
  await database
    .insertInto('chat')
    .values({ id: chat.id, position, body })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((row) => ({ position: row.ref('excluded.position'), body: row.ref('excluded.body') })),
    )
    .execute()
}

async function saveTurn(
  database: Writer,
  { chat, state }: { readonly chat: ChatId; readonly state: TurnState },
  position: number,
): Promise<void> {
  const body = JSON.stringify(state)
  const running = state.status.kind === 'finished' ? 0 : 1
  await database
    .insertInto('turn')
    .values({ chat, number: state.number, id: state.id, position, running, body })
    .onConflict((conflict) =>
      conflict.columns(['chat', 'number']).doUpdateSet((row) => ({
        position: row.ref('excluded.position'),
        running: row.ref('excluded.running'),
        body: row.ref('excluded.body'),
      })),
    )
    .execute()
  await saveSaid(database, chat, state)
}

async function saveSetting(database: Database | Writer, name: SettingName, value: unknown): Promise<void> {
  const body = JSON.stringify(value)
  await database
    .insertInto('setting')
    .values({ name, body })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ body }))
    .execute()
}
