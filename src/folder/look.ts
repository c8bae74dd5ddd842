import { createHash } from 'node:crypto'
import { type BigIntStats, constants } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { RelativePath } from './names.ts'

/** What the file system says of a file; a changed file has another print. */
export interface Print {
  /** inode, size, modification and change time. */
  readonly text: string
  readonly modifiedMs: number
}

/** What lies at a path of the working copy. Symbolic links are never followed, special files never opened. */
export type Look =
  | { readonly kind: 'absent' }
  | { readonly kind: 'directory' }
  | { readonly kind: 'file'; readonly sha256: string; readonly print: Print; readonly bytes: Buffer | null }
  | { readonly kind: 'foreign'; readonly why: string }
  /** It changed while it was read: look again in a moment. */
  | { readonly kind: 'moving' }

/** What was found on the way to files: for each directory, what keeps its files from being looked at, or null. */
export type ParentLooks = Map<RelativePath, Promise<Look | null>>

/** What is already known of a file, to spare reading it again. */
export interface KnownPrint {
  readonly print: string
  readonly sha256: string
}

/**
 * Reads a file of the working copy, or only its print when that is known. `limit` is in bytes; larger files are foreign.
 * Rejects on broken I/O other than a missing file or a refused permission.
 */
export async function lookAt(
  folder: string,
  file: RelativePath,
  limit: number,
  known: KnownPrint | null,
  parents: ParentLooks = new Map(),
): Promise<Look> {
  const obstacle = await lookAtDirectory(folder, posix.dirname(file), parents)
  if (obstacle) return obstacle
  const path = join(folder, file)
  const stats = await lstatOrNull(path)
  if (!stats) return { kind: 'absent' }
  if (stats.isDirectory()) return { kind: 'directory' }
  if (stats.isSymbolicLink())
    return { kind: 'foreign', why: 'it is a symbolic link, which is never followed' }
  if (!stats.isFile()) return { kind: 'foreign', why: 'it is no ordinary file' }
  if (stats.size > BigInt(limit)) {
    return { kind: 'foreign', why: `it holds ${stats.size} bytes; a document holds at most ${limit}` }
  }
  const print = printOf(stats)
  if (known?.print === print.text) return { kind: 'file', sha256: known.sha256, print, bytes: null }
  return await read(path, limit)
}

/** A parent that is a symbolic link may lead out of the folder; one that is a file leaves no room for ours. */
function lookAtDirectory(folder: string, directory: RelativePath, known: ParentLooks): Promise<Look | null> {
  if (directory === '.') return Promise.resolve(null)
  const found = known.get(directory) ?? findObstacle(folder, directory, known)
  known.set(directory, found)
  return found
}

async function findObstacle(
  folder: string,
  directory: RelativePath,
  known: ParentLooks,
): Promise<Look | null> {
  const above = await lookAtDirectory(folder, posix.dirname(directory), known)
  if (above) return above
  const stats = await lstatOrNull(join(folder, directory))
  if (stats?.isSymbolicLink()) {
    const why = `the directory ${posix.basename(directory)} is a symbolic link, which is never followed`
    return { kind: 'foreign', why }
  }
  return stats?.isDirectory() ? null : { kind: 'absent' }
}

async function read(path: string, limit: number): Promise<Look> {
  // NOFOLLOW and NONBLOCK: what was a file a moment ago may be a link or a pipe now.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const handle = await open(path, flags).catch((error: unknown) => {
    const code = codeOf(error)
    if (code === 'EACCES' || code === 'EPERM') return 'refused' as const
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENXIO') return 'moving' as const
    throw error
  })
  if (handle === 'moving') return { kind: 'moving' }
  if (handle === 'refused') return { kind: 'foreign', why: 'it may not be read' }
  try {
    const before = await handle.stat({ bigint: true })
    if (!before.isFile() || before.size > BigInt(limit)) return { kind: 'moving' }
    const bytes = await handle.readFile()
    const after = await handle.stat({ bigint: true })
    const print = printOf(after)
    if (print.text !== printOf(before).text || BigInt(bytes.length) !== after.size) return { kind: 'moving' }
    return { kind: 'file', sha256: sha256(bytes), print, bytes }
  } finally {
    await handle.close()
  }
}

/** The file's text, or null when it is not UTF-8 text. A byte order mark stays part of the text. */
export function textOf(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

export function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex')
}

export function printOf(stats: BigIntStats): Print {
  return {
    text: `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`,
    modifiedMs: Number(stats.mtimeNs / 1_000_000n),
  }
}

async function lstatOrNull(path: string): Promise<BigIntStats | null> {
  return await lstat(path, { bigint: true }).catch((error: unknown) => {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  })
}

/** The code of a system error (`ENOENT`), or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
