/** Looking back: who wrote each line, and how the tree was. */

import type { Blame } from '../memory/blame.ts'
import { BlameCache } from '../memory/blame-cache.ts'
import { blameOf } from '../memory/blames.ts'
import type { Memories } from '../memory/memories.ts'
import type { MemoryId } from '../memory/rights.ts'
import { numberAt, treeOf } from '../memory/tree-at.ts'
import type { Actor, Commit, DocumentId, MemoryPath } from '../memory/types.ts'
import { shownCommit } from './announcements.ts'
import type { Core } from './core.ts'
import { refusalOf } from './provenance-door.ts'
import { done, type Result, refuse } from './result.ts'

export interface DocumentBlame {
  readonly memory: MemoryId
  readonly version: number
  /** Those that `lines` names, oldest first. */
  readonly commits: readonly Commit[]
  /** For each line the number of the commit that wrote it; null when that is not known any more. */
  readonly lines: Blame
}

/** What was found is kept as long as the memories are. */
const caches = new WeakMap<Memories, BlameCache>()

function cacheOf({ memories }: Core): BlameCache {
  const cache = caches.get(memories) ?? new BlameCache()
  caches.set(memories, cache)
  return cache
}

/** Who wrote each line of a document; of its newest version when none is given. */
export async function blameDocument(
  core: Core,
  { document, version }: { readonly document: DocumentId; readonly version?: number | undefined },
): Promise<Result<DocumentBlame>> {
  const opened = core.edge.holding(document, 'read')
  if (opened.kind === 'denied') return refusalOf(opened)
  const { id, memory } = opened
  const wanted = version ?? memory.document(document)?.version ?? memory.versions(document).at(-1) ?? 0
  const lines = await blameOf(memory, document, wanted, cacheOf(core))
  if (!lines) return refuse('not_found', 'There is no such document or version.')
  const named = new Set(lines)
  const commits = memory
    .history({ document, limit: Number.MAX_SAFE_INTEGER })
    .filter(({ number }) => named.has(number))
    .map(shownCommit)
  return done({ memory: id, version: wanted, commits: commits.reverse(), lines })
}

export interface PastTree {
  readonly memory: MemoryId
  readonly number: number
  /** When commit `number` was made; null for the empty tree before the first. */
  readonly at: string | null
  /** The newest commit when this was asked. */
  readonly head: number
  readonly documents: readonly PastDocument[]
}

export interface PastDocument {
  readonly document: DocumentId
  readonly path: MemoryPath
  readonly version: number
  readonly size: number
  readonly changedAt: string
  readonly changedBy: Actor
  /** The text of this version was erased for ever. */
  readonly erased?: true
}

/** A memory as it was after a commit, or at a time (ISO 8601). */
export async function treeOfMemory(
  core: Core,
  asked: {
    readonly memory: MemoryId
    readonly number?: number | undefined
    readonly at?: string | undefined
  },
): Promise<Result<PastTree>> {
  const opened = core.edge.in(asked.memory, 'read')
  if (opened.kind === 'denied') return refusalOf(opened)
  const { id, memory } = opened
  const number = asked.number ?? (asked.at === undefined ? memory.head : numberAt(memory, asked.at))
  const tree = treeOf(memory, number)
  if (!tree) return refuse('not_found', `There is no commit ${number}; the newest is ${memory.head}.`)
  const [commit] = memory.history({ before: number + 1, limit: 1 })
  const documents = tree.map(({ document, path, version, size, changedAt, changedBy, sha256 }) => {
    const erased = sha256 === '' ? ({ erased: true } as const) : {}
    return { document, path, version, size, changedAt, changedBy, ...erased }
  })
  return done({ memory: id, number, at: commit?.at ?? null, head: memory.head, documents })
}
