import { lstatSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { foldCase } from '../memory/path.ts'
import type { DocumentId } from '../memory/types.ts'
import { fileOf, pathOf, type RelativePath } from './names.ts'
import { removeFile, replaceFile } from './replace.ts'
import type { Next, Sides, View } from './sides.ts'

/** Memory → disk: writes the present text over a text that the memory knows, or where no file is. */
export async function writeToDisk(sides: Sides, view: View, undoesDeletion: boolean): Promise<Next> {
  const { file, present, look } = view
  if (!present || (look.kind !== 'file' && look.kind !== 'absent')) return 'soon'
  const text = await sides.memory.text(present.document, present.version)
  // An erased text, or one that was replaced while we asked: its commit brings us back here.
  if (text === null) return 'settled'
  const before = sides.baseline.get(file) ?? { document: present.document, version: 0 }
  const expected = look.kind === 'file' ? look.print : null
  const replaced = await replaceFile(sides.folder, file, expected, text, before, sides.id)
  if (replaced.kind === 'changed') return 'soon'
  const { document, version, sha256 } = present
  if (replaced.print) sides.prints.wrote(file, replaced.print, sha256)
  sides.baseline.set(file, { document, version, sha256 }, replaced.print?.text)
  if (replaced.kept && look.kind === 'file')
    sides.late.watch(replaced.kept, look.sha256, before, present.path)
  if (undoesDeletion) {
    const message = `${present.path} was deleted on disk but changed in the memory; its file was written again.`
    sides.notify({ kind: 'kept', path: present.path, message })
  }
  return replaced.print ? 'settled' : 'soon'
}

/** Memory → disk: the document is gone or has moved, and its file holds nothing that the memory does not know. */
export async function removeFromDisk(sides: Sides, view: View): Promise<Next> {
  const { file, look } = view
  const base = sides.baseline.get(file)
  if (look.kind !== 'file' || !base) return 'soon'
  if (changedCaseOnly(sides, file, base.document)) {
    sides.baseline.delete(file)
    return 'settled'
  }
  const removed = await removeFile(sides.folder, file, look.print, base, sides.id)
  if (removed.kind === 'changed') return 'soon'
  sides.baseline.delete(file)
  const path = pathOf(file)
  if (removed.kept && path.ok) sides.late.watch(removed.kept, look.sha256, base, path.path)
  return 'settled'
}

/**
 * Where upper and lower case are not told apart, the old name of a document whose case was changed is its new file:
 * that is given the new spelling instead of being removed.
 */
function changedCaseOnly({ memory, folder }: Sides, file: RelativePath, document: DocumentId): boolean {
  const moved = memory.document(document)
  if (!moved) return false
  const now = fileOf(moved.path)
  if (now === file || foldCase(now) !== foldCase(file)) return false
  const [before, after] = [file, now].map((name) => lstatSync(join(folder, name), { throwIfNoEntry: false }))
  if (!before || before.ino !== after?.ino || before.nlink !== 1) return false
  renameSync(join(folder, file), join(folder, now))
  return true
}
