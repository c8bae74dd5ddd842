/** What the logs in SQLite and PostgreSQL have in common: the same tables, read and rewritten in the same words. */
import type { Kysely, Transaction } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { type Gone, HeadMoved, type MemoryLog } from '../memory/log.ts'
import type { SealedCommit } from '../memory/types.ts'
import { commitFrom, commitRow, type StoredCommit } from './rows.ts'

/** Commits read with one query; bounds what is held while a long log is read. */
const PAGE = 1000

export type Connection = Kysely<Schema> | Transaction<Schema>

interface Ways {
  /** What has to be done before anything is read. */
  readonly first?: () => Promise<void>
  /** How a query that only reads is done; it may be done again when the connection failed. */
  readonly doing?: <T>(query: () => Promise<T>) => Promise<T>
}

export function sqlReads(
  database: Connection,
  memory: string,
  { first = async () => {}, doing = (query) => query() }: Ways = {},
): Pick<MemoryLog, 'head' | 'read' | 'text'> {
  return {
    head: () => doing(() => headOf(database, memory)),
    read: (after) =>
      inPages(async (last = after) => {
        if (last === after) await first()
        return await doing(() => page(database, memory, last))
      }),
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
  'undoes',
] as const

/**
 * The commits of one page after the other. Written out, for a generator makes three promises of each commit, which is a fifth of
 * the time that opening a long log takes.
 */
function inPages(
  pageAfter: (last?: number) => Promise<readonly StoredCommit[]>,
): AsyncIterable<SealedCommit> {
  return {
    [Symbol.asyncIterator]() {
      let rows: readonly StoredCommit[] | null = null
      let at = 0
      const next = async (): Promise<IteratorResult<SealedCommit>> => {
        if (rows !== null && rows.length < PAGE) return { done: true, value: undefined }
        rows = await pageAfter(rows?.at(-1)?.number)
        at = 0
        return step()
      }
      const step = (): IteratorResult<SealedCommit> | Promise<IteratorResult<SealedCommit>> => {
        const row = rows?.[at++]
        return row ? { done: false, value: commitFrom(row) } : next()
      }
      return { next: async () => step() }
    },
  }
}

/** One page of commits, so that the connection is free between pages and appends need not wait for a reader. */
function page(database: Connection, memory: string, after: number): Promise<StoredCommit[]> {
  return database
    .selectFrom('memory_commit')
    .select(FACTS)
    .where('memory', '=', memory)
    .where('number', '>', after)
    .orderBy('number')
    .limit(PAGE)
    .execute()
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

/** Does the work when it is first asked for, and never again. */
export function once(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | undefined
  return () => {
    begun ??= work()
    return begun
  }
}
