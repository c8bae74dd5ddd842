import { type BigIntStats, linkSync, lstatSync, renameSync, rmSync } from 'node:fs'
import { mkdir, open, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, type Print, printOf } from './look.ts'
import { OWN_PREFIX, type RelativePath } from './names.ts'

export type Replaced =
  /**
   * `print`: of the text that was written; null where nothing is, or where somebody wrote there at once and one has to
   * look. `kept`: a second name of the replaced file, to see whether somebody was still writing into it.
   */
  | { readonly kind: 'done'; readonly print: Print | null; readonly kept: string | null }
  /** The file is no longer as it was when it was looked at; nothing was touched. */
  | { readonly kind: 'changed' }

/** Whose text a kept file held, so that it can be told even after a crash; see late.ts. */
export interface KeptAs {
  readonly document: string
  readonly version: number
}

function keptName({ document, version }: KeptAs, id: string): string {
  return `${OWN_PREFIX}${document}-${version}-${id}.kept`
}

/** What the name of a kept file says; null for another file's. */
export function parseKeptName(name: string): KeptAs | null {
  const match = /^\.commonplace-(.+)-(\d+)-[^-]+\.kept$/.exec(name)
  return match?.[1] ? { document: match[1], version: Number(match[2]) } : null
}

/**
 * Puts `text` in the place of the file that had the print `expected` (null: of no file): a temporary file in the same
 * directory, fsync, rename, fsync of the directory. A reader sees the old or the new text, never a part.
 * Between the last look and the rename lie two system calls; a file renamed into place in just these microseconds is lost,
 * which POSIX gives no means to prevent. Text written into the old file at any time is not lost: see `kept`.
 */
export async function replaceFile(
  folder: string,
  file: RelativePath,
  expected: Print | null,
  text: string,
  keptAs: KeptAs,
  id: () => string,
): Promise<Replaced> {
  const target = join(folder, file)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  if (leadsThroughLink(folder, file)) return { kind: 'changed' }
  const temporary = join(dirname(target), `${OWN_PREFIX}${id()}.tmp`)
  const kept = join(folder, keptName(keptAs, id()))
  try {
    await writeDurably(temporary, text, expected ? lstatSync(target).mode & 0o777 : 0o666)
    const ours = lstatSync(temporary, { bigint: true })
    const swapped = expected ? swap(temporary, target, expected, kept) : place(temporary, target)
    if (swapped === 'changed') return { kind: 'changed' }
    const print = printIfStill(ours, target)
    await syncDirectory(dirname(target))
    return { kind: 'done', print, kept: swapped === 'kept' ? kept : null }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'changed' }
    throw error
  } finally {
    // What stays on a disk that refuses is removed at the next start; what was done is done all the same.
    await rm(temporary, { force: true }).catch(() => {})
  }
}

/** Removes the file that had the print `expected`, and the directories that it leaves empty. */
export async function removeFile(
  folder: string,
  file: RelativePath,
  expected: Print,
  keptAs: KeptAs,
  id: () => string,
): Promise<Replaced> {
  const target = join(folder, file)
  if (!hasPrint(target, expected)) return { kind: 'changed' }
  const kept = moveAside(folder, target, keptName(keptAs, id()))
  await syncDirectory(dirname(target))
  await removeEmptyParents(folder, file)
  return { kind: 'done', print: null, kept }
}

/** Removes the directories above a file that hold nothing any more, up to the folder itself. */
async function removeEmptyParents(folder: string, file: RelativePath): Promise<void> {
  for (let at = dirname(file); at !== '.'; at = dirname(at)) {
    try {
      await rmdir(join(folder, at))
    } catch {
      return
    }
  }
}

/** To the top of the folder, so that the file's own directory can be removed; a mount point in between keeps it there. */
function moveAside(folder: string, target: string, name: string): string {
  for (const directory of [folder, dirname(target)]) {
    try {
      renameSync(target, join(directory, name))
      return join(directory, name)
    } catch (error) {
      if (codeOf(error) !== 'EXDEV') throw error
    }
  }
  throw new Error(`Cannot move ${target} aside.`)
}

function swap(temporary: string, target: string, expected: Print, kept: string): 'kept' | 'bare' | 'changed' {
  if (!hasPrint(target, expected)) return 'changed'
  const linked = link(target, kept)
  renameSync(temporary, target)
  return linked ? 'kept' : 'bare'
}

/** Gives the temporary file its name only if nobody has taken it. */
function place(temporary: string, target: string): 'bare' | 'changed' {
  try {
    if (!link(temporary, target)) {
      if (exists(target)) return 'changed'
      renameSync(temporary, target)
    } else rmSync(temporary)
    return 'bare'
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'changed'
    throw error
  }
}

/**
 * The print of the file just put in place, taken before anything else can happen in this process. Its time of change
 * moved with its name; inode, size and time of modification are those it was written with, unless somebody else wrote.
 */
function printIfStill(ours: BigIntStats, target: string): Print | null {
  const now = lstatSync(target, { bigint: true, throwIfNoEntry: false })
  const same = now?.ino === ours.ino && now.size === ours.size && now.mtimeNs === ours.mtimeNs
  return now && same ? printOf(now) : null
}

/** False where the file system has no hard links; then there is no second look at a replaced file. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV'].includes(codeOf(error))) return false
    throw error
  }
}

function hasPrint(path: string, expected: Print): boolean {
  try {
    return printOf(lstatSync(path, { bigint: true })).text === expected.text
  } catch {
    return false
  }
}

/** A directory that has become a symbolic link since it was looked at may lead anywhere. */
function leadsThroughLink(folder: string, file: RelativePath): boolean {
  for (let at = dirname(file); at !== '.'; at = dirname(at)) {
    if (lstatSync(join(folder, at)).isSymbolicLink()) return true
  }
  return false
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

async function writeDurably(path: string, text: string, mode: number): Promise<void> {
  const handle = await open(path, 'wx', mode)
  try {
    await handle.writeFile(text, 'utf8')
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Some systems cannot open or sync a directory; there the rename itself has to do. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** Removes a kept file after its second look. */
export function dropKept(path: string): void {
  rmSync(path, { force: true })
}
