/**
 * Paths of a memory: parsed, never concatenated. Browser-safe.
 *
 * A path is `/memories` (the root) or `/memories/` and names separated by single slashes. Anything unclear is refused
 * rather than repaired, because what Claude, a person and a file system make of an unclear name differs.
 * Any file name is allowed, not only `.md`: Claude may keep a `progress.txt`; the interface proposes `.md`.
 */
import type { DocumentId, MemoryPath } from './types.ts'

export const ROOT: MemoryPath = '/memories'

/** UTF-8 bytes, as in Anthropic's managed memory stores. */
export const MAX_PATH_BYTES = 1024
/** UTF-8 bytes of one name: the limit of ext4, APFS and NTFS, less room for the working copy's temporary suffix. */
export const MAX_NAME_BYTES = 200
export const MAX_DEPTH = 32

export type ParsedPath =
  | { readonly ok: true; readonly path: MemoryPath; readonly isRoot: boolean }
  | { readonly ok: false; readonly message: string }

/**
 * Checks a path as it came from a model, a person or a request. `/memories/` and `/memories/.` are the root;
 * a trailing slash is allowed, for a directory. Never throws.
 */
export function parseMemoryPath(raw: string): ParsedPath {
  const shown = printable(raw)
  const refuse = (why: string): ParsedPath => ({
    ok: false,
    message: `The path ${shown} is not valid: ${why}`,
  })
  const whole = checkWhole(raw)
  if (whole) return refuse(whole)
  if (raw !== ROOT && !raw.startsWith(`${ROOT}/`)) return refuse(`it must be ${ROOT} or begin with ${ROOT}/.`)
  const inner = raw.slice(ROOT.length + 1).replace(/\/$/, '')
  if (inner === '' || inner === '.') return { ok: true, path: ROOT, isRoot: true }
  const names = inner.split('/')
  if (names.length > MAX_DEPTH)
    return refuse(`it is ${names.length} levels deep; at most ${MAX_DEPTH} are allowed.`)
  for (const name of names) {
    const why = checkName(name)
    if (why) return refuse(why)
  }
  return { ok: true, path: `${ROOT}/${names.join('/')}`, isRoot: false }
}

/** Letters and signs that are drawn as nothing: two names could look the same. A variation selector may follow an emoji. */
const UNSEEN = /\u2800|(?<!\p{Extended_Pictographic})\ufe0f|(?!\ufe0f)\p{Default_Ignorable_Code_Point}/u

function checkWhole(raw: string): string | null {
  if (!raw.isWellFormed()) return 'it holds half of a character (a lone surrogate).'
  if (bytes(raw) > MAX_PATH_BYTES) return `it is longer than ${MAX_PATH_BYTES} bytes.`
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(raw)) return 'it holds control, formatting or line-break characters.'
  if (UNSEEN.test(raw)) return 'it holds a character that nobody can see.'
  if (raw.includes('\\')) return 'it holds a backslash; names are separated by /.'
  if (/%[0-9a-f]{2}/i.test(raw)) return 'it holds a percent-encoded character; write the character itself.'
  if (raw.normalize('NFC') !== raw) return 'it is not in Unicode normal form C.'
  return null
}

/** Names that Windows reserves for devices, with or without an extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i
/** Characters that look like a slash or dots to people, or that some file systems refuse. */
const DECEPTIVE = /[∕⁄⧸／＼‥…․<>:"|?*]/

function checkName(name: string): string | null {
  if (name === '') return 'it holds an empty name (two slashes in a row).'
  if (name === '.' || name === '..') return `it holds "${name}"; write the path in full.`
  if (name.startsWith('.')) return 'hidden names (beginning with a dot) are not allowed.'
  if (name.toLowerCase() === 'node_modules') return 'the name node_modules is not allowed.'
  if (/[.\s]$/u.test(name) || /^\s/u.test(name))
    return 'a name may not begin or end with a space, nor end with a dot.'
  if (DEVICE.test(name)) return `"${name}" is reserved by some file systems.`
  if (DECEPTIVE.test(name))
    return 'it holds a character that file systems refuse or that looks like a slash or dots.'
  if (bytes(name) > MAX_NAME_BYTES) return `a name in it is longer than ${MAX_NAME_BYTES} bytes.`
  return null
}

/** What stands for the names of a document that was erased as a whole. */
export function erasedPath(document: DocumentId): MemoryPath {
  return `${ROOT}/erased/${document}`
}

/** The directory that a path lies in; the root's is the root. */
export function parentOf(path: MemoryPath): MemoryPath {
  return path === ROOT ? ROOT : path.slice(0, path.lastIndexOf('/'))
}

/** The last name of a path. */
export function nameOf(path: MemoryPath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Whether `path` lies somewhere under `directory` (and is not `directory` itself). */
export function isUnder(path: MemoryPath, directory: MemoryPath): boolean {
  return path.startsWith(`${directory}/`)
}

/** The form under which two paths collide on a disk that does not tell upper from lower case. */
export function foldCase(path: MemoryPath): string {
  return path.toLowerCase().toUpperCase().toLowerCase().normalize('NFC')
}

/** A path in a message: invisible and control characters written out, long ones cut, so that it cannot forge a line. */
export function printable(raw: string): string {
  const safe = raw
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)
  return safe.length > 200 ? `${safe.slice(0, 200)}…` : safe
}

const encoder = new TextEncoder()

function bytes(text: string): number {
  return encoder.encode(text).length
}
