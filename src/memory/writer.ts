/**
 * Writes, one after the other: each is planned on the tree as the ones before left it, and all that wait together are
 * appended together. Whoever loses a race for the head catches up and is planned again.
 */

import { type Caller, expectCaller } from './caller.ts'
import type { Fold } from './fold.ts'
import { type Entry, type Gone, HeadMoved, type MemoryLog } from './log.ts'
import {
  type Ground,
  movedBy,
  type Planned,
  planTogether,
  type Waiting,
  type Write,
  writtenBy,
} from './proposals.ts'
import type { Seen } from './seen.ts'
import type { TextCache } from './text-cache.ts'
import type { Commit, DocumentId, Draft, SealedCommit } from './types.ts'

interface Job<R> {
  readonly by: Caller
  /** Whether it may make something go for ever; then it is planned and appended alone. */
  readonly alone?: boolean
  readonly plan: (ground: Ground) => Promise<Planned<R>>
  /** What to answer when the key's commit is already in the log. */
  readonly again: (commit: Commit) => R
}

/** Writes appended at once at most; bounds one transaction. */
const BATCH = 64
/** Races lost in a row before a writer gives up; each means that another server wrote meanwhile. */
const RACES = 50

export class Writer {
  readonly #log: MemoryLog
  readonly #fold: Fold
  readonly #texts: TextCache
  readonly #seen: Seen
  readonly #now: () => Date
  readonly #announce: (commit: Commit) => void
  readonly #queue: Waiting[] = []
  #running: Promise<void> | null = null
  /** Somebody else may have appended since we last looked. */
  #behind = false
  #closed = false

  constructor(parts: {
    log: MemoryLog
    fold: Fold
    texts: TextCache
    seen: Seen
    now: () => Date
    announce: (commit: Commit) => void
  }) {
    this.#log = parts.log
    this.#fold = parts.fold
    this.#texts = parts.texts
    this.#seen = parts.seen
    this.#now = parts.now
    this.#announce = parts.announce
  }

  /**
   * Resolves with the job's answer once its change (if any) is durable and folded. Rejects on broken storage, and for
   * what is a bug of whoever asks: no caller, or a memory that was closed.
   */
  submit<R>(job: Job<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      expectCaller(job.by)
      if (this.#closed) throw new Error('This memory was closed. Open it again to write.')
      this.#queue.push({
        by: job.by,
        alone: job.alone ?? false,
        again: (commit) => resolve(job.again(commit)),
        fail: reject,
        plan: async (ground) => {
          const planned = await job.plan(ground)
          if (planned.kind === 'answer')
            return { kind: 'answer', settle: () => this.#show(job.by, planned, resolve) }
          const { reason, undoes, changes, result, readsResult, answer, gone } = planned
          const { actor, origin, key, reader } = job.by
          const at = this.#now().toISOString()
          const draft: Draft = { at, actor, reason, undoes, origin, key, result, changes }
          const settle = (commit: Commit) => resolve(answer(commit))
          return { kind: 'write', draft, reader, readsResult, gone, settle }
        },
      })
      this.#running ??= this.#run()
    })
  }

  #show<R>(by: Caller, answer: Extract<Planned<R>, { kind: 'answer' }>, resolve: (value: R) => void): void {
    this.#seen.mark(by.reader, answer.shows ?? [])
    resolve(answer.value)
  }

  /** Takes no more; resolves when nothing waits any more. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  /** Has what others have appended folded soon, between two of our own writes. */
  nudge(): void {
    this.#behind = true
    this.#running ??= this.#run()
  }

  /** Folds what others have appended since. */
  async catchUp(): Promise<void> {
    for await (const commit of this.#log.read(this.#fold.head)) this.#take(commit)
  }

  async #run(): Promise<void> {
    try {
      // What is submitted in the same moment shall share an append.
      await Promise.resolve()
      while (this.#behind || this.#queue.length > 0) {
        if (this.#behind) await this.#look()
        else await this.#runBatch(this.#nextBatch())
      }
    } finally {
      this.#running = null
    }
  }

  /** A look that fails is made good by the next write or the next nudge. */
  async #look(): Promise<void> {
    this.#behind = false
    await this.catchUp().catch(() => {})
  }

  /** The next jobs, but never two with the same key: the second must find the first one's commit. */
  #nextBatch(): readonly Waiting[] {
    const keys = new Set<string>()
    const batch: Waiting[] = []
    while (batch.length < BATCH) {
      const [first] = this.#queue
      if (!first) break
      if (first.alone && batch.length > 0) break
      const { key } = first.by
      if (key !== undefined && keys.has(key)) break
      if (key !== undefined) keys.add(key)
      batch.push(first)
      this.#queue.shift()
      if (first.alone) break
    }
    return batch
  }

  async #runBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      for (let race = 0; race < RACES; race++) {
        if (await this.#tryBatch(batch)) return
        await this.catchUp()
      }
      throw new Error(`The memory is too busy: ${RACES} times in a row another server wrote first.`)
    } catch (error) {
      await this.catchUp().catch(() => {})
      for (const job of batch) job.fail(error)
    }
  }

  /** False when the head was moved by another writer, so that all must be planned again. */
  async #tryBatch(batch: readonly Waiting[]): Promise<boolean> {
    const head = this.#fold.head
    const { writes, answers } = await planTogether(batch, {
      fold: this.#fold,
      seen: this.#seen,
      text: (id, version) => this.text(id, version),
    })
    if (writes.length > 0) {
      const entries = writes.map(({ entry }) => entry)
      if (!(await this.#append(head, entries, writes[0]?.write.gone?.(head + 1)))) return false
      for (const { entry, write } of writes) this.#settle(entry, write)
    }
    for (const answer of answers) answer()
    return true
  }

  /** Folds one commit and answers whoever asked for it, before the next is folded: the answer tells of this version. */
  #settle({ commit, texts }: Entry, write: Write): void {
    for (const { document, text } of texts) this.#texts.set(document, commit.number, text)
    this.#take(commit)
    if (write.readsResult) this.#seen.mark(write.reader, writtenBy(commit))
    this.#seen.mark(write.reader, movedBy(commit))
    write.settle(commit)
  }

  /**
   * False when another writer was first. An append may have reached the log although its answer did not reach us: then the
   * log has the very commit that we sealed, and all is well.
   */
  async #append(head: number, entries: readonly Entry[], gone: Gone | undefined): Promise<boolean> {
    const [first] = entries
    if (!first) return true
    try {
      if (gone) await this.#log.erase(head, first, gone)
      else await this.#log.append(head, entries)
      return true
    } catch (error) {
      await this.catchUp().catch(() => {})
      if (this.#fold.commit(head + 1)?.seal.hash === first.commit.seal.hash) return true
      if (error instanceof HeadMoved) return false
      throw error
    }
  }

  #forget(texts: Gone['texts']): void {
    for (const { document, version } of texts) this.#texts.forget(document, version)
  }

  /** The text of a version, from the cache or the log. */
  async text(document: DocumentId, version: number): Promise<string | null> {
    const held = this.#texts.get(document, version)
    if (held !== undefined) return held
    const { erasures } = this.#fold
    const text = await this.#log.text(document, version)
    // What was erased while it was read is given this once more, and not kept.
    if (text !== null && erasures === this.#fold.erasures) this.#texts.set(document, version, text)
    return text
  }

  #take(commit: SealedCommit): void {
    if (commit.number <= this.#fold.head) return
    this.#fold.apply(commit)
    for (const change of commit.changes) {
      if (change.kind === 'erase')
        this.#forget(change.versions.map((version) => ({ document: change.document, version })))
    }
    this.#announce(commit)
  }
}
