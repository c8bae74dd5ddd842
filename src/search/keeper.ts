/** Keeps an index in step with a memory: what changed waits in order, and is indexed in small pieces beside all other work. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Memory } from '../memory/contract.ts'
import type { Commit, DocumentId } from '../memory/types.ts'
import { namesOf } from './filters.ts'
import type { IndexedDocument, WordIndex } from './word-index.ts'

/** What is asked of a memory that is searched. */
export type Searched = Pick<Memory, 'head' | 'documents' | 'document' | 'text' | 'history' | 'subscribe'>

/** Documents whose texts are read at once. */
const BATCH = 32
/** Characters of text that are indexed before other work has its turn; about 3 ms. */
const PIECE = 30_000

/** Somebody who waits until what was waiting before is indexed. */
interface Barrier {
  readonly kind: 'barrier'
  pass(): void
  fail(error: unknown): void
}

interface Purge {
  readonly kind: 'purge'
}

export class Keeper {
  readonly #memory: Searched
  readonly #index: WordIndex
  /** In the order in which it came. A document that changes again keeps its place: it is read when its turn comes. */
  readonly #waiting = new Set<DocumentId | Barrier | Purge>()
  readonly #unsubscribe: () => void
  #running: Promise<void> | null = null
  #closed = false
  #authors: Map<DocumentId, Set<string>> | null = null

  /** Begins at once to index what the index does not hold yet. */
  constructor(memory: Searched, index: WordIndex) {
    this.#memory = memory
    this.#index = index
    this.#unsubscribe = memory.subscribe((commit) => this.#note(commit))
    for (const { document, version, path } of memory.documents()) {
      const standing = index.standing.get(document)
      if (standing?.version !== version || standing.path !== path) this.#waiting.add(document)
    }
    for (const document of index.standing.keys()) if (!memory.document(document)) this.#waiting.add(document)
    // Something may have been erased while nobody kept the index.
    if (this.#waiting.size > 0 && index.standing.size > 0) this.#waiting.add({ kind: 'purge' })
    this.#go()
  }

  /**
   * Resolves when every commit that is folded now is in the index, and what was erased is gone from its file. Rejects
   * when a text could not be read; the next call tries again.
   */
  caughtUp(): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('The search was closed.'))
    if (this.#waiting.size === 0 && !this.#running) return Promise.resolve()
    return new Promise((pass, fail) => {
      this.#waiting.add({ kind: 'barrier', pass, fail })
      this.#go()
    })
  }

  /** Everybody who ever changed the document, by folded name. No I/O. */
  authorsOf(document: DocumentId): ReadonlySet<string> {
    this.#authors ??= authorsIn(this.#memory.history({ limit: this.#memory.head }))
    return this.#authors.get(document) ?? new Set()
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#unsubscribe()
    await this.#running
    this.#fail(new Error('The search was closed.'))
  }

  #note(commit: Commit): void {
    if (this.#authors) noteAuthors(this.#authors, commit)
    for (const { document } of commit.changes) this.#waiting.add(document)
    if (commit.changes.some(({ kind }) => kind === 'erase')) this.#waiting.add({ kind: 'purge' })
    this.#go()
  }

  #go(): void {
    this.#running ??= this.#run()
  }

  async #run(): Promise<void> {
    try {
      // What is committed in the same moment shall be indexed together.
      await nextTurn()
      while (this.#waiting.size > 0 && !this.#closed) await this.#step()
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#running = null
    }
  }

  async #step(): Promise<void> {
    const [first] = this.#waiting
    if (typeof first === 'string') return await this.#indexNext()
    if (first?.kind === 'purge') while (this.#index.purge()) await nextTurn()
    if (first?.kind === 'barrier') first.pass()
    if (first) this.#waiting.delete(first)
  }

  async #indexNext(): Promise<void> {
    const batch: DocumentId[] = []
    for (const each of this.#waiting) {
      if (typeof each !== 'string' || batch.length === BATCH) break
      batch.push(each)
      this.#waiting.delete(each)
    }
    try {
      await this.#indexAll(batch)
    } catch (error) {
      for (const document of batch) this.#waiting.add(document)
      throw error
    }
  }

  async #indexAll(batch: readonly DocumentId[]): Promise<void> {
    const read = await Promise.all(batch.map((document) => this.#read(document)))
    let put: IndexedDocument[] = []
    let size = 0
    for (const document of read) {
      if (!document) continue
      put.push(document)
      size += document.text.length
      if (size < PIECE) continue
      this.#index.change(put, [])
      put = []
      size = 0
      await nextTurn()
    }
    const gone = batch.filter((_, i) => !read[i])
    if (put.length + gone.length > 0) this.#index.change(put, gone)
    await nextTurn()
  }

  /** Null when there is no such document any more. One that changes while it is read waits for its turn again. */
  async #read(document: DocumentId): Promise<IndexedDocument | null> {
    const info = this.#memory.document(document)
    const text = info ? await this.#memory.text(document, info.version) : null
    return info && text !== null ? { document, version: info.version, path: info.path, text } : null
  }

  #fail(error: unknown): void {
    for (const each of this.#waiting) {
      if (typeof each === 'string' || each.kind !== 'barrier') continue
      this.#waiting.delete(each)
      each.fail(error)
    }
  }
}

function authorsIn(commits: readonly Commit[]): Map<DocumentId, Set<string>> {
  const authors = new Map<DocumentId, Set<string>>()
  for (const commit of commits) noteAuthors(authors, commit)
  return authors
}

function noteAuthors(authors: Map<DocumentId, Set<string>>, { actor, changes }: Commit): void {
  for (const { document } of changes) {
    const names = authors.get(document) ?? new Set()
    for (const name of namesOf(actor)) names.add(name)
    authors.set(document, names)
  }
}
