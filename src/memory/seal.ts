/**
 * The hash chain over the commits. Each commit's hash covers the one before, so that no earlier commit can be changed, left
 * out or slipped in without every later hash failing. Texts are covered by their hashes in the changes. What is erased on
 * purpose stays provable: its digest remains, its salt goes, and a later commit must say that it was erased.
 */
import { createHash } from 'node:crypto'
import type { Commit, CommittedChange, Seal, SealedCommit } from './types.ts'

/** What comes before the first commit. */
export const NO_HASH = ''

/** `salt`: fresh random, at least 16 bytes as hex. Pure. */
export function sealCommit(commit: Commit, previous: string, salt: string): SealedCommit {
  const content = contentOf(commit, salt)
  return { ...commit, seal: { content, hash: linkOf(commit, previous, content), salt } }
}

export type Link =
  | { readonly kind: 'whole' }
  /** Its content was erased; the link holds. */
  | { readonly kind: 'erased' }
  /** Made before there was a chain. */
  | { readonly kind: 'unsealed' }
  | { readonly kind: 'broken'; readonly why: string }

/** Checks one commit against the hash of the commit before it. Pure. */
export function checkLink(commit: SealedCommit, previous: string): Link {
  const { seal } = commit
  if (seal.hash === '') return previous === NO_HASH ? { kind: 'unsealed' } : broken('it has no seal')
  if (seal.hash !== linkOf(commit, previous, seal.content))
    return broken('its facts, or the commit before it, are not those that were sealed')
  if (seal.salt === undefined)
    return commit.erasedBy === undefined ? broken('its salt is missing') : { kind: 'erased' }
  if (seal.content !== contentOf(commit, seal.salt))
    return broken('its changes or its result are not those that were sealed')
  return { kind: 'whole' }
}

function broken(why: string): Link {
  return { kind: 'broken', why }
}

/** The commit as it stands once something of it was erased. */
export function withoutContent(
  commit: SealedCommit,
  changes: readonly CommittedChange[],
  erasedBy: number,
): SealedCommit {
  const { result: _, ...rest } = commit
  const seal: Seal = { content: commit.seal.content, hash: commit.seal.hash }
  return { ...rest, changes, erasedBy, seal }
}

function contentOf(commit: Commit, salt: string): string {
  return digest([salt, commit.changes.map(changeFacts), commit.result ?? null])
}

function linkOf(commit: Commit, previous: string, content: string): string {
  const { number, at, actor, reason, origin, key, undoes } = commit
  const from = origin ? [origin.chat, origin.turn, origin.toolCall] : null
  const who = Object.entries(actor).sort(([a], [b]) => (a < b ? -1 : 1))
  // Left out where there is nothing: so it was sealed before commits said what they undo.
  const undone = undoes ? [undoes] : []
  return digest([previous, number, at, who, reason, from, key ?? null, content, ...undone])
}

/** In a fixed order, whatever order a backend gives the fields back in. */
function changeFacts(change: CommittedChange): readonly unknown[] {
  const { kind, document, path } = change
  switch (change.kind) {
    case 'create':
    case 'edit':
      return [kind, document, path, change.size, change.sha256]
    case 'rename':
      return [kind, document, path, change.from]
    case 'delete':
      return [kind, document, path]
    case 'erase':
      return [kind, document, path, change.versions]
    default:
      return change satisfies never
  }
}

function digest(facts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}
