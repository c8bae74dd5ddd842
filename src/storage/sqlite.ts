import { CompiledQuery } from 'kysely'
import type { Database } from '../database/open.ts'
import type { MemoryCommitTable } from '../database/schema.ts'
import { scrub } from '../database/scrub.ts'
import type { Entry, Gone, MemoryLog } from '../memory/log.ts'
import { type Rows, rowsOf } from './rows.ts'
import { atHead, type Connection, HeadElsewhere, once, remove, sqlReads } from './sql.ts'

/** Rows written with one statement; SQLite takes at most 32,766 parameters. */
const CHUNK = 500
/** How often other processes' commits are looked for, in milliseconds. Asking reads one number of the shared memory. */
const LOOK_EVERY = 50

/**
 * The log of one memory in a database that may hold others and other things. Durable when `append` resolves, as far as
 * the database is (see `openDatabase`). Two processes may share the file: whoever is second gets `HeadMoved`.
 * `erase` also rewrites the file, so that no bytes stay; it rejects with `NotScrubbed` when that has to wait for another
 * program, and the next opening does it. `close` leaves the database open: whoever opened it destroys it.
 */
export function sqliteLog(database: Database, memory = 'default'): MemoryLog {
  return {
    ...sqlReads(database, memory, { first: once(() => scrubLeft(database, memory)) }),
    append: (expected, entries) => append(database, memory, expected, entries),
    erase: (expected, entry, gone) => erase(database, memory, { expected, entry, gone }),
    watch: (moved) => watch(database, moved),
    async close() {},
  }
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

/** One transaction, which also notes that bytes may be left in the file; then they are scrubbed and the note goes. */
async function erase(database: Database, memory: string, { expected, entry, gone }: Erasing): Promise<void> {
  await atHead(database, memory, expected, () =>
    database.transaction().execute(async (transaction) => {
      await write(transaction, memory, expected, rowsOf(memory, [entry]))
      await remove(transaction, memory, gone)
      const { number } = entry.commit
      await transaction.insertInto('memory_erasure').values({ memory, number }).execute()
    }),
  )
  await scrubNoted(database, memory, entry.commit.number)
}

/** Completes what an earlier process could not. A file that is still being read must not stop its reading. */
async function scrubLeft(database: Database, memory: string): Promise<void> {
  const query = database.selectFrom('memory_erasure').select((e) => e.fn.max('number').as('newest'))
  const noted = await query.where('memory', '=', memory).executeTakeFirst()
  const newest = noted?.newest ?? 0
  if (newest > 0) await scrubNoted(database, memory, newest).catch(() => {})
}

async function scrubNoted(database: Database, memory: string, newest: number): Promise<void> {
  await scrub(database)
  const notes = database.deleteFrom('memory_erasure').where('memory', '=', memory)
  await notes.where('number', '<=', newest).execute()
}

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

const FIRST = `INSERT INTO memory_commit (memory, number, at, actor, reason, origin, key, result, changes, seal, erased_by, undoes)
SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
WHERE (SELECT coalesce(max(number), 0) FROM memory_commit WHERE memory = ?) = ?`

/** Inserts the first of the new commits if the head is where it is expected; false when it is elsewhere. One statement. */
async function insertFirst(
  connection: Connection,
  memory: string,
  expected: number,
  row: MemoryCommitTable,
): Promise<boolean> {
  const { number, at, actor, reason, origin, key, result, changes, seal, erased_by, undoes } = row
  const facts = [memory, number, at, actor, reason, origin, key, result, changes, seal, erased_by, undoes]
  const values = [...facts, memory, expected]
  const { numAffectedRows } = await connection.executeQuery(CompiledQuery.raw(FIRST, values))
  return numAffectedRows === 1n
}

function chunks<Row>(rows: readonly Row[]): readonly Row[][] {
  const all: Row[][] = []
  for (let i = 0; i < rows.length; i += CHUNK) all.push(rows.slice(i, i + CHUNK))
  return all
}

/** SQLite counts for each connection the commits of all others. Looking keeps no process alive. */
function watch(database: Database, moved: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let last: number | undefined
  const look = async () => {
    const now = await dataVersion(database).catch(() => last)
    if (stopped) return
    // The first look tells nothing: somebody may have appended just before it.
    if (now !== last) moved()
    last = now
    timer = setTimeout(() => void look(), LOOK_EVERY).unref()
  }
  void look()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

async function dataVersion(database: Database): Promise<number | undefined> {
  const query = CompiledQuery.raw('PRAGMA data_version')
  const { rows } = await database.executeQuery<{ data_version: number }>(query)
  return rows[0]?.data_version
}
