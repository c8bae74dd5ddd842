import type { Baseline } from './baseline.ts'
import type { KnownPrint, Print } from './look.ts'
import type { RelativePath } from './names.ts'

/** Prints of files, with the hash of the text they had, so that unchanged files need not be read again. */
export interface Prints {
  get(file: RelativePath): KnownPrint | null
  /** A file was read. Its print is believed from now on if the file was at rest. */
  seen(file: RelativePath, print: Print, sha256: string): void
  /** We wrote the file ourselves. */
  wrote(file: RelativePath, print: Print, sha256: string): void
}

/**
 * Milliseconds. A text changed twice within one tick of the file system's clock keeps its print, so the print of a
 * file that was changed just before it was read is not believed. Longer than any tick.
 */
const TICK = 100

export function createPrints(baseline: Baseline, now: () => Date): Prints {
  const known = new Map<RelativePath, KnownPrint>()
  for (const file of baseline.files()) {
    const entry = baseline.get(file)
    if (entry?.print) known.set(file, { print: entry.print, sha256: entry.sha256 })
  }
  return {
    get: (file) => known.get(file) ?? null,
    seen(file, print, sha256) {
      if (known.get(file)?.print === print.text) return
      if (now().getTime() - print.modifiedMs >= TICK) known.set(file, { print: print.text, sha256 })
      else known.delete(file)
    },
    wrote(file, print, sha256) {
      known.set(file, { print: print.text, sha256 })
    },
  }
}
