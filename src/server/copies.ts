/**
 * The working copies: the default memory's folder, and one folder under it for each memory that is mounted and kept as
 * files. They are opened, moved and left as the memories change.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { FolderUnusable, openWorkingCopy, type WorkingCopy } from '../folder/working-copy.ts'
import type { Memories } from '../memory/memories.ts'
import { firstName } from '../memory/mounts.ts'
import {
  accessOf,
  DEFAULT_MEMORY,
  type MemoryId,
  type MemoryInfo,
  PRIVATE_MARK,
  sameMount,
} from '../memory/rights.ts'

export interface Copies {
  /** Resolves when the working copy of the memory, if it has one, holds the commit; never rejects. */
  settled(commit: number, memory: MemoryId): Promise<void>
  /** Opens and leaves folders so that they are as the memories are now. Never rejects: what fails is told. */
  follow(): Promise<void>
  /** Drops what the working copies keep of texts that are no longer in a memory. */
  forget(): Promise<void>
  close(): Promise<void>
}

export interface CopiesOptions {
  readonly memories: Memories
  /** The default memory's folder; the others lie in it, under the names of their mounts. */
  readonly folder: string
  /** Where the states of the copies are kept. */
  readonly data: string
  readonly now: () => Date
  readonly newId: () => string
  /** Told what people should know, and of which memory. */
  readonly notify: (memory: MemoryId, message: string) => void
  /** UTF-8 bytes of the largest file that is read. */
  readonly limit: number
}

interface OpenCopy {
  readonly mount: string
  readonly copy: WorkingCopy
}

/** Opens all folders. Throws `FolderUnusable` when the default memory's cannot be used. */
export async function openCopies(options: CopiesOptions): Promise<Copies> {
  const { memories, folder, notify } = options
  const open = new Map<MemoryId, OpenCopy>()
  let following: Promise<void> = Promise.resolve()

  const start = async (info: MemoryInfo) => {
    const copy = await openOne(options, info, [...open.values()])
    if (copy) open.set(info.id, { mount: info.mount, copy })
  }
  const stop = async (id: MemoryId, { mount, copy }: OpenCopy, now: MemoryInfo | undefined) => {
    await copy.close()
    open.delete(id)
    const old = join(folder, mount)
    if (now && isKept(now)) return move(old, join(folder, now.mount))
    // It names what lay there, with hashes.
    rmSync(stateOf(options.data, id), { force: true })
    if (isEmpty(old)) return rmSync(old, { recursive: true, force: true })
    // Hidden, so that the files are no documents of the default memory should the name become free.
    const left = join(folder, `.left-${mount}-${options.newId()}`)
    move(old, left)
    const name = now?.name ?? mount
    const message = `The files of "${name}" are no longer kept in step. They lie in ${left}; delete them if nobody should read them there.`
    notify(id, message)
  }
  const follow = async () => {
    const infos = new Map(memories.infos().map((info) => [info.id, info]))
    for (const [id, each] of open) {
      const info = infos.get(id)
      if (info && isKept(info) && info.mount === each.mount) continue
      await stop(id, each, info).catch((error: unknown) => notify(id, whyFailed(each.mount, error)))
    }
    for (const info of infos.values()) {
      if (open.has(info.id) || !isKept(info)) continue
      await start(info).catch((error: unknown) => notify(info.id, whyFailed(info.mount, error)))
    }
  }

  const root = memories.infos().find(({ id }) => id === DEFAULT_MEMORY)
  if (root) await start(root)
  await follow()
  return {
    async settled(commit, memory) {
      await open.get(memory)?.copy.settled(commit)
    },
    follow() {
      following = following.then(follow)
      return following
    },
    async forget() {
      await Promise.all([...open.values()].map(({ copy }) => copy.forget()))
    },
    async close() {
      await following
      await Promise.all([...open.values()].map(({ copy }) => copy.close()))
    },
  }
}

function isKept(info: MemoryInfo): boolean {
  return accessOf(info, { kind: 'disk', memory: info.id }) === 'write'
}

async function openOne(
  { memories, folder, data, now, newId, notify, limit }: CopiesOptions,
  info: MemoryInfo,
  others: readonly OpenCopy[],
): Promise<WorkingCopy | null> {
  const memory = memories.inside(info.id)
  if (!memory) return null
  const isRoot = info.id === DEFAULT_MEMORY
  const own = (name: string) =>
    memory.documents().some(({ path }) => firstName(path) === name) ||
    memory.at(`/memories/${name}`) !== undefined
  const foreign = (name: string) =>
    [...memories.infos(), ...others].some(({ mount }) => mount !== '' && sameMount(mount, name)) ||
    (name.startsWith(PRIVATE_MARK) && !own(name))
  if (!isRoot) mkdirSync(join(folder, info.mount), { recursive: true, mode: 0o700 })
  return await openWorkingCopy({
    memory,
    folder: join(folder, info.mount),
    state: stateOf(data, info.id),
    now,
    newId,
    notify: ({ message }) => notify(info.id, message),
    limit,
    ...(isRoot ? { foreign } : {}),
  })
}

function stateOf(data: string, id: MemoryId): string {
  return join(data, id === DEFAULT_MEMORY ? 'working-copy.json' : `working-copy-${id}.json`)
}

/** Whether there is no file under it. */
function isEmpty(folder: string): boolean {
  if (!existsSync(folder)) return true
  return readdirSync(folder, { recursive: true, withFileTypes: true }).every((entry) => entry.isDirectory())
}

function move(from: string, to: string): void {
  if (existsSync(from) && !existsSync(to)) renameSync(from, to)
}

function whyFailed(mount: string, error: unknown): string {
  if (error instanceof FolderUnusable) return error.message
  return `The folder ${mount} could not be opened or left: ${error instanceof Error ? error.message : String(error)}`
}
