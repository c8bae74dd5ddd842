import { existsSync, lstatSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { looksLikeDamage } from './decide.ts'
import { pathOf, type RelativePath } from './names.ts'
import { DISK, type Next, type Sides } from './sides.ts'

/** Files that are gone, whose documents stand as the files left them. */
export interface Deletions {
  /** Notes a missing file; milliseconds until its document may be deleted. */
  missing(file: RelativePath): number
  /** It is there again, or its document changed, or both are gone. */
  found(file: RelativePath): void
  /**
   * Called when the documents of `due` are about to be deleted (or of none): the files that are to be written again instead,
   * because all that is gone looks like damage.
   */
  damage(due: readonly RelativePath[], atStart: boolean): Promise<readonly RelativePath[]>
}

/**
 * Holds deletions back for `hold` milliseconds, because a file may come back under its own name (an editor that writes
 * anew) or another (a rename), and refuses those that look like damage.
 */
export function createDeletions(sides: Sides, hold: number, steady: () => number): Deletions {
  const since = new Map<RelativePath, number>()
  return {
    missing(file) {
      const first = since.get(file) ?? steady()
      since.set(file, first)
      return Math.max(0, hold - (steady() - first))
    },
    found(file) {
      since.delete(file)
    },
    async damage(due, atStart) {
      const gone = !existsSync(sides.folder)
      if (gone) await mkdir(sides.folder, { recursive: true, mode: 0o700 })
      if (!gone && due.length === 0) return []
      const files = missingFiles(sides)
      if (files.length === 0 || !(gone || looksLikeDamage(files.length, sides.baseline.size, atStart)))
        return []
      for (const file of files) sides.baseline.delete(file)
      since.clear()
      const what = gone ? `The folder ${sides.folder} was gone` : `${files.length} files vanished at once`
      const message = `${what}; this is taken for damage. Nothing was deleted from the memory, and the files were written again.`
      sides.notify({ kind: 'damage', files: files.length, message })
      return files
    },
  }
}

/** All that is gone by now, noticed or not: notice of many deletions comes bit by bit. */
function missingFiles({ baseline, folder }: Sides): RelativePath[] {
  return [...baseline.files()].filter((file) => !lstatSync(join(folder, file), { throwIfNoEntry: false }))
}

/** Disk → memory: the document of a file that a person deleted. */
export async function deleteFromMemory(sides: Sides, file: RelativePath, base: number): Promise<Next> {
  const path = pathOf(file)
  if (!path.ok || !sides.baseline.get(file)) return 'again'
  const outcome = await sides.memory.delete(path.path, DISK, base)
  if (outcome.kind !== 'done') return 'again'
  sides.baseline.delete(file)
  return 'settled'
}
