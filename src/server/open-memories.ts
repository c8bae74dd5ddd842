/** Opening the memories: which there are, what may be stored in them, and what their folders tell. */
import type { Database } from '../database/open.ts'
import { copyLog } from '../memory/copy-log.ts'
import { createPolicy } from '../memory/limits.ts'
import { type Memories, openMemories } from '../memory/memories.ts'
import { type MemoryOptions, openMemory } from '../memory/memory.ts'
import type { MemoryId } from '../memory/rights.ts'
import { type Verdict, verifyLog } from '../memory/verify.ts'
import { type Backend, openBackend } from '../storage/open.ts'
import { sqliteLog } from '../storage/sqlite.ts'
import type { WorkspaceSettings } from '../workspace/events.ts'
import { storedMemories } from '../workspace/memories-stored.ts'
import { openStore } from '../workspace/store.ts'
import { settingsWith } from '../workspace/stored-settings.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { systemClock } from './clock.ts'

/** Where the logs are: where the address says, else in the database. */
export function backendOf(address: string | null, database: Database): Backend {
  if (address !== null) return openBackend(address)
  return { describe: 'the data folder', log: async (id) => sqliteLog(database, id), close: async () => {} }
}

/** Opens all memories that the store names. */
export async function openAll(
  database: Database,
  backend: Backend,
  options: Pick<MemoryOptions, 'maxBytes' | 'policy' | 'report'>,
): Promise<Memories> {
  const { memories } = await storedMemories(openStore(database))
  return await openMemories({
    infos: Object.values(memories),
    async open(id, from) {
      const log = await backend.log(id)
      if (from) await copyLog(from, log)
      return await openMemory(log, options)
    },
  })
}

/** Reads a log of its own, so that what the open memory holds in mind is no part of the check. */
export async function verifyMemory(id: MemoryId, backend: Backend): Promise<Verdict> {
  const log = await backend.log(id)
  try {
    return await verifyLog(log)
  } finally {
    await log.close()
  }
}

/**
 * What may be stored at all, as the workspace's settings say. The folders are looked at before the workspace is open:
 * until then the settings are those that are stored.
 */
export async function createCare(database: Database, defaults: WorkspaceSettings) {
  const stored = settingsWith(defaults, await openStore(database).setting('settings'))
  let workspace: Workspace | null = null
  const settings = () => workspace?.settings ?? stored
  const policy = createPolicy({
    limits: () => settings().limits,
    secrets: () => settings().secrets,
    now: systemClock.now,
  })
  return {
    policy,
    follow(opened: Workspace) {
      workspace = opened
    },
  }
}

/** What the folders tell before there is a workspace to tell it in waits for it. */
export function createNotices(warn: (message: string) => void) {
  let workspace: Workspace | null = null
  const waiting: { readonly memory: MemoryId; readonly message: string }[] = []
  return {
    tell(memory: MemoryId, message: string) {
      warn(message)
      if (workspace) workspace.notify({ kind: 'working_copy', message, memory })
      else waiting.push({ memory, message })
    },
    to(opened: Workspace) {
      workspace = opened
      for (const each of waiting.splice(0)) opened.notify({ kind: 'working_copy', ...each })
    },
  }
}
