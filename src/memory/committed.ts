/** From what a caller proposes to what the log keeps. The one place where size and hash of a text are computed. */
import { createHash } from 'node:crypto'
import type { Change, Commit, CommittedChange, Draft } from './types.ts'

/** The commit that a draft becomes under `number`. Every log backend makes its commits with this. Pure. */
export function commitOf(draft: Draft, number: number): Commit {
  return { ...draft, number, changes: draft.changes.map(committedChange) }
}

function committedChange(change: Change): CommittedChange {
  switch (change.kind) {
    case 'create':
    case 'edit': {
      const { kind, document, path, text } = change
      return { kind, document, path, size: Buffer.byteLength(text), sha256: sha256(text) }
    }
    case 'rename':
    case 'delete':
      return change
    default:
      return change satisfies never
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
