import { CompiledQuery, type Transaction } from 'kysely'
import type { Database } from '../database/open.ts'
import type { MemoryCommitTable, Schema } from '../database/schema.ts'
import { type Entry, type Gone, HeadMoved, type MemoryLog } from '../memory/log.ts'
import type { SealedCommit } from '../memory/types.ts'
import { commitFrom, commitRow, type Rows, rowsOf } from './rows.ts'

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
    append: (expected, entries) => append(database, memory, expected, entries),
    erase: (expected, entry, gone) => erase(database, memory, { expected, entry, gone }),
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
  entries: readonly Entry[],
): Promise<void> {
  const rows = rowsOf(memory, entries)
  // One statement is a transaction of its own.
  const single = rows.commits.length === 1 && rows.texts.length === 0
  await atHead(database, memory, expected, async () => {
    if (single) await write(database, memory, expected, rows)
    else await database.transaction().execute((transaction) => write(transaction, memory, expected, rows))
  })
}

interface Erasing {
  readonly expected: number
  readonly entry: Entry
  readonly gone: Gone
}

/** One transaction; then the write-ahead log, which still holds the old pages, is emptied into the file. */
async function erase(database: Database, memory: string, { expected, entry, gone }: Erasing): Promise<void> {
  await atHead(database, memory, expected, () =>
    database.transaction().execute(async (transaction) => {
      await write(transaction, memory, expected, rowsOf(memory, [entry]))
      for (const commit of gone.commits) {
        const { number, memory: _, ...row } = commitRow(memory, commit)
        await transaction
          .updateTable('memory_commit')
          .set(row)
          .where('memory', '=', memory)
          .where('number', '=', number)
          .execute()
      }
      for (const { document, version } of gone.texts) {
        await transaction
          .deleteFrom('memory_text')
          .where('memory', '=', memory)
          .where('document', '=', document)
          .where('version', '=', version)
          .execute()
      }
    }),
  )
  await database.executeQuery(CompiledQuery.raw('PRAGMA wal_checkpoint(TRUNCATE)'))
}

async function atHead(
  database: Database,
  memory: string,
  expected: number,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (error instanceof HeadElsewhere) throw new HeadMoved(expected, await headOf(database, memory))
    throw error
  }
}

/** Rolls the transaction back; only after that the head can be told. */
class HeadElsewhere extends Error {}

/**
 * Begins with the insert that checks the head, not with reading it: the write lock is then held from the first statement
 * on, and a second process waits for it instead of failing on a stale snapshot (sqlite.org/isolation.html).
 */
async function write(connection: Connection, memory: string, expected: number, rows: Rows): Promise<void> {
  const [first, ...others] = rows.commits
  if (!first) return
  if (!(await insertFirst(connection, memory, expected, first))) throw new HeadElsewhere()
  for (const chunk of chunks(others)) await connection.insertInto('memory_commit').values(chunk).execute()
  for (const chunk of chunks(rows.texts)) await connection.insertInto('memory_text').values(chunk).execute()
}

const FIRST = `INSERT INTO memory_commit (memory, number, at, actor, reason, origin, key, result, changes, seal, erased_by)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
WHERE (SELECT coalesce(max(number), 0) FROM memory_commit WHERE memory = ?) = ?`

/** Inserts the first of the new commits if the head is where it is expected; false when it is elsewhere. One statement. */
async function insertFirst(
  connection: Connection,
  memory: string,
  expected: number,
  row: MemoryCommitTable,
): Promise<boolean> {
  const { number, at, actor, reason, origin, key, result, changes, seal, erased_by } = row
  const facts = [memory, number, at, actor, reason, origin, key, result, changes, seal, erased_by]
  const values = [...facts, memory, expected]
  const { numAffectedRows } = await connection.executeQuery(CompiledQuery.raw(FIRST, values))
  return numAffectedRows === 1n
}

/** Page by page, so that the one connection is free between pages and appends need not wait for a reader. */
async function* read(database: Database, memory: string, after: number): AsyncGenerator<SealedCommit> {
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
    for (const row of rows) yield commitFrom(row)
    last = newest
  }
}

function chunks<Row>(rows: readonly Row[]): readonly Row[][] {
  const all: Row[][] = []
  for (let i = 0; i < rows.length; i += CHUNK) all.push(rows.slice(i, i + CHUNK))
  return all
}
