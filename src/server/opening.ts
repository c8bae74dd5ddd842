/** Opening what a server stands on: folders, the door, database, memories. What is in the way is said in one line. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Database, openDatabase } from '../database/open.ts'
import { FolderUnusable } from '../folder/working-copy.ts'
import { LARGEST_DOCUMENT } from '../memory/limits.ts'
import type { Memories } from '../memory/memories.ts'
import type { MemoryOptions } from '../memory/memory.ts'
import type { MemoryId } from '../memory/rights.ts'
import type { Backend } from '../storage/open.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { type Copies, openCopies } from './copies.ts'
import { randomId } from './ids.ts'
import { type Listening, listen } from './listen.ts'
import { lockFolder } from './lock.ts'
import { openAll } from './open-memories.ts'

/** Why the server could not start, in one line. */
export class CannotStart extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'CannotStart'
  }
}

/** How to close what was opened, in the order of opening. */
export type Closers = (() => Promise<void> | void)[]

/** Opens all memories. A place far away may not answer, or not let us in: then it throws `CannotStart`. */
export async function openFrom(
  database: Database,
  backend: Backend,
  { memory }: Config,
  options: Pick<MemoryOptions, 'policy' | 'report'>,
): Promise<Memories> {
  try {
    return await openAll(database, backend, { maxBytes: LARGEST_DOCUMENT, ...options })
  } catch (error) {
    if (memory === null) throw error
    const words = `Cannot open the memories in ${backend.describe}: ${firstLine(error)}`
    throw new CannotStart(words, { cause: error })
  }
}

/** As people are told of it. */
export const DATA_FOLDER = 'data folder'

/** Locks the data folder for this server. Throws `CannotStart` when another has it, or when it cannot be used. */
export function takeFolder(folder: string, closers: Closers) {
  return take(folder, closers, { kind: DATA_FOLDER, flag: '--data' })
}

/** Locks the working copy: two servers on one would take each other's writes for edits. Its lock is hidden, so it is no document. */
export function takeCopy(folder: string, closers: Closers) {
  return take(folder, closers, { kind: 'memories folder', flag: '--memories', name: '.commonplace' })
}

interface Taking {
  readonly kind: string
  readonly flag: string
  readonly name?: string
}

function take(folder: string, closers: Closers, { kind, flag, name }: Taking) {
  const lock = inFolder(kind, folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return lockFolder(folder, name)
  })
  if ('heldBy' in lock) {
    const who = lock.heldBy ? ` (process ${lock.heldBy.pid}, ${lock.heldBy.address})` : ''
    throw new CannotStart(
      `Another Commonplace${who} is using the ${kind} ${folder}. End it first, or choose another folder with ${flag}.`,
    )
  }
  closers.push(() => lock.release())
  return lock
}

/** What is done with a folder; what goes wrong in it becomes a `CannotStart` that names it. */
export function inFolder<T>(kind: string, folder: string, use: () => T): T {
  try {
    return use()
  } catch (error) {
    throw unusable(kind, folder, error)
  }
}

function unusable(kind: string, folder: string, error: unknown): CannotStart {
  return new CannotStart(`Cannot use the ${kind} ${folder}: ${firstLine(error)}`, { cause: error })
}

function firstLine(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? ''
}

/** Listens. Throws `CannotStart` when the port is taken, or the address is none of ours. */
export async function openDoor(config: Config, closers: Closers): Promise<Listening> {
  try {
    const door = await listen(config.host, config.port)
    closers.push(() => door.close())
    return door
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    const why =
      code === 'EADDRINUSE'
        ? `Port ${config.port} is taken. Choose another with --port, or 0 for any free one.`
        : `Cannot listen on ${config.host}, port ${config.port}: ${firstLine(error)}`
    throw new CannotStart(why, { cause: error })
  }
}

/** Opens the database in the data folder. */
export async function openData(folder: string, closers: Closers): Promise<Database> {
  try {
    const database = await openDatabase(join(folder, 'commonplace.db'))
    closers.push(() => database.destroy())
    return database
  } catch (error) {
    throw unusable(DATA_FOLDER, folder, error)
  }
}

/** Opens the working copies, whose notices go to `notify`. */
export async function openFolders(
  config: Config,
  memories: Memories,
  notify: (memory: MemoryId, message: string) => void,
  closers: Closers,
): Promise<Copies> {
  try {
    const copies = await openCopies({
      memories,
      folder: config.memories,
      data: config.data,
      now: systemClock.now,
      newId: randomId,
      notify,
      limit: LARGEST_DOCUMENT,
    })
    closers.push(() => copies.close())
    return copies
  } catch (error) {
    if (error instanceof FolderUnusable) throw new CannotStart(error.message, { cause: error })
    throw error
  }
}
