import type { Commit, DocumentId, Draft } from './types.ts'

/**
 * The seam to storage: an append-only log of commits with the texts of the versions they made.
 * A backend has to do one hard thing: append only if the head is still where the caller believes it is.
 * Every backend passes `src/storage/conformance.ts`.
 */
export interface MemoryLog {
  /** Number of the newest commit; 0 when there is none. */
  head(): Promise<number>
  /**
   * Appends all drafts as commits `expected + 1 …`, durably and all or none, and resolves with them.
   * Rejects with `HeadMoved` when the head is not `expected`. Several drafts at once is group commit.
   */
  append(expected: number, drafts: readonly Draft[]): Promise<readonly Commit[]>
  /** Commits with a number above `after`, in order, without texts. */
  read(after: number): AsyncIterable<Commit>
  /** The text that commit `version` gave to the document; null when there is none (or it was erased). */
  text(document: DocumentId, version: number): Promise<string | null>
  close(): Promise<void>
}

/** The head of a log was not where an append expected it: somebody else was first. Catch up and try again. */
export class HeadMoved extends Error {
  readonly expected: number
  readonly actual: number
  constructor(expected: number, actual: number) {
    super(`The head of the log is ${actual}, not ${expected}: another writer was first.`)
    this.name = 'HeadMoved'
    this.expected = expected
    this.actual = actual
  }
}
