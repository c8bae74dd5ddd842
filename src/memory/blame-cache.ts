import type { Blame } from './blame.ts'
import type { DocumentId } from './types.ts'

/** Blames found before, the least recently used dropped first. A version's blame never changes, so nothing goes stale. */
export class BlameCache {
  readonly #found = new Map<string, Blame>()
  readonly #limit: number
  #lines = 0

  /** `limit`: lines held at most; a blame longer than that is not held at all. */
  constructor(limit = 4_000_000) {
    this.#limit = limit
  }

  has(document: DocumentId, version: number): boolean {
    return this.#found.has(`${document}@${version}`)
  }

  get(document: DocumentId, version: number): Blame | undefined {
    const key = `${document}@${version}`
    const blame = this.#found.get(key)
    if (!blame) return undefined
    this.#found.delete(key)
    this.#found.set(key, blame)
    return blame
  }

  set(document: DocumentId, version: number, blame: Blame): void {
    const key = `${document}@${version}`
    if (blame.length > this.#limit || this.#found.has(key)) return
    this.#found.set(key, blame)
    this.#lines += blame.length
    for (const [oldest, held] of this.#found) {
      if (this.#lines <= this.#limit) return
      this.#found.delete(oldest)
      this.#lines -= held.length
    }
  }
}
