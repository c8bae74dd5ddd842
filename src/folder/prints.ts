import type { KnownPrint, Print } from './look.ts'
import type { RelativePath } from './names.ts'

/** Prints of files, with the hash of the text they had, so that unchanged files need not be read again. */
export interface Prints {
  get(file: RelativePath): KnownPrint | null
  set(file: RelativePath, print: Print, sha256: string): void
}

/**
 * A text changed twice within one tick of the file system's clock keeps its print. So a print is believed only
 * when the file had rested for this long as it was read.
 */
const REST_MS = 1000

export function createPrints(now: () => Date): Prints {
  const known = new Map<RelativePath, KnownPrint>()
  return {
    get: (file) => known.get(file) ?? null,
    set(file, print, sha256) {
      if (now().getTime() - print.modifiedMs < REST_MS) known.delete(file)
      else known.set(file, { print: print.text, sha256 })
    },
  }
}
