/** One memory with its index: ranks documents, and shows where in them the words stand. */
import type { MemoryId } from '../memory/rights.ts'
import type { DocumentId, DocumentInfo } from '../memory/types.ts'
import type { SearchHit, SeenAs } from './answer.ts'
import { passes } from './filters.ts'
import { Keeper, type Searched } from './keeper.ts'
import { passagesOf } from './passages.ts'
import { isFiltered, type Query } from './query.ts'
import { type Match, openWordIndex, type WordIndex } from './word-index.ts'

/** A document that matches, as the asker sees it. */
export interface Ranked {
  readonly shelf: Shelf
  readonly info: DocumentInfo
  readonly score: number
}

export class Shelf {
  readonly id: MemoryId
  readonly #memory: Searched
  readonly #index: WordIndex
  readonly #keeper: Keeper

  /** Opens the index (in memory, when no file is named) and begins to bring it up to date. */
  constructor(id: MemoryId, memory: Searched, file?: string) {
    this.id = id
    this.#memory = memory
    this.#index = openWordIndex(file)
    this.#keeper = new Keeper(memory, this.#index)
  }

  caughtUp(): Promise<void> {
    return this.#keeper.caughtUp()
  }

  /** All documents that match and may be seen, in no order. */
  rank(query: Query, match: Match, seenAs: SeenAs): readonly Ranked[] {
    const unwanted = this.#index.find(query.without, 'any')
    const filtered = isFiltered(query.filters)
    const ranked: Ranked[] = []
    for (const [document, score] of this.#scores(query, match)) {
      const info = this.#memory.document(document)
      const seen = info && !unwanted.has(document) ? seenAs(info) : undefined
      if (!seen) continue
      if (filtered && !passes(seen, query.filters, () => this.#keeper.authorsOf(document))) continue
      ranked.push({ shelf: this, info: seen, score })
    }
    return ranked
  }

  #scores({ terms }: Query, match: Match): Iterable<readonly [DocumentId, number]> {
    if (terms.length > 0) return this.#index.find(terms, match)
    return this.#memory.documents().map(({ document }) => [document, 0] as const)
  }

  /** Null when its text was erased meanwhile. */
  async show({ info, score }: Ranked, query: Query): Promise<SearchHit | null> {
    const { document, path, version, changedAt, changedBy } = info
    const text = await this.#memory.text(document, version)
    if (text === null) return null
    return {
      memory: this.id,
      document,
      path,
      version,
      score,
      changedAt,
      changedBy,
      ...passagesOf(text, query.terms),
    }
  }

  async close(): Promise<void> {
    await this.#keeper.close()
    this.#index.close()
  }
}
