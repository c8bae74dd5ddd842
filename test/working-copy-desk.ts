import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach } from 'vitest'
import type { FolderNotice } from '../src/folder/notice.ts'
import { openWorkingCopy, type WorkingCopy } from '../src/folder/working-copy.ts'
import type { Caller, Memory } from '../src/memory/contract.ts'
import { openMemory } from '../src/memory/memory.ts'
import type { Commit } from '../src/memory/types.ts'
import { inProcessLog } from '../src/storage/in-process.ts'

export const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
export const CLAUDE: Caller = { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: 'chat:c1' }
/** Short, so that tests are quick; the same code as with the real ones. */
const PACE = { rest: 20, missing: 60, patience: 500, late: 50, scan: 600_000, blindScan: 50 }

export interface Desk {
  readonly memory: Memory
  readonly folder: string
  readonly notices: FolderNotice[]
  copy: WorkingCopy
  write(file: string, text: string | Buffer): void
  read(file: string): string
  /** The memory's text at a path; null when there is no document. */
  text(path: string): Promise<string | null>
  paths(): string[]
  /** Closes the working copy, lets `meanwhile` happen, and opens it again. */
  away(meanwhile: () => void | Promise<void>): Promise<void>
}

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

export async function desk(before: (folder: string) => void = () => {}): Promise<Desk> {
  const root = mkdtempSync(join(tmpdir(), 'commonplace-folder-'))
  const folder = join(root, 'memories')
  mkdirSync(folder)
  before(folder)
  const memory = await openMemory(inProcessLog())
  const notices: FolderNotice[] = []
  let ids = 0
  const open = () =>
    openWorkingCopy({
      memory,
      folder,
      state: join(root, 'data', 'working-copy.jsonl'),
      now: () => new Date(),
      newId: () => `id${++ids}`,
      notify: (notice) => notices.push(notice),
      pace: PACE,
    })
  const desk: Desk = {
    memory,
    folder,
    notices,
    copy: await open(),
    write(file, text) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    },
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    text: async (path) => {
      const info = memory.at(path)
      return info ? await memory.text(info.document) : null
    },
    paths: () => memory.documents().map((info) => info.path),
    async away(meanwhile) {
      await desk.copy.close()
      await meanwhile()
      desk.copy = await open()
    },
  }
  cleanups.push(async () => {
    await desk.copy.close()
    await memory.close()
    rmSync(root, { recursive: true, force: true })
  })
  return desk
}

/** Resolves with the first commit that `wanted` accepts. Ask before doing what makes it. */
export function commitWhere(memory: Memory, wanted: (commit: Commit) => boolean): Promise<Commit> {
  return new Promise((resolve) => {
    const stop = memory.subscribe((commit) => {
      if (!wanted(commit)) return
      stop()
      resolve(commit)
    })
  })
}

export async function create(d: Desk, path: string, text: string): Promise<void> {
  const outcome = await d.memory.create(path, text, ALICE)
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  await d.copy.settled(outcome.commit.number)
}

export const newest = (d: Desk) => d.memory.history({ limit: 1 })[0]
/** Without hidden names: replaced files are kept under one for a moment. */
export const visible = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
