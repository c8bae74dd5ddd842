/** What comes of a change that a person, the disk or a setting asks for. Browser-safe. */
import type { Commit, DocumentId, DocumentInfo, MemoryPath } from './types.ts'

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
  /** The text that both sides came from, when there is one: `hunksOf(base, present, wanted)` shows what is open. */
  readonly base?: string
  /** The version of `present`; null when the document is not there. */
  readonly version?: number | null
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
  /** What may be stored at all (policy.ts). */
  | 'secret'
  | 'limit'
  | 'rate'
