/** From what a caller proposes to what the log keeps. The one place where size and hash of a text are computed. */
import { createHash, randomBytes } from 'node:crypto'
import type { Entry } from './log.ts'
import { sealCommit } from './seal.ts'
import type { Change, Commit, CommittedChange, Draft } from './types.ts'

/** The commit that a draft becomes under `number`. Pure. */
export function commitOf(draft: Draft, number: number): Commit {
  return { ...draft, number, changes: draft.changes.map(committedChange) }
}

/** The entries that append the drafts after the commit of number `head` and hash `hash`. */
export function entriesOf(drafts: readonly Draft[], head: number, hash: string): readonly Entry[] {
  const entries: Entry[] = []
  let previous = hash
  for (const draft of drafts) {
    const entry = entryOf(draft, commitOf(draft, head + entries.length + 1), previous)
    entries.push(entry)
    previous = entry.commit.seal.hash
  }
  return entries
}

/** `commit`: what the draft becomes; `previous`: the hash of the commit before. */
export function entryOf(draft: Draft, commit: Commit, previous: string): Entry {
  const texts = draft.changes.flatMap((change) =>
    'text' in change ? [{ document: change.document, text: change.text }] : [],
  )
  return { commit: sealCommit(commit, previous, randomBytes(16).toString('hex')), texts }
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
    case 'erase':
      return change
    default:
      return change satisfies never
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
