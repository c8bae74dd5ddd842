import { posix } from 'node:path'
import { MAX_NAME_BYTES, nameOf, parentOf, parseMemoryPath, ROOT } from '../memory/path.ts'
import type { MemoryPath } from '../memory/types.ts'

/** Path of a file inside the working copy, with `/`, without a leading one: `customers/acme.md`. */
export type RelativePath = string

/** The file that holds a document. */
export function fileOf(path: MemoryPath): RelativePath {
  return path.slice(ROOT.length + 1)
}

/** The document path of a file, or why the memory has no such path. */
export function pathOf(file: RelativePath): ReturnType<typeof parseMemoryPath> {
  return parseMemoryPath(`${ROOT}/${file}`)
}

/** What this room itself leaves in the folder for moments: `.commonplace-….tmp` and `.commonplace-….kept`. */
export const OWN_PREFIX = '.commonplace-'

/**
 * Names that editors, sync programs and systems use for a moment. Such a file becomes a document only if the memory
 * already has a document of that name.
 */
const PASSING = [
  /~$/, // Emacs, Vim, nano: backup
  /^~\$/, // Office: lock
  /^#.*#$/, // Emacs: autosave
  /\.sw[a-z]$/, // Vim: swap
  /^4913$/, // Vim: tries whether it may create files
  /\.tmp(\.|$)/i,
  /\.(part|partial|crdownload|kate-swp)$/i,
  /^sed[A-Za-z0-9]{6}$/, // sed -i
]

/** Whether a file is none of our business: hidden, or an editor's for a moment. Nothing is reported about these. */
export function isPassing(file: RelativePath): boolean {
  if (file.split('/').some(isHidden)) return true
  const name = posix.basename(file)
  return PASSING.some((pattern) => pattern.test(name))
}

/** Whether a directory is left out as a whole. */
export function isHidden(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules'
}

/**
 * Where the disk's text of a document is kept when it cannot be merged: `name.conflict-2026-11-23.md`, then `…-2.md`.
 * `taken` tells which paths are in use.
 */
export function conflictPath(path: MemoryPath, at: Date, taken: (path: MemoryPath) => boolean): MemoryPath {
  const name = nameOf(path)
  const dot = name.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  const mark = `.conflict-${at.toISOString().slice(0, 10)}`
  for (let count = 1; ; count++) {
    const tail = `${mark}${count === 1 ? '' : `-${count}`}${extension}`
    const candidate = `${parentOf(path)}/${shorten(stem, MAX_NAME_BYTES - Buffer.byteLength(tail))}${tail}`
    if (!taken(candidate)) return candidate
  }
}

function shorten(text: string, bytes: number): string {
  const characters = [...text]
  while (Buffer.byteLength(characters.join('')) > bytes) characters.pop()
  return characters.join('').trimEnd() || 'document'
}
