import type { RelativePath } from './names.ts'
import type { FolderNotice } from './notice.ts'

/** Tells each complaint about a file once, until the file is in order again or the reason is another. */
export interface Complaints {
  leftAlone(file: RelativePath, why: string): void
  failed(file: RelativePath | null, doing: string, error: unknown): void
  clear(file: RelativePath): void
}

export function createComplaints(notify: (notice: FolderNotice) => void): Complaints {
  const told = new Map<RelativePath | null, string>()
  const once = (file: RelativePath | null, notice: FolderNotice) => {
    if (told.get(file) === notice.message) return
    told.set(file, notice.message)
    notify(notice)
  }
  return {
    leftAlone(file, why) {
      once(file, { kind: 'left_alone', file, message: `${file} is left alone: ${why}.` })
    },
    failed(file, doing, error) {
      const words = error instanceof Error ? error.message : String(error)
      const what = file === null ? doing : `${doing} ${file}`
      once(file, { kind: 'failed', file, message: `${what} failed and will be tried again: ${words}` })
    },
    clear(file) {
      told.delete(file)
    },
  }
}
