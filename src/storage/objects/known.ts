import type { Gone } from '../../memory/log.ts'
import type { SealedCommit } from '../../memory/types.ts'
import { type Batch, lastOf, type Span } from './formats.ts'

/** Where a batch lies and what it is called; its commits are in `Known`. */
export interface KnownBatch extends Span {
  readonly id: string
  readonly erases: boolean
}

/**
 * What one process knows of the log: all commits, without texts, as they stand now. An engine holds the same objects, so
 * keeping them costs little. Mutable; I/O is elsewhere.
 */
export class Known {
  readonly #commits: SealedCommit[] = []
  readonly #batches: KnownBatch[] = []
  readonly #gone = new Set<string>()

  get head(): number {
    return this.#commits.length
  }

  get batches(): readonly KnownBatch[] {
    return this.#batches
  }

  clear(): void {
    this.#commits.length = 0
    this.#batches.length = 0
    this.#gone.clear()
  }

  commit(number: number): SealedCommit | undefined {
    return this.#commits[number - 1]
  }

  commits({ first, last }: Span): readonly SealedCommit[] {
    return this.#commits.slice(first - 1, last)
  }

  /** The batch that holds the commit of this number. */
  batchAt(number: number): KnownBatch | undefined {
    return this.#batches[this.#indexAt(number)]
  }

  /** The batches from the one that begins with `first`, in order. */
  batchesFrom(first: number): readonly KnownBatch[] {
    return this.#batches.slice(this.#indexAt(first))
  }

  /** Adds the next batch; one that is known already changes nothing. Throws on a gap: such a log must not be served. */
  add({ id, first, commits, erases }: Pick<Batch, 'id' | 'first' | 'commits'> & { erases: boolean }): void {
    const last = lastOf({ first, commits })
    if (last <= this.head) return
    if (first !== this.head + 1 || commits.some((each, i) => each.number !== first + i)) {
      const numbers = `${commits[0]?.number} to ${commits.at(-1)?.number}`
      throw new Error(`The log is broken: commit ${this.head + 1} was expected, ${numbers} came.`)
    }
    for (const each of commits) this.#commits.push(each)
    this.#batches.push({ id, first, last, erases })
  }

  /** Puts in place what an erasure leaves. Erasures may come in any order and again: the newest counts. */
  forget(gone: Gone): void {
    for (const { document, version } of gone.texts) this.#gone.add(`${document}@${version}`)
    for (const commit of gone.commits) {
      const at = commit.number - 1
      const present = this.#commits[at]
      if (present && (commit.erasedBy ?? 0) >= (present.erasedBy ?? 0)) this.#commits[at] = commit
    }
  }

  /** Whether the text was erased, as far as erasures had to be looked at; its batch may still hold it for a moment. */
  isGone(document: string, version: number): boolean {
    return this.#gone.has(`${document}@${version}`)
  }

  #indexAt(number: number): number {
    let low = 0
    let high = this.#batches.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#batches[middle]?.last ?? 0) < number) low = middle + 1
      else high = middle
    }
    return low
  }
}
