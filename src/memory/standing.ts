/** How a document stood between two commits. Pure and browser-safe. */
import type { CommittedChange, DocumentId, DocumentInfo, MemoryPath } from './types.ts'

export interface Standing {
  readonly path: MemoryPath
  /** Number of the commit that made the text. */
  readonly version: number
}

/** How a document stands after one of its changes; null when it is not there. */
export function standingAfter(
  before: Standing | null,
  change: CommittedChange,
  number: number,
): Standing | null {
  switch (change.kind) {
    case 'delete':
      return null
    case 'erase':
      return before
    case 'rename':
      return before && { path: change.path, version: before.version }
    case 'create':
    case 'edit':
      return { path: change.path, version: number }
    default:
      return change satisfies never
  }
}

/** How a document stands after all changes of a commit. */
export function standingAfterCommit(
  before: Standing | null,
  document: DocumentId,
  commit: { readonly number: number; readonly changes: readonly CommittedChange[] },
): Standing | null {
  return commit.changes.reduce(
    (standing, change) =>
      change.document === document ? standingAfter(standing, change, commit.number) : standing,
    before,
  )
}

/**
 * Number of the commit that whoever names `path` has to know of before the document may go: of its text when it is the document that
 * was named; when it lies under the path, also of what put it there, however old its text is.
 */
export function knownSince(info: DocumentInfo, path: MemoryPath): number {
  return info.path === path ? info.version : standsSince(info)
}

/** Number of the commit since which a document has stood as it stands, with its text and at its path. */
export function standsSince({ version, moved = 0 }: Pick<DocumentInfo, 'version' | 'moved'>): number {
  return Math.max(version, moved)
}
