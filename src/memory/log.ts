import type { DocumentId, SealedCommit } from './types.ts'

/**
 * The seam to storage: an append-only log of commits with the texts of the versions they made.
 * A backend has to do one hard thing: append only if the head is still where the caller believes it is. It stores what it
 * is given as it is; numbers, hashes and meaning are the engine's. Every backend passes `src/storage/conformance.ts`.
 */
export interface MemoryLog {
  /** Number of the newest commit; 0 when there is none. */
  head(): Promise<number>
  /**
   * Appends the entries, whose commits are numbered `expected + 1 …`, durably and all or none. Rejects with `HeadMoved`
   * when the head is not `expected`; nothing was appended then. After any other rejection it is not known whether they
   * were (a line may break after the write): the caller reads on from its own head and finds them, or does not.
   * Several entries at once is group commit.
   */
  append(expected: number, entries: readonly Entry[]): Promise<void>
  /** Commits with a number above `after`, in order, without texts. */
  read(after: number): AsyncIterable<SealedCommit>
  /** The text that commit `version` gave to the document; null when there is none (or it was erased). */
  text(document: DocumentId, version: number): Promise<string | null>
  /**
   * Appends one entry like `append`, and with it puts other commits in the place of those with the same numbers and
   * removes texts. Cut off in the middle, either nothing of it happened, or whoever opens the log next completes it.
   * When it has resolved, nothing that was removed is left in anything that the backend wrote, as far as its store can tell.
   */
  erase(expected: number, entry: Entry, gone: Gone): Promise<void>
  /**
   * Calls `moved` soon after another writer may have appended (it may also call for nothing). Returns the way to stop.
   * Left out by backends that only one process can write to.
   */
  watch?(moved: () => void): () => void
  close(): Promise<void>
}

/** A commit to append, and the texts of the versions it makes. */
export interface Entry {
  readonly commit: SealedCommit
  readonly texts: readonly { readonly document: DocumentId; readonly text: string }[]
}

export interface Gone {
  /** What stands in the place of the commits of these numbers from now on. */
  readonly commits: readonly SealedCommit[]
  readonly texts: readonly { readonly document: DocumentId; readonly version: number }[]
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
