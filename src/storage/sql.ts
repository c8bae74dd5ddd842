/** What the logs in SQLite and PostgreSQL have in common: the same tables, read and rewritten in the same words. */
import type { Kysely, Transaction } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { type Gone, HeadMoved, type MemoryLog } from '../memory/log.ts'
import type { SealedCommit } from '../memory/types.ts'
import { commitFrom, commitRow } from './rows.ts'

/** Commits read with one query; bounds what is held while a long log is read. */
const PAGE = 1000

export type Connection = Kysely<Schema> | Transaction<Schema>

/** How a query that only reads is done; it may be done again when the connection failed. */
type Doing = <T>(query: () => Promise<T>) => Promise<T>

export function sqlReads(
  database: Connection,
  memory: string,
  doing: Doing = (query) => query(),
): Pick<MemoryLog, 'head' | 'read' | 'text'> {
  return {
    head: () => doing(() => headOf(database, memory)),
    read: (after) => read(database, memory, after, doing),
    async text(document, version) {
      const query = database
        .selectFrom('memory_text')
        .select('text')
        .where('memory', '=', memory)
        .where('document', '=', document)
        .where('version', '=', version)
      const row = await doing(() => query.executeTakeFirst())
      return row?.text ?? null
    },
  }
}

export async function headOf(database: Connection, memory: string): Promise<number> {
  const row = await database
    .selectFrom('memory_commit')
    .select((e) => e.fn.max('number').as('head'))
    .where('memory', '=', memory)
    .executeTakeFirst()
  return row?.head ?? 0
}

const FACTS = [
  'number',
  'at',
  'actor',
  'reason',
  'origin',
  'key',
  'result',
  'changes',
  'seal',
  'erased_by',
] as const

/** Page by page, so that the connection is free between pages and appends need not wait for a reader. */
async function* read(
  database: Connection,
  memory: string,
  after: number,
  doing: Doing,
): AsyncGenerator<SealedCommit> {
  for (let last = after; ; ) {
    const query = database
      .selectFrom('memory_commit')
      .select(FACTS)
      .where('memory', '=', memory)
      .where('number', '>', last)
      .orderBy('number')
      .limit(PAGE)
    const rows = await doing(() => query.execute())
    for (const row of rows) yield commitFrom(row)
    const newest = rows.at(-1)?.number
    if (newest === undefined || rows.length < PAGE) return
    last = newest
  }
}

/** Puts the stripped commits in their places and deletes the texts. Part of a transaction. */
export async function remove(connection: Connection, memory: string, gone: Gone): Promise<void> {
  for (const commit of gone.commits) {
    const { number, memory: _, ...row } = commitRow(memory, commit)
    await connection
      .updateTable('memory_commit')
      .set(row)
      .where('memory', '=', memory)
      .where('number', '=', number)
      .execute()
  }
  for (const { document, version } of gone.texts) {
    await connection
      .deleteFrom('memory_text')
      .where('memory', '=', memory)
      .where('document', '=', document)
      .where('version', '=', version)
      .execute()
  }
}

/** Rolls a transaction back. Only after that the head is asked for: who still holds locks must wait for nobody. */
export class HeadElsewhere extends Error {}

/** Does what `run` writes, and rejects with `HeadMoved` when it found the head elsewhere. */
export async function atHead(
  database: Connection,
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
