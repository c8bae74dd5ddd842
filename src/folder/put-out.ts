import { pathOf } from './names.ts'
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
  return 'settled'
}

/** Memory → disk: the document is gone or has moved, and its file holds nothing that the memory does not know. */
export async function removeFromDisk(sides: Sides, view: View): Promise<Next> {
  const { file, look } = view
  const base = sides.baseline.get(file)
  if (look.kind !== 'file' || !base) return 'soon'
  const removed = await removeFile(sides.folder, file, look.print, base, sides.id)
  if (removed.kind === 'changed') return 'soon'
  sides.baseline.delete(file)
  const path = pathOf(file)
  if (removed.kept && path.ok) sides.late.watch(removed.kept, look.sha256, base, path.path)
  return 'settled'
}
