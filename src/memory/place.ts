/** Whether something may be put at a path. Pure. */
import { parentOf, ROOT } from './path.ts'
import type { TreeView } from './tree.ts'
import type { MemoryPath } from './types.ts'

/**
 * Says why nothing can be put at `path`, or null when it can: a file stands where a directory is needed, or the path
 * differs only in upper and lower case from another (which many disks hold for the same).
 * `leaving`: what is being moved away from, and so does not count.
 */
export function whyNotAt(tree: TreeView, path: MemoryPath, leaving?: MemoryPath): string | null {
  for (let p = path; p !== ROOT; p = parentOf(p)) {
    if (p !== path && p !== leaving && tree.at(p))
      return `Error: ${p} is a file, so nothing can be put under it.`
    const twin = tree.twinOf(p)
    if (twin !== undefined && twin !== leaving && !leaving?.startsWith(`${twin}/`)) {
      return `Error: ${twin} exists already, and ${p} differs from it only in upper and lower case. Use the name that exists.`
    }
  }
  return null
}

/** Says why a document cannot come back to `path`, or null when it can: what `whyNotAt` says, or it is taken. */
export function whyTaken(tree: TreeView, path: MemoryPath): string | null {
  if (tree.at(path)) return `${path} is taken by another document now.`
  if (tree.isDirectory(path)) return `${path} is a directory now.`
  return whyNotAt(tree, path)
}
