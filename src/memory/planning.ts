/** What a change is planned on, and what a plan is. */
import type { Conflicts, RefusalCode } from './outcome.ts'
import type { Past } from './past.ts'
import type { TreeView } from './tree.ts'
import type { Change, CommitReason, CommitSpan, DocumentId, DocumentInfo } from './types.ts'

export interface ChangePlanning {
  readonly tree: TreeView
  readonly maxBytes: number
  /** The text of a version; null when there is none. */
  text(document: DocumentId, version: number): Promise<string | null>
  newId(): DocumentId
  /** What was before the writes that wait in the same batch. */
  readonly past: Past
}

export type ChangePlan =
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly kind: 'unchanged'; readonly document?: DocumentInfo }
  | {
      readonly kind: 'conflict'
      readonly present: DocumentInfo
      readonly presentText: string
      readonly yourText: string
      readonly merged: string
    }
  | {
      readonly kind: 'write'
      readonly reason: CommitReason
      readonly changes: readonly Change[]
      /** The commits that it takes back. */
      readonly undoes?: readonly CommitSpan[]
      /** The one document that the outcome is about. */
      readonly document?: DocumentId
      /** The text that a merge made. */
      readonly merged?: string
      /** Only to learn whether it may be: nothing is written, and the outcome is `unchanged` when nothing is against it. */
      readonly trial?: boolean
    }

/** A plan over several documents may meet newer changes in some of them. */
export type BatchPlan = ChangePlan | Conflicts

/** Plans one commit. Must be pure: it is asked again when another server was first. */
export type Planner = (p: ChangePlanning) => BatchPlan | Promise<BatchPlan>
