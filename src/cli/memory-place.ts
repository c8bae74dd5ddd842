/** Where `commonplace memory` finds the logs that it reads: in the data folder, or where `COMMONPLACE_MEMORY` says. */
import type { Database } from '../database/open.ts'
import type { MemoryLog } from '../memory/log.ts'
import { DEFAULT_MEMORY } from '../memory/rights.ts'
import { openBackend } from '../storage/open.ts'
import { memoriesIn, readOnlyLog } from '../storage/read-only.ts'
import { storedMemories } from '../workspace/memories-stored.ts'
import { openStore } from '../workspace/store.ts'

export interface Place {
  /** The ids of the memories that there are. */
  ids(): Promise<readonly string[]>
  /** The log of one of them, to read from only. Whoever opens it closes it. */
  log(memory: string): Promise<MemoryLog>
  close(): Promise<void>
}

/** The logs in a database, which stays open. */
export function placeIn(database: Database): Place {
  return {
    ids: () => memoriesIn(database),
    log: async (memory) => readOnlyLog(database, memory),
    close: async () => {},
  }
}

/** The logs at an address. `database`: that of the data folder, which knows which memories there are; null when there is none. */
export function placeAt(address: string, database: Database | null): Place {
  const backend = openBackend(address, { reading: true })
  return {
    async ids() {
      if (backend.memories) return await backend.memories()
      const stored = database ? Object.keys((await storedMemories(openStore(database))).memories) : []
      return stored.length === 0 ? [DEFAULT_MEMORY] : stored
    },
    log: (memory) => backend.log(memory),
    close: () => backend.close(),
  }
}
