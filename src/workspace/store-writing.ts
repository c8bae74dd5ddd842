/** What is written to the tables of this room (store.ts), each in one transaction. */
import type { Insertable, Transaction } from 'kysely'
import type { Database } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import type { ChatId, ChatInfo, TurnId, TurnState } from './events.ts'
import type { Entry, SettingName } from './ledger.ts'
import { insertReplies } from './replies.ts'
import { saveSaid } from './said.ts'

/** Rows of one INSERT come in these numbers, largest first, so that few shapes of SQL are prepared. */
const BATCHES = [64, 16, 4, 1] as const

/** A running turn, and the position of its row: its events from there on are needed after a crash. */
export interface TurnRow {
  readonly turn: TurnId
  readonly position: number
}

/** Removes the events that are many and that only a reader at or below `through` would need. */
export async function forget(database: Database, after: number, through: number): Promise<void> {
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

/** Removes every event at or below `through` that no running turn needs. */
export async function forgetAll(
  database: Database,
  through: number,
  running: readonly TurnRow[],
): Promise<void> {
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

/** Stores events with what they lead to: chats, turns, settings. */
export async function writeAll(database: Writer, entries: readonly Entry[]): Promise<void> {
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

export async function saveSetting(
  database: Database | Writer,
  name: SettingName,
  value: unknown,
): Promise<void> {
  const body = JSON.stringify(value)
  await database
    .insertInto('setting')
    .values({ name, body })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ body }))
    .execute()
}
