import type { Transaction } from 'kysely'
import type { Database } from '../database/open.ts'
import type { MemoryChangeTable, Schema } from '../database/schema.ts'
import { HeadMoved, type MemoryLog } from '../memory/log.ts'
import type { Commit, Draft } from '../memory/types.ts'
import { commitFrom, type Rows, rowsOf } from './rows.ts'

/** Commits read with one query; bounds what is held while a long log is read. */
const PAGE = 1000
/** Rows written with one statement; SQLite takes at most 32,766 parameters. */
const CHUNK = 500

/**
 * The log of one memory in a database that may hold others and other things. Durable when `append` resolves, as far as
 * the database is (see `openDatabase`). Two processes may share the file: whoever is second gets `HeadMoved`.
 * `close` leaves the database open: whoever opened it destroys it.
 */
export function sqliteLog(database: Database, memory = 'default'): MemoryLog {
  return {
    head: () => headOf(database, memory),
    append: (expected, drafts) => append(database, memory, expected, drafts),
    read: (after) => read(database, memory, after),
    async text(document, version) {
      const row = await database
        .selectFrom('memory_text')
        .select('text')
        .where('memory', '=', memory)
        .where('document', '=', document)
        .where('version', '=', version)
        .executeTakeFirst()
      return row?.text ?? null
    },
    async close() {},
  }
}

type Connection = Database | Transaction<Schema>

async function headOf(database: Connection, memory: string): Promise<number> {
  const row = await database
    .selectFrom('memory_commit')
    .select((e) => e.fn.max('number').as('head'))
    .where('memory', '=', memory)
    .executeTakeFirst()
  return row?.head ?? 0
}

async function append(
  database: Database,
  memory: string,
  expected: number,
  drafts: readonly Draft[],
): Promise<readonly Commit[]> {
  const { rows, commits } = rowsOf(memory, expected, drafts)
  try {
    await database.transaction().execute((transaction) => write(transaction, memory, expected, rows))
  } catch (error) {
    if (error instanceof HeadElsewhere) throw new HeadMoved(expected, await headOf(database, memory))
    throw error
  }
  return commits
}

/** Rolls the transaction back; only after that the head can be told, without the rows just written. */
class HeadElsewhere extends Error {}

/**
 * Begins with the insert, not with reading the head: the write lock is then held from the first statement on, and a
 * second process waits for it instead of failing on a stale snapshot (sqlite.org/isolation.html).
 */
async function write(
  transaction: Transaction<Schema>,
  memory: string,
  expected: number,
  rows: Rows,
): Promise<void> {
  let written = 0
  for (const chunk of chunks(rows.commits)) {
    const result = await transaction
      .insertInto('memory_commit')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['memory', 'number']).doNothing())
      .executeTakeFirst()
    written += Number(result.numInsertedOrUpdatedRows ?? 0)
  }
  const joined =
    written === rows.commits.length &&
    (await headOf(transaction, memory)) === expected + written &&
    (await follows(transaction, memory, expected))
  if (!joined) throw new HeadElsewhere()
  for (const chunk of chunks(rows.changes))
    await transaction.insertInto('memory_change').values(chunk).execute()
  for (const chunk of chunks(rows.texts)) await transaction.insertInto('memory_text').values(chunk).execute()
}

/** Whether the commit that the new ones follow exists: an append beyond the head would leave a gap. */
async function follows(transaction: Transaction<Schema>, memory: string, expected: number): Promise<boolean> {
  if (expected === 0) return true
  const row = await transaction
    .selectFrom('memory_commit')
    .select('number')
    .where('memory', '=', memory)
    .where('number', '=', expected)
    .executeTakeFirst()
  return row !== undefined
}

/** Page by page, so that the one connection is free between pages and appends need not wait for a reader. */
async function* read(database: Database, memory: string, after: number): AsyncGenerator<Commit> {
  for (let last = after; ; ) {
    const rows = await database
      .selectFrom('memory_commit')
      .selectAll()
      .where('memory', '=', memory)
      .where('number', '>', last)
      .orderBy('number')
      .limit(PAGE)
      .execute()
    const newest = rows.at(-1)?.number
    if (newest === undefined) return
    const changes = await changesBetween(database, memory, last, newest)
    for (const row of rows) yield commitFrom(row, changes.get(row.number) ?? [])
    last = newest
  }
}

async function changesBetween(
  database: Database,
  memory: string,
  after: number,
  upTo: number,
): Promise<ReadonlyMap<number, readonly MemoryChangeTable[]>> {
  const rows = await database
    .selectFrom('memory_change')
    .selectAll()
    .where('memory', '=', memory)
    .where('commit', '>', after)
    .where('commit', '<=', upTo)
    .orderBy('commit')
    .orderBy('ordinal')
    .execute()
  return Map.groupBy(rows, (row) => row.commit)
}

function chunks<Row>(rows: readonly Row[]): readonly Row[][] {
  const all: Row[][] = []
  for (let i = 0; i < rows.length; i += CHUNK) all.push(rows.slice(i, i + CHUNK))
  return all
}
