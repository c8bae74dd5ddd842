/** What waits to be written, and how all that is appended together is planned. No I/O but reading texts. */
import type { Caller } from './caller.ts'
import { commitOf, entryOf } from './committed.ts'
import type { Fold } from './fold.ts'
import type { Entry, Gone } from './log.ts'
import { Overlay } from './overlay.ts'
import { type Mark, Seen } from './seen.ts'
import type { TreeView } from './tree.ts'
import type { Change, Commit, CommitReason, CommitSpan, DocumentId, Draft } from './types.ts'

/** Reads the text of a version, those that wait in the same batch included. */
export type ReadText = (document: DocumentId, version: number) => Promise<string | null>

export type Planned<R> =
  /** `shows`: what the answer shows; it counts as seen from when the caller has the answer. */
  | { readonly kind: 'answer'; readonly value: R; readonly shows?: readonly Mark[] }
  | {
      readonly kind: 'write'
      readonly reason: CommitReason
      readonly changes: readonly Change[]
      readonly undoes?: readonly CommitSpan[]
      /** Recorded with the commit, for the same key coming again. */
      readonly result?: string
      /** Whether the caller knows the whole text of what it writes. */
      readonly readsResult: boolean
      readonly answer: (commit: Commit) => R
      /** What has to go with it for ever, when this is commit `number`. Such a write shares its append with no other. */
      readonly gone?: (number: number) => Gone
    }

/** What planning stands on: the tree, the texts and what was seen, with the writes before in the same batch applied. */
export interface Ground {
  readonly tree: TreeView
  readonly text: ReadText
  readonly seen: Seen
}

/** A job with its type of answer closed over, so that jobs of all kinds wait in one queue. */
export interface Waiting {
  readonly by: Caller
  readonly alone: boolean
  plan(ground: Ground): Promise<Proposal>
  again(commit: Commit): void
  fail(error: unknown): void
}

export type Proposal =
  | { readonly kind: 'answer'; settle(): void }
  | {
      readonly kind: 'write'
      readonly draft: Draft
      readonly reader: string
      readonly readsResult: boolean
      readonly gone?: (number: number) => Gone
      settle(commit: Commit): void
    }

export type Write = Extract<Proposal, { kind: 'write' }>

/** What a batch is planned on: all that is committed, and what was seen of it. */
interface Standing {
  readonly fold: Pick<Fold, 'tree' | 'head' | 'hash' | 'byKey'>
  readonly seen: Seen
  readonly text: ReadText
}

/**
 * Plans all that is appended together, each job on what the ones before it leave. `answers`: to be called once the writes are
 * durable. A job that fails to plan fails alone.
 */
export async function planTogether(
  batch: readonly Waiting[],
  { fold, seen: before, text: stored }: Standing,
) {
  const { head } = fold
  const tree = new Overlay(fold.tree)
  const seen = new Seen(before)
  const pending = new Map<string, string>()
  const text: ReadText = async (document, version) =>
    pending.get(`${document}@${version}`) ?? (await stored(document, version))
  const writes: { readonly write: Write; readonly entry: Entry }[] = []
  const answers: (() => void)[] = []
  for (const job of batch) {
    const known = job.by.key === undefined ? undefined : fold.byKey(job.by.key)
    if (known) {
      answers.push(() => job.again(known))
      continue
    }
    try {
      const proposal = await job.plan({ tree, text, seen })
      if (proposal.kind === 'answer') {
        answers.push(proposal.settle)
        continue
      }
      const hash = writes.at(-1)?.entry.commit.seal.hash ?? fold.hash
      const commit = commitOf(proposal.draft, head + writes.length + 1)
      writes.push({ write: proposal, entry: entryOf(proposal.draft, commit, hash) })
      tree.apply(commit)
      if (proposal.readsResult) seen.mark(proposal.reader, writtenBy(commit))
      seen.mark(proposal.reader, movedBy(commit))
      for (const change of proposal.draft.changes) {
        if ('text' in change) pending.set(`${change.document}@${commit.number}`, change.text)
      }
    } catch (error) {
      answers.push(() => job.fail(error))
    }
  }
  return { writes, answers }
}

/** The versions whose text a commit made. */
export function writtenBy(commit: Commit): readonly (Mark & { readonly kind: 'read' })[] {
  return commit.changes.flatMap(({ kind, document }) =>
    kind === 'create' || kind === 'edit' ? [{ kind: 'read' as const, document, version: commit.number }] : [],
  )
}

/** Whoever moves something knows where it lies; of its text that tells nothing new, and it was known before. */
export function movedBy(commit: Commit): readonly Mark[] {
  return commit.changes.flatMap(({ kind, document }) =>
    kind === 'rename' ? [{ kind: 'known', document, version: commit.number }] : [],
  )
}
