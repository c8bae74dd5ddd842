/** What may be stored at all: asked for every write before it is appended. */
import type { Caller } from './caller.ts'
import type { RefusalCode } from './outcome.ts'
import type { TreeView } from './tree.ts'
import type { Change, CommitReason, DocumentId } from './types.ts'

/** A write on its way into the log. */
export interface Proposed {
  readonly by: Caller
  readonly reason: CommitReason
  readonly changes: readonly Change[]
  /** The tree before the write. */
  readonly tree: TreeView
  /** Nothing will be written: somebody only asks. */
  readonly trial: boolean
  text(document: DocumentId, version: number): Promise<string | null>
}

export interface PolicyRefusal {
  readonly code: Extract<RefusalCode, 'secret' | 'limit' | 'rate' | 'exists' | 'too_large'>
  readonly message: string
}

/** Says why a write may not be, or null. Must not change the memory; it may be asked twice about the same write. */
export type Policy = (proposed: Proposed) => Promise<PolicyRefusal | null>
