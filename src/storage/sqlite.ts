import { CompiledQuery, type Transaction } from 'kysely'
import type { Database } from '../database/open.ts'
import type { MemoryCommitTable, Schema } from '../database/schema.ts'
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
    // One statement is a transaction of its own.
    if (rows.commits.length === 1 && rows.texts.length === 0) await write(database, memory, expected, rows)
    else await database.transaction().execute((transaction) => write(transaction, memory, expected, rows))
  } catch (error) {
    if (error instanceof HeadElsewhere) throw new HeadMoved(expected, await headOf(database, memory))
    throw error
  }
  return commits
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

const FIRST = `INSERT INTO memory_commit (memory, number, at, actor, reason, origin, key, result, changes)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
WHERE (SELECT coalesce(max(number), 0) FROM memory_commit WHERE memory = ?) = ?`

/** Inserts the first of the new commits if the head is where it is expected; false when it is elsewhere. One statement. */
async function insertFirst(
  connection: Connection,
  memory: string,
  expected: number,
  row: MemoryCommitTable,
): Promise<boolean> {
  const { number, at, actor, reason, origin, key, result, changes } = row
  const values = [memory, number, at, actor, reason, origin, key, result, changes, memory, expected]
  const { numAffectedRows } = await connection.executeQuery(CompiledQuery.raw(FIRST, values))
  return numAffectedRows === 1n
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
    for (const row of rows) yield commitFrom(row)
    last = newest
  }
}

function chunks<Row>(rows: readonly Row[]): readonly Row[][] {
  const all: Row[][] = []
  for (let i = 0; i < rows.length; i += CHUNK) all.push(rows.slice(i, i + CHUNK))
  return all
}
