import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf, parentOf } from '../memory/path.ts'
import type { DocumentId, MemoryPath } from '../memory/types.ts'
import { lookAt, textOf } from './look.ts'
import { conflictPath, fileOf, pathOf, type RelativePath } from './names.ts'
import { DISK, type Next, type Sides, type View } from './sides.ts'

/** Disk → memory: a new file becomes a document, or the new name of one whose file vanished. */
export async function createFromDisk(sides: Sides, view: View, revives: boolean): Promise<Next> {
  const { file } = view
  const path = pathOf(file)
  if (!path.ok) return leaveAlone(sides, file, path.message)
  const read = await textAt(sides, view)
  if (typeof read === 'string') return read
  if (await renameFromDisk(sides, file, path.path, read.sha256)) return 'again'
  const outcome = await sides.memory.create(path.path, read.text, DISK)
  if (outcome.kind !== 'done' || !outcome.document) {
    if (sides.memory.at(path.path)) return 'again'
    return leaveAlone(sides, file, outcome.kind === 'refused' ? outcome.message : 'it was not taken in')
  }
  const { document, version } = outcome.document
  sides.baseline.set(file, { document, version, sha256: read.sha256 })
  if (revives) {
    const message = `${path.path} was deleted in the memory but edited on disk; the edited text is a document again.`
    sides.notify({ kind: 'kept', path: path.path, message })
  }
  return 'again'
}

/** A new file with the text of a file that is gone, whose document is as it was: a rename. */
async function renameFromDisk(sides: Sides, file: RelativePath, path: MemoryPath, sha256: string) {
  for (const from of sides.baseline.withText(sha256)) {
    const base = sides.baseline.get(from)
    const old = pathOf(from)
    const present = old.ok ? sides.memory.at(old.path) : undefined
    if (!base || !present || present.document !== base.document || present.version !== base.version) continue
    if (lstatSync(join(sides.folder, from), { throwIfNoEntry: false })) continue
    const outcome = await sides.memory.rename(present.path, path, DISK)
    if (outcome.kind !== 'done') continue
    sides.baseline.delete(from)
    sides.baseline.set(file, base)
    return true
  }
  return false
}

/** Disk → memory: an edit, merged by the engine when the memory changed too. */
export async function saveFromDisk(
  sides: Sides,
  view: View,
  document: DocumentId,
  base: number,
): Promise<Next> {
  const { file } = view
  const read = await textAt(sides, view)
  if (typeof read === 'string') return read
  const { text, sha256 } = read
  const outcome = await sides.memory.save(document, base, text, DISK)
  switch (outcome.kind) {
    case 'done':
      sides.baseline.set(file, { document, version: outcome.commit.number, sha256 })
      return 'again'
    case 'unchanged':
    case 'merged':
      // The disk's text is known now, but it is older than the memory's: writing comes next, from the same base.
      sides.baseline.set(file, { document, version: base, sha256 })
      return 'again'
    case 'conflict':
      return await keepBeside(sides, view, { document, version: base })
    case 'refused':
      if (outcome.code === 'gone') return 'soon'
      if (outcome.code === 'bad_input') return await keepBeside(sides, view, { document, version: 0 })
      return leaveAlone(sides, file, outcome.message)
  }
  return outcome satisfies never
}

/**
 * The disk's text cannot be brought together with the memory's: it becomes a document beside it. Only then is the
 * file free to be written.
 */
export async function keepBeside(
  sides: Sides,
  view: View,
  base: { readonly document: DocumentId; readonly version: number },
): Promise<Next> {
  const read = await textAt(sides, view)
  if (typeof read === 'string') return read
  const path = sides.memory.document(base.document)?.path ?? view.present?.path
  if (!path) return 'soon'
  const refused = await keepText(sides, path, read.text, read.sha256)
  if (refused) return leaveAlone(sides, view.file, refused)
  sides.baseline.set(view.file, { ...base, sha256: read.sha256 })
  return 'again'
}

/** Makes a document of `text` beside `path`, unless one with just this text is there already. Why not, if it cannot. */
export async function keepText(
  sides: Sides,
  path: MemoryPath,
  text: string,
  sha256: string,
): Promise<string | null> {
  const stem = nameOf(path).replace(/\.[^.]*$/, '')
  const already = sides.memory
    .documents()
    .some(
      (info) =>
        info.sha256 === sha256 &&
        parentOf(info.path) === parentOf(path) &&
        nameOf(info.path).startsWith(`${stem}.conflict-`),
    )
  if (already) return null
  const taken = (candidate: MemoryPath) =>
    sides.memory.at(candidate) !== undefined ||
    lstatSync(join(sides.folder, fileOf(candidate)), { throwIfNoEntry: false }) !== undefined
  const keptAs = conflictPath(path, sides.now(), taken)
  const outcome = await sides.memory.create(keptAs, text, DISK)
  if (outcome.kind === 'refused') return outcome.message
  const message = `${path} was changed here and on disk in the same place. The text from disk is kept as ${keptAs}.`
  sides.notify({ kind: 'conflict', path, keptAs, message })
  return null
}

function leaveAlone(sides: Sides, file: RelativePath, why: string): Next {
  sides.complaints.leftAlone(file, why.replace(/\.$/, ''))
  return 'settled'
}

/** The text that was looked at, or what to do instead of reading it. */
async function textAt(
  sides: Sides,
  { file, look }: View,
): Promise<{ readonly text: string; readonly sha256: string } | Next> {
  if (look.kind !== 'file') return 'soon'
  const read = look.bytes ? look : await lookAt(sides.folder, file, sides.limit, null)
  if (read.kind !== 'file' || read.sha256 !== look.sha256 || !read.bytes) return 'soon'
  const text = textOf(read.bytes)
  return text === null ? leaveAlone(sides, file, 'it is not UTF-8 text') : { text, sha256: read.sha256 }
}
