/** The log of a memory in PostgreSQL, which several servers may share. */
import { createHash, randomBytes } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { Postgres } from '../database/postgres.ts'
import type { MemoryCommitTable, MemoryTextTable } from '../database/schema.ts'
import { type Entry, type Gone, HeadMoved, type MemoryLog } from '../memory/log.ts'
import { patiently } from './patience.ts'
import { rowsOf } from './rows.ts'
import { atHead, type Connection, HeadElsewhere, headOf, once, remove, sqlReads } from './sql.ts'

/**
 * The log of one memory in a database that may hold others. An append is one statement, and acknowledged when the server has it on
 * disk. Reading is tried again while the server is away for a moment; appending is not, for its outcome is unknown then.
 * `erase` also rewrites the tables and rejects with `NotScrubbed` when that has to wait for somebody; the next opening does it.
 * `close` leaves the database open: whoever opened it closes it.
 */
export function postgresLog(postgres: Postgres, memory = 'default'): MemoryLog {
  const { database } = postgres
  const place: Place = {
    postgres,
    memory,
    channel: channelOf(postgres.schema, memory),
    writer: randomBytes(6).toString('hex'),
  }
  return {
    ...sqlReads(database, memory, { first: once(() => scrubLeft(place)), doing: patiently }),
    append: (expected, entries) => append(place, expected, entries),
    erase: (expected, entry, gone) => erase(place, expected, entry, gone),
    watch: (moved) =>
      postgres.listener.listen(place.channel, (payload) => {
        if (payload !== place.writer) moved()
      }),
    async close() {},
  }
}

interface Place {
  readonly postgres: Postgres
  readonly memory: string
  readonly channel: string
  /** Marks our own notifications, which tell us nothing. */
  readonly writer: string
}

/** Names of schemas and memories may be longer than a channel's. */
function channelOf(schema: string, memory: string): string {
  const name = createHash('sha256').update(`${schema}\n${memory}`).digest('hex')
  return `commonplace_${name.slice(0, 32)}`
}

async function append(place: Place, expected: number, entries: readonly Entry[]): Promise<void> {
  const { database } = place.postgres
  if (entries.length === 0) return await expectHead(place, expected)
  try {
    await atHead(database, place.memory, expected, () => write(database, place, expected, entries))
  } catch (error) {
    await afterDuplicate(place, expected, error)
  }
}

async function expectHead({ postgres, memory }: Place, expected: number): Promise<void> {
  const actual = await headOf(postgres.database, memory)
  if (actual !== expected) throw new HeadMoved(expected, actual)
}

/** Of two at the same head both may pass the check; the second then waits at the primary key for the first, and fails on it. */
async function afterDuplicate(place: Place, expected: number, error: unknown): Promise<never> {
  if (isDuplicate(error)) await expectHead(place, expected)
  throw error
}

/** One statement, so one round trip: checks the head, adds commits and texts, and notifies when it is committed. */
async function write(
  connection: Connection,
  { postgres, memory, channel, writer }: Place,
  expected: number,
  entries: readonly Entry[],
): Promise<void> {
  const { commits, texts } = rowsOf(memory, entries)
  const values = [memory, expected, channel, writer, ...commitColumns(commits), ...textColumns(texts)]
  const query = CompiledQuery.raw(appendTo(postgres.schema), values)
  const { rows } = await connection.executeQuery<{ added: number }>(query)
  if (rows[0]?.added !== commits.length) throw new HeadElsewhere()
}

function appendTo(schema: string): string {
  const commit = `"${schema}".memory_commit`
  return `WITH head AS (SELECT coalesce(max(number), 0) AS number FROM ${commit} WHERE memory = $1),
added AS (
  INSERT INTO ${commit} (memory, number, at, actor, reason, origin, key, result, changes, seal, erased_by, undoes)
  SELECT $1, new.* FROM head, unnest(
    $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::int[], $15::text[]
  ) AS new
  WHERE head.number = $2::int
  RETURNING number
),
texts AS (
  INSERT INTO "${schema}".memory_text (memory, document, version, text)
  SELECT $1, new.* FROM unnest($16::text[], $17::int[], $18::text[]) AS new WHERE EXISTS (SELECT 1 FROM added)
)
SELECT count(*)::int AS added, pg_notify($3, $4) FROM added HAVING count(*) > 0`
}

function commitColumns(rows: readonly MemoryCommitTable[]): readonly unknown[] {
  const column = (name: keyof MemoryCommitTable) => rows.map((row) => row[name])
  return [
    column('number'),
    column('at'),
    column('actor'),
    column('reason'),
    column('origin'),
    column('key'),
    column('result'),
    column('changes'),
    column('seal'),
    column('erased_by'),
    column('undoes'),
  ]
}

function textColumns(rows: readonly MemoryTextTable[]): readonly unknown[] {
  return [rows.map((row) => row.document), rows.map((row) => row.version), rows.map((row) => row.text)]
}

/** PostgreSQL's code for a unique constraint that would be broken. */
function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

/** One transaction, which also notes that bytes may be left; then the tables are rewritten and the note goes. */
async function erase(place: Place, expected: number, entry: Entry, gone: Gone): Promise<void> {
  const { postgres, memory } = place
  const { number } = entry.commit
  const erasing = () =>
    postgres.database.transaction().execute(async (transaction) => {
      await write(transaction, place, expected, [entry])
      await remove(transaction, memory, gone)
      await transaction.insertInto('memory_erasure').values({ memory, number }).execute()
    })
  try {
    await atHead(postgres.database, memory, expected, erasing)
  } catch (error) {
    await afterDuplicate(place, expected, error)
  }
  await scrubNoted(place, number)
}

/** Completes what an earlier process could not. What is still in the way must not stop the reading. */
async function scrubLeft(place: Place): Promise<void> {
  const { postgres, memory } = place
  const noted = await patiently(() =>
    postgres.database
      .selectFrom('memory_erasure')
      .select((e) => e.fn.max('number').as('newest'))
      .where('memory', '=', memory)
      .executeTakeFirst(),
  )
  const newest = noted?.newest ?? 0
  if (newest > 0) await scrubNoted(place, newest).catch(() => {})
}

async function scrubNoted({ postgres, memory }: Place, newest: number): Promise<void> {
  await postgres.scrub()
  const notes = postgres.database.deleteFrom('memory_erasure').where('memory', '=', memory)
  await notes.where('number', '<=', newest).execute()
}
