/** The proof after an erasure: the words are searched for in the bytes of every file that we keep. */
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { writtenForms } from '../memory/find-text.ts'

export interface FileCheck {
  /** How many files were searched, and their bytes. */
  readonly files: number
  readonly bytes: number
  /** Files that still hold the words, with how often; named from the folder that was searched. */
  readonly found: readonly { readonly file: string; readonly count: number }[]
}

/** Bytes read at a time. */
const PIECE = 1 << 20
/** Of a long document this many lines are searched for, evenly chosen: each is read for through every file. */
const MOST_NEEDLES = 40

/** Searches all files below the roots (a root may be a file) for the needles as they are and as JSON writes them. */
export async function searchFiles(roots: readonly string[], needles: readonly string[]): Promise<FileCheck> {
  const forms = [...new Set(some(needles).flatMap(writtenForms))].map((form) => Buffer.from(form))
  const found: { file: string; count: number }[] = []
  let files = 0
  let bytes = 0
  for (const root of roots) {
    for await (const path of filesBelow(root)) {
      const file = join(basename(root), relative(root, path))
      const looked = await searchFile(path, forms)
      if (!looked) continue
      files++
      bytes += looked.bytes
      if (looked.count > 0) found.push({ file, count: looked.count })
    }
  }
  return { files, bytes, found }
}

function some(needles: readonly string[]): readonly string[] {
  if (needles.length <= MOST_NEEDLES) return needles
  const every = needles.length / MOST_NEEDLES
  return Array.from({ length: MOST_NEEDLES }, (_, i) => needles[Math.floor(i * every)] ?? '')
}

async function* filesBelow(root: string): AsyncGenerator<string> {
  const kind = await stat(root).catch(() => null)
  if (kind?.isFile()) yield root
  if (!kind?.isDirectory()) return
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(root, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile()) yield path
  }
}

/** Null when the file is gone. Pieces overlap, so that words across two of them are found. */
async function searchFile(
  file: string,
  forms: readonly Buffer[],
): Promise<{ readonly bytes: number; readonly count: number } | null> {
  const longest = Math.max(0, ...forms.map((form) => form.length))
  const handle = await open(file).catch(() => null)
  if (!handle) return null
  try {
    const buffer = Buffer.alloc(PIECE + longest)
    let kept = 0
    let bytes = 0
    let count = 0
    for (;;) {
      const { bytesRead } = await handle.read(buffer, kept, PIECE, bytes)
      if (bytesRead === 0) return { bytes, count }
      bytes += bytesRead
      const end = kept + bytesRead
      for (const form of forms) count += countIn(buffer.subarray(0, end), form, kept)
      kept = Math.min(Math.max(0, longest - 1), end)
      buffer.copyWithin(0, end - kept, end)
    }
  } finally {
    await handle.close()
  }
}

/** How often the form is in the piece, those left out that lay whole in the first `before` bytes: they were counted. */
function countIn(piece: Buffer, form: Buffer, before: number): number {
  let count = 0
  for (let at = piece.indexOf(form); at >= 0; at = piece.indexOf(form, at + 1)) {
    if (at + form.length > before) count++
  }
  return count
}
