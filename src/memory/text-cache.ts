import type { DocumentId } from './types.ts'

/** Texts of versions, the least recently used dropped first. A version's text never changes, so nothing goes stale. */
export class TextCache {
  readonly #texts = new Map<string, string>()
  readonly #limit: number
  #size = 0

  /** `limit`: characters held at most. A text longer than that is not held at all. */
  constructor(limit: number) {
    this.#limit = limit
  }

  get(document: DocumentId, version: number): string | undefined {
    const key = `${document}@${version}`
    const text = this.#texts.get(key)
    if (text === undefined) return undefined
    this.#texts.delete(key)
    this.#texts.set(key, text)
    return text
  }

  forget(document: DocumentId, version: number): void {
    const key = `${document}@${version}`
    this.#size -= this.#texts.get(key)?.length ?? 0
    this.#texts.delete(key)
  }

  set(document: DocumentId, version: number, text: string): void {
    const key = `${document}@${version}`
    if (text.length > this.#limit || this.#texts.has(key)) return
    this.#texts.set(key, text)
    this.#size += text.length
    for (const [oldest, held] of this.#texts) {
      if (this.#size <= this.#limit) return
      this.#texts.delete(oldest)
      this.#size -= held.length
    }
  }
}
