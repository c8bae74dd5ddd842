/** What a search answers. Browser-safe: types alone. */
import type { MemoryId } from '../memory/rights.ts'
import type { Actor, DocumentId, DocumentInfo, MemoryPath } from '../memory/types.ts'
import type { Passage } from './passages.ts'

export interface SearchRequest {
  /** In the language of query.ts. */
  readonly query: string
  /** Hits left out at the beginning; 0 when left out. */
  readonly offset?: number
  /** Hits answered at most, from 1 to 100; 10 when left out. */
  readonly limit?: number
}

/** Who asks: a document as they see it (its path outside), or undefined when they may not. Asked before anything is counted. */
export type SeenAs = (document: DocumentInfo) => DocumentInfo | undefined

export type SearchAnswer =
  | {
      readonly kind: 'found'
      /** Documents that match, those before `offset` and after the last of `hits` included. */
      readonly total: number
      /** `some`: no document holds all that was asked for; these hold a part of it, best first. */
      readonly matched: 'all' | 'some'
      readonly hits: readonly SearchHit[]
      /** The `offset` that goes on after these hits; null when there are no more. */
      readonly next: number | null
    }
  /** A filter could not be understood, or there was nothing to look for; a sentence for each. */
  | { readonly kind: 'unclear'; readonly problems: readonly string[] }

export interface SearchHit {
  readonly memory: MemoryId
  readonly document: DocumentId
  readonly path: MemoryPath
  readonly version: number
  /** More is better; comparable within one answer only. 0 when only filters were asked for: newest first then. */
  readonly score: number
  readonly changedAt: string
  readonly changedBy: Actor
  readonly passages: readonly Passage[]
  /** Lines that hold something that was looked for; `passages` may not show them all. */
  readonly matchingLines: number
}
