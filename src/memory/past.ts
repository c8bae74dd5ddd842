import type { DocumentId, MemoryPath, SealedCommit } from './types.ts'

/** What was, as planning may ask it. No I/O. */
export interface Past {
  commit(number: number): SealedCommit | undefined
  /** The commits that touched the document, oldest first. */
  commitsOf(document: DocumentId): readonly SealedCommit[]
  /** Every version of the document that has or had a text, oldest first. */
  versions(document: DocumentId): readonly number[]
  /** Where the document lies, or lay last. */
  lastPath(document: DocumentId): MemoryPath | undefined
}
