import { setTimeout as wait } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import type { Database } from './open.ts'

/** How often a reader of another connection is waited for, in milliseconds, and for how long. */
const TRY_EVERY = 50
const GIVE_UP_AFTER = 5000

/** What was deleted is deleted, but bytes of it may still lie in the files. */
export class NotScrubbed extends Error {
  constructor(why: string, options?: ErrorOptions) {
    super(`It is deleted, but bytes of it may still lie in the database's files: ${why}`, options)
    this.name = 'NotScrubbed'
  }
}

/**
 * Leaves nothing of what was deleted in the SQLite file or beside it: rewrites the file (VACUUM), for b-tree pages keep
 * stale copies of rows that once moved, also with `secure_delete`; then empties the write-ahead log, which still holds the
 * old pages. Takes about a second for 100 MB, and other queries wait meanwhile. Needs as much free disk as the file
 * is large. Rejects with `NotScrubbed` when another connection goes on reading an old state; call it again later.
 */
export async function scrub(database: Database): Promise<void> {
  try {
    await database.executeQuery(CompiledQuery.raw('VACUUM'))
  } catch (error) {
    throw new NotScrubbed('the file could not be rewritten.', { cause: error })
  }
  for (let waited = 0; !(await emptyLog(database)); waited += TRY_EVERY) {
    if (waited >= GIVE_UP_AFTER)
      throw new NotScrubbed('another program has been reading the database all the while.')
    await wait(TRY_EVERY)
  }
}

/** False when a reader is in the way. Asks once and does not wait, for SQLite would stop the whole process waiting. */
function emptyLog(database: Database): Promise<boolean> {
  return database.connection().execute(async (connection) => {
    const run = (sql: string) => connection.executeQuery<{ busy?: number }>(CompiledQuery.raw(sql))
    await run('PRAGMA busy_timeout = 0')
    try {
      const { rows } = await run('PRAGMA wal_checkpoint(TRUNCATE)')
      return rows[0]?.busy === 0
    } finally {
      await run('PRAGMA busy_timeout = 5000')
    }
  })
}
