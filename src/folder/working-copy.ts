import { mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Memory } from '../memory/contract.ts'
import { openBaseline } from './baseline.ts'
import { createComplaints } from './complaints.ts'
import { recoverLateEdits, watchLateEdits } from './late.ts'
import { SyncLoop } from './loop.ts'
import { isPassing, OWN_PREFIX, pathOf, type RelativePath } from './names.ts'
import type { FolderNotice } from './notice.ts'
import { createPrints } from './prints.ts'
import type { Sides } from './sides.ts'
import { walk } from './walk.ts'
import { watchFolder } from './watch.ts'

/** A memory and an ordinary folder of files, kept in step both ways. */
export interface WorkingCopy {
  /** Real, absolute path of the folder. */
  readonly folder: string
  /**
   * Resolves once a commit is on disk. It also resolves, after a notice, when the disk refuses: the commit is safe in
   * the log, and writing is tried again.
   */
  settled(commit: number): Promise<void>
  /** Resolves when edits on disk are noticed at once; until then full scans find them. */
  readonly watching: Promise<void>
  /** Looks at everything now, and resolves when both sides are in step (as far as they can be). */
  scan(): Promise<void>
  /**
   * Drops what is kept of texts that are no longer the memory's: replaced files that wait for a second look (they get it
   * now), and old lines of the state. Resolves when both sides are in step.
   */
  forget(): Promise<void>
  /** Stops watching and finishes what is under way. Does not close the memory. */
  close(): Promise<void>
}

export interface WorkingCopyOptions {
  readonly memory: Memory
  /** Made when it is not there. */
  readonly folder: string
  /** File in which the state of both sides is kept from one run to the next; its directory is made. */
  readonly state: string
  readonly now: () => Date
  /** Letters and digits, never the same twice. */
  readonly newId: () => string
  /** Told what people should know; see notice.ts. */
  readonly notify: (notice: FolderNotice) => void
  /** UTF-8 bytes of the largest file that is read; the memory's own limit may be lower. 1,000,000 when left out. */
  readonly limit?: number
  /** Whether a name directly in the folder belongs to somebody else: nothing under it is looked at. */
  readonly foreign?: (name: string) => boolean
  readonly pace?: Partial<WorkingCopyPace>
}

/** All in milliseconds. An edit made on disk is a commit after about `rest`, a deletion after `rest` and `missing`. */
export interface WorkingCopyPace {
  readonly rest: number
  readonly missing: number
  readonly patience: number
  /** How long a program may go on writing into a file that was replaced under it. */
  readonly late: number
  /** Between full scans, the net under the watcher. */
  readonly scan: number
  /** The same while the watcher does not work. */
  readonly blindScan: number
}

const PACE: WorkingCopyPace = {
  rest: 150,
  missing: 400,
  patience: 3_000,
  late: 1_000,
  scan: 30_000,
  blindScan: 800,
}

/** The folder cannot be used; the message is one line for the person who chose it. */
export class FolderUnusable extends Error {
  constructor(folder: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause)
    super(`Cannot write to the folder ${folder}, which is to hold the memory's files: ${why}`, { cause })
    this.name = 'FolderUnusable'
  }
}

/**
 * Opens the folder as a working copy and brings both sides into step: what was edited, added or deleted on disk while nobody
 * watched becomes commits, everything else is written as the memory has it. An empty or missing folder is written
 * again, never taken for deletions. Throws `FolderUnusable` when the folder cannot be written.
 */
export async function openWorkingCopy(options: WorkingCopyOptions): Promise<WorkingCopy> {
  const { memory, now, newId, notify } = options
  const pace = { ...PACE, ...options.pace }
  const folder = prepareFolder(options.folder, newId)
  const baseline = openBaseline(options.state, folder)
  const late = watchLateEdits(pace.late, () => sides)
  const sides: Sides = {
    memory,
    folder,
    baseline,
    limit: options.limit ?? 1_000_000,
    now,
    id: newId,
    notify,
    prints: createPrints(baseline, now),
    complaints: createComplaints(notify),
    late,
  }
  const loop = new SyncLoop(sides, pace, () => performance.now())
  const { foreign = () => false } = options
  const scan = async () => loop.lookAtAll(await walk(folder, foreign))
  const unsubscribe = memory.subscribe((commit) => loop.committed(commit))

  const first = await walk(folder, foreign)
  await recoverLateEdits(sides, first.leftovers)
  await loop.lookAtAll(first)
  loop.started()
  const failed = (error: unknown) => sides.complaints.failed(null, 'Watching the folder', error)
  const watcher = watchFolder(folder, pace, {
    changed(file) {
      if (!foreign(file.split('/', 1)[0] ?? '') && concerns(sides, file)) loop.touch(file, pace.rest)
    },
    rescan: () => scan().catch(failed),
    failed,
  })

  return {
    folder,
    watching: watcher.ready,
    settled: (commit) => loop.settled(commit),
    scan,
    async forget() {
      await loop.quiet()
      await late.finish()
      await loop.quiet()
      baseline.compact()
    },
    async close() {
      await watcher.close()
      await late.finish()
      await loop.quiet()
      unsubscribe()
      loop.close()
    },
  }
}

/** An editor's file for a moment is no business of ours, unless the memory has a document of that name. */
function concerns({ baseline, memory }: Sides, file: RelativePath): boolean {
  const path = pathOf(file)
  return (
    !isPassing(file) || baseline.get(file) !== undefined || (path.ok && memory.at(path.path) !== undefined)
  )
}

/** Makes the folder if need be and proves that it can be written; its real path. */
function prepareFolder(path: string, newId: () => string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const folder = realpathSync(path)
    const probe = join(folder, `${OWN_PREFIX}${newId()}.tmp`)
    writeFileSync(probe, '')
    rmSync(probe)
    return folder
  } catch (error) {
    throw new FolderUnusable(resolve(path), error)
  }
}
