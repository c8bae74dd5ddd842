/** Opening the memories: which there are, what may be stored in them, and what their folders tell. */
import type { Database } from '../database/open.ts'
import { createPolicy } from '../memory/limits.ts'
import type { MemoryLog } from '../memory/log.ts'
import { type Memories, openMemories } from '../memory/memories.ts'
import { openMemory } from '../memory/memory.ts'
import type { Policy } from '../memory/policy.ts'
import type { MemoryId } from '../memory/rights.ts'
import { openBackend } from '../storage/open.ts'
import { sqliteLog } from '../storage/sqlite.ts'
import { DEFAULT_CARE } from '../workspace/defaults.ts'
import { storedMemories } from '../workspace/memories-stored.ts'
import { openStore } from '../workspace/store.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'

/** Opens all memories that the store names, on logs in the database. */
export async function openAll(
  database: Database,
  { maxDocument, memory: place }: Config,
  policy: Policy,
  failed: (error: unknown) => void,
): Promise<Memories> {
  const { memories } = await storedMemories(openStore(database))
  return await openMemories({
    infos: Object.values(memories),
    async open(id) {
      const log = await openLogOf(id, database, place)
      return await openMemory(log, { maxBytes: maxDocument, policy, report: failed })
    },
  })
}

/** The log of one memory, in the database or where the setting says. */
export async function openLogOf(id: MemoryId, database: Database, place: string | null): Promise<MemoryLog> {
  return place === null ? sqliteLog(database, id) : await openBackend(place).log(id)
}

/** What may be stored at all: as the workspace's settings say, and as they say at first until it is open. */
export function createCare({ maxDocument }: Config) {
  const first = { ...DEFAULT_CARE, limits: { ...DEFAULT_CARE.limits, documentBytes: maxDocument } }
  let workspace: Workspace | null = null
  const settings = () => workspace?.settings ?? first
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
