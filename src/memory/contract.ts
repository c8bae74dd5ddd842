import type { Caller } from './caller.ts'
import type { CommandResult, MemoryCommand } from './command.ts'
import type { ChangeOutcome, Conflicts, EraseOutcome, EraseRequest } from './outcome.ts'
import type { Planner } from './planning.ts'
import type { UndoCommit } from './taken-back.ts'
import type { Directory } from './tree.ts'
import type { Commit, DocumentId, DocumentInfo, MemoryPath } from './types.ts'

export type { Caller } from './caller.ts'
export type {
  ChangeOutcome,
  Conflicts,
  DocumentConflict,
  EraseOutcome,
  EraseRequest,
  Erasure,
  RefusalCode,
} from './outcome.ts'
export type { Planner } from './planning.ts'

/**
 * An open memory. All methods are safe to call at once; writes are applied one after the other. What cannot be done is an
 * answer. What rejects is broken storage, or a bug of the caller: no `Caller` where one is due, or a memory that was closed.
 */
export interface Memory {
  /** Number of the newest commit that this process has folded. */
  readonly head: number
  /** Living documents in path order. No I/O. */
  documents(): readonly DocumentInfo[]
  document(id: DocumentId): DocumentInfo | undefined
  at(path: MemoryPath): DocumentInfo | undefined
  /** What lies directly in a directory; undefined when there is none of this path. No I/O. */
  directory(path: MemoryPath): Directory | undefined
  /** Living documents anywhere under a directory, those changed last first; of the last few hundred changes only. No I/O. */
  recent(directory: MemoryPath): Iterable<DocumentInfo>
  /** The text of a version (the present one when left out); null when there is none. */
  text(id: DocumentId, version?: number): Promise<string | null>

  /** Runs one of the six commands. Never rejects for bad input or a refusal: those are results. */
  run(command: MemoryCommand, by: Caller): Promise<CommandResult>

  /** Creates a document where none is. */
  create(path: string, text: string, by: Caller): Promise<ChangeOutcome>
  /** Stores `text`, which was made from version `base` of the document. Merges or reports a conflict when that is not the newest. */
  save(id: DocumentId, base: number, text: string, by: Caller): Promise<ChangeOutcome>
  /** Renames a document or directory. `base`: refuse when something of it is newer than that. */
  rename(from: string, to: string, by: Caller, base?: number): Promise<ChangeOutcome>
  /** Deletes a document or a whole directory. `base`: refuse when the document is newer than that. */
  delete(path: string, by: Caller, base?: number): Promise<ChangeOutcome>
  /** Deletes every document in one commit. */
  clear(by: Caller): Promise<ChangeOutcome>
  /** Gives the document (alive or deleted) the text it had at `version`, as a new commit. `base`: refuse when it is newer than that. */
  restore(id: DocumentId, version: number, by: Caller, base?: number): Promise<ChangeOutcome>
  /** Undoes one commit as a new commit; refused with `changed` when something it touched was changed since. */
  revert(commit: number, by: Caller): Promise<ChangeOutcome>
  /**
   * Commits whatever `plan` makes of the tree as the writes before left it: several documents at once are one commit or
   * none.
   */
  change(plan: Planner, by: Caller): Promise<ChangeOutcome | Conflicts>
  /** Removes texts for ever, from the log and from the commits that made them, and leaves a tombstone: who and when. */
  erase(request: EraseRequest, by: Caller): Promise<EraseOutcome>

  /** Newest first. `document` narrows to the commits that touched it. No I/O. */
  history(query?: {
    readonly document?: DocumentId
    readonly before?: number
    readonly limit?: number
  }): readonly Commit[]
  /** Everybody whose hand is in the history, also who only deleted: people, or those for whom Claude did it. In no order. No I/O. */
  authors(): readonly string[]
  /** The commits that took others back, oldest first. No I/O. */
  undos(): readonly UndoCommit[]
  /** Every version of a document that has (or had) a text, oldest first. No I/O. */
  versions(id: DocumentId): readonly number[]
  /** Records that a reader has read a version (a person on a screen; or from earlier results, after a restart). `at`: ISO 8601; now. */
  see(reader: string, document: DocumentId, version: number, at?: string): void
  /** Records that a reader was shown that a version exists, as a listing does. */
  know(reader: string, document: DocumentId, version: number): void
  /** When anybody last read the document, as far as this process knows; ISO 8601. */
  lastRead(id: DocumentId): string | undefined
  /** Called for each new commit, in order, after it is durable and folded. Returns the way to stop. */
  subscribe(listener: (commit: Commit) => void): () => void
  /** Resolves when all writes that were asked for are done and the log is closed. Takes no write from then on. */
  close(): Promise<void>
}
