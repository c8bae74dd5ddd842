import type { BatchPlan, ChangePlanning } from './changes.ts'
import type { CommandResult, MemoryCommand } from './command.ts'
import type { PolicyRefusal } from './policy.ts'
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
  /** A person says that what looks like a secret may be stored. */
  readonly allowSecrets?: boolean
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

/** Nothing was changed: what was asked meets newer changes in some documents. */
export interface Conflicts {
  readonly kind: 'conflicts'
  readonly conflicts: readonly DocumentConflict[]
}

/** Two sides of one document. A side is null where the document is not there on that side. */
export interface DocumentConflict {
  readonly document: DocumentId
  readonly path: MemoryPath
  /** How it stands now. */
  readonly present: string | null
  /** How it would stand if the newer changes were not there. */
  readonly wanted: string | null
  /** Both, with conflict markers where they differ; null when one side has no text. */
  readonly merged: string | null
  readonly why: string
}

/** Versions of a document whose texts shall be gone for ever; `all`: the document too, with its names. */
export interface Erasure {
  readonly document: DocumentId
  readonly versions: readonly number[] | 'all'
}

export interface EraseRequest {
  readonly erase: readonly Erasure[]
  /** New texts of living documents, committed together with the erasure: so that a present version can go. */
  readonly rewrite?: readonly {
    readonly document: DocumentId
    readonly base: number
    readonly text: string
  }[]
}

export type EraseOutcome =
  | {
      readonly kind: 'done'
      readonly commit: Commit
      readonly erased: readonly { readonly document: DocumentId; readonly versions: readonly number[] }[]
    }
  | { readonly kind: 'unchanged' }
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
  /** The one who asks has no right to it. */
  | 'forbidden'
  | PolicyRefusal['code']

/** Must be pure: it is asked again when another server was first. */
export type Planner = (p: ChangePlanning) => BatchPlan | Promise<BatchPlan>

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
  /** Every version of a document that has (or had) a text, oldest first. No I/O. */
  versions(id: DocumentId): readonly number[]
  /** Records that a reader has read a version (a person on a screen; or from earlier results, after a restart). `at`: ISO 8601; now. */
  see(reader: string, document: DocumentId, version: number, at?: string): void
  /** When anybody last read the document, as far as this process knows; ISO 8601. */
  lastRead(id: DocumentId): string | undefined
  /** Called for each new commit, in order, after it is durable and folded. Returns the way to stop. */
  subscribe(listener: (commit: Commit) => void): () => void
  close(): Promise<void>
}
