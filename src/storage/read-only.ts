import type { Database } from '../database/open.ts'
import type { MemoryLog } from '../memory/log.ts'
import { sqlReads } from './sql.ts'

/** The log of one memory, to read from only: for tools beside a running server. Writing rejects; nothing is tidied up. */
export function readOnlyLog(database: Database, memory: string): MemoryLog {
  return unwritable({ ...sqlReads(database, memory), async close() {} })
}

/** A log without its way to write: trying rejects. */
export function unwritable(log: Omit<MemoryLog, 'append' | 'erase'>): MemoryLog {
  const reject = () => Promise.reject(new Error('This log was opened to be read, not to be written to.'))
  return { ...log, append: reject, erase: reject }
}

/** The ids of all memories that have a commit, in order. */
export async function memoriesIn(database: Database): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('memory_commit')
    .select('memory')
    .distinct()
    .orderBy('memory')
    .execute()
  return rows.map(({ memory }) => memory)
}
