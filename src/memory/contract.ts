import type { CommandResult, MemoryCommand } from './command.ts'
import type { Actor, Commit, DocumentId, DocumentInfo, MemoryPath, Origin } from './types.ts'

/**
 * Who calls, and what the engine shall remember of it.
 * `reader` names whose eyes see (`chat:<id>`, `person:<name>`, `disk`): the engine keeps for each reader which
 * version of each document it last saw, and refuses line-number edits, deletes, renames and overwriting creates
 * on anything newer.
 */
export interface Caller {
  readonly actor: Actor
  readonly reader: string
  readonly origin?: Origin
  /** Exactly-once key; the same key again returns the recorded result and changes nothing. */
  readonly key?: string
}

/** The outcome of a change that a person (or the disk) asks for. */
export type ChangeOutcome =
  | { readonly kind: 'done'; readonly commit: Commit; readonly document?: DocumentInfo }
  /** Nothing to do: the state already is as asked. */
  | { readonly kind: 'unchanged'; readonly document?: DocumentInfo }
  /** Saved on top of somebody else's newer version by a three-way merge; `text` is what is stored now. */
  | {
      readonly kind: 'merged'
      readonly commit: Commit
      readonly document: DocumentInfo
      readonly text: string
    }
  /** Nothing was changed. Both sides, for a person to choose from. `merged` holds conflict markers. */
  | {
      readonly kind: 'conflict'
      readonly present: DocumentInfo
      readonly presentText: string
      readonly yourText: string
      readonly merged: string
    }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }

export type RefusalCode =
  | 'bad_path'
  | 'not_found'
  | 'exists'
  | 'too_large'
  | 'changed'
  | 'root'
  | 'gone'
  | 'bad_input'

/** An open memory. All methods are safe to call at once; writes are applied one after the other. */
export interface Memory {
  /** Number of the newest commit that this process has folded. */
  readonly head: number
  /** Living documents in path order. No I/O. */
  documents(): readonly DocumentInfo[]
  document(id: DocumentId): DocumentInfo | undefined
  at(path: MemoryPath): DocumentInfo | undefined
  /** The text of a version (the present one when left out); null when there is none. */
  text(id: DocumentId, version?: number): Promise<string | null>

  /** Runs one of the six commands. Never rejects for bad input or a refusal: those are results. */
  run(command: MemoryCommand, by: Caller): Promise<CommandResult>

  /** Creates a document where none is. */
  create(path: string, text: string, by: Caller): Promise<ChangeOutcome>
  /** Stores `text`, which was made from version `base` of the document. Merges or reports a conflict when that is not the newest. */
  save(id: DocumentId, base: number, text: string, by: Caller): Promise<ChangeOutcome>
  /** Renames a document or directory. */
  rename(from: string, to: string, by: Caller): Promise<ChangeOutcome>
  /** Deletes a document or a whole directory. `base`: refuse when the document is newer than that. */
  delete(path: string, by: Caller, base?: number): Promise<ChangeOutcome>
  /** Deletes every document in one commit. */
  clear(by: Caller): Promise<ChangeOutcome>
  /** Gives the document (alive or deleted) the text it had at `version`, as a new commit. */
  restore(id: DocumentId, version: number, by: Caller): Promise<ChangeOutcome>
  /** Undoes one commit as a new commit; refused with `changed` when something it touched was changed since. */
  revert(commit: number, by: Caller): Promise<ChangeOutcome>

  /** Newest first. `document` narrows to the commits that touched it. No I/O. */
  history(query?: {
    readonly document?: DocumentId
    readonly before?: number
    readonly limit?: number
  }): readonly Commit[]
  /** Records that a reader has seen a version (taken from earlier results, after a restart). */
  see(reader: string, document: DocumentId, version: number): void
  /** Called for each new commit, in order, after it is durable and folded. Returns the way to stop. */
  subscribe(listener: (commit: Commit) => void): () => void
  close(): Promise<void>
}
