/** Processes whose machine loses its power while they write, simulated on a disk in a file; and what must be true of the disk afterwards. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openDatabase } from '../src/database/open.ts'
import { openWorkingCopy } from '../src/folder/working-copy.ts'
import type { Memory } from '../src/memory/contract.ts'
import { openMemory } from '../src/memory/memory.ts'
import { sqliteLog } from '../src/storage/sqlite.ts'
import { inspectSqlite } from './inspect-sqlite.ts'
import { expectWhole } from './kill-rounds.ts'
import { makeDisk, stopped } from './loop-disk.ts'
import { writtenText } from './written-text.ts'

const SIZE = 64_000_000

export interface Cut {
  /** Lines that the writer tells before the power goes. */
  readonly after: number
  /** Milliseconds more. */
  readonly delay: number
  readonly seed: number
}

/** Cuts the power of a process that writes a log in SQLite. Gives the number of commits that were acknowledged, all of which are there. */
export async function cutLog({ after, delay, seed }: Cut): Promise<number> {
  return await withCut(
    (folder) => ['log-writer.ts', join(folder, 'a.db'), 'w', '100000', String(seed)],
    { after, delay },
    async (folder, lines) => {
      const file = join(folder, 'a.db')
      const hashes = new Set<string>()
      const erased = new Set<number>()
      for (const line of lines) {
        const told: { readonly appended?: readonly string[]; readonly erased?: number } = JSON.parse(line)
        for (const hash of told.appended ?? []) hashes.add(hash)
        if (told.erased !== undefined) erased.add(told.erased)
      }
      await expectWhole({ address: file }, hashes, erased)
      inspectSqlite(file, [])
      return hashes.size
    },
  )
}

/** The same for a memory with a working copy. What Claude was told is written is in the memory, and in its file before anybody mends anything. */
export async function cutCopy({ after, delay, seed }: Cut): Promise<number> {
  return await withCut(
    (folder) => ['copy-writer.ts', folder, `w${seed}`, '100000'],
    { after, delay },
    async (folder, lines) => {
      const told = new Map<string, string>()
      for (const line of lines) {
        const { path, made }: { readonly path: string; readonly made: string } = JSON.parse(line)
        told.set(path, writtenText(made))
      }
      await expectCopy(folder, told, lines.length)
      return lines.length
    },
  )
}

/** `acknowledged`: commits; one more may have been under way. */
async function expectCopy(
  folder: string,
  told: ReadonlyMap<string, string>,
  acknowledged: number,
): Promise<void> {
  const fileOf = (path: string) => join(folder, path.slice(1))
  // An edit of the last document may have been on its way to the disk.
  const settled = [...told].slice(0, -1)
  for (const [path, text] of settled) {
    if (readFileSync(fileOf(path), 'utf8') !== text)
      throw new Error(`The file of ${path} is not what was written.`)
  }
  for (const path of told.keys())
    if (!existsSync(fileOf(path))) throw new Error(`The file of ${path} is missing.`)

  const database = await openDatabase(join(folder, 'a.db'))
  try {
    const memory = await openMemory(sqliteLog(database))
    const before = memory.head
    if (before < acknowledged || before > acknowledged + 1)
      throw new Error(`${acknowledged} commits were acknowledged; there are ${before}.`)
    await openCopy(memory, folder)
    if (memory.head !== before) {
      const made = memory.history({ limit: memory.head - before }).flatMap(({ changes }) => changes)
      throw new Error(
        `After a power cut commits were made of files that nobody edited: ${JSON.stringify(made)}`,
      )
    }
    for (const [path, text] of settled) {
      const info = memory.at(path)
      if (!info || (await memory.text(info.document)) !== text)
        throw new Error(`${path} is not what was written.`)
    }
    for (const info of memory.documents()) {
      if (readFileSync(fileOf(info.path), 'utf8') !== (await memory.text(info.document)))
        throw new Error(`${info.path} and its file are not in step.`)
    }
  } finally {
    await database.destroy()
  }
}

/** Brings both sides into step, as a start does. */
async function openCopy(memory: Memory, folder: string): Promise<void> {
  const copy = await openWorkingCopy({
    memory,
    folder: join(folder, 'memories'),
    state: join(folder, 'working-copy.jsonl'),
    now: () => new Date(),
    newId: () => 'after',
    notify: () => {},
  })
  await copy.close()
}

/** Starts a writer on a new disk, cuts the power, and gives what is on the disk then to `look`, with the lines that the writer had told. */
async function withCut<T>(
  args: (folder: string) => readonly string[],
  when: { readonly after: number; readonly delay: number },
  look: (folder: string, told: readonly string[]) => Promise<T>,
): Promise<T> {
  const disk = makeDisk(SIZE)
  const [program = '', ...rest] = args(disk.folder)
  const child = spawn(process.execPath, [join(import.meta.dirname, program), ...rest], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { told, disk: found } = await cut(child, when, () => disk.afterPowerCut())
  try {
    return await look(found.folder, told)
  } finally {
    found.remove()
    disk.remove()
  }
}

/** What the writer told was true before it was stopped, so it has to be on the disk; also what was still in the pipe. */
async function cut<T>(
  child: ChildProcess,
  { after, delay }: { readonly after: number; readonly delay: number },
  disk: () => T,
): Promise<{ readonly told: readonly string[]; readonly disk: T }> {
  const { pid, stdout } = child
  if (!stdout || pid === undefined) throw new Error('The process was to be started with a pipe.')
  const ended = new Promise((resolve) => child.on('close', resolve))
  const told: string[] = []
  const reached = Promise.withResolvers<void>()
  const lines = createInterface({ input: stdout })
  lines.on('line', (line) => {
    told.push(line)
    if (told.length === after) reached.resolve()
  })
  child.on('exit', () => reached.reject(new Error('The writer ended before its power was cut.')))
  await reached.promise
  await new Promise((resolve) => setTimeout(resolve, delay))
  await stopped(pid)
  try {
    return { disk: disk(), told }
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}
