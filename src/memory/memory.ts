import { randomBytes } from 'node:crypto'
import { missingText, refusedCommand } from './answers.ts'
import { expectCaller } from './caller.ts'
import { planClear, planMove, planNew, planRemoval, planRestore, planSave } from './changes.ts'
import type { CommandResult, MemoryCommand } from './command.ts'
import type { Caller, EraseRequest, Memory, Planner } from './contract.ts'
import { Fold } from './fold.ts'
import { listDirectory } from './listing.ts'
import type { MemoryLog } from './log.ts'
import { outerDirectories } from './mounts.ts'
import { parseMemoryCommand } from './parse-command.ts'
import { parseMemoryPath, ROOT } from './path.ts'
import type { Policy } from './policy.ts'
import { Seen } from './seen.ts'
import { standsSince } from './standing.ts'
import { TextCache } from './text-cache.ts'
import type { Commit, DocumentId } from './types.ts'
import { viewDocument } from './view.ts'
import { Writer } from './writer.ts'
import { Writes } from './writes.ts'

export interface MemoryOptions {
  /** UTF-8 bytes of the largest document; 1 MB when left out. */
  readonly maxBytes?: number
  /** Characters of document text held for quick reading; 32 million when left out. */
  readonly cacheSize?: number
  readonly now?: () => Date
  readonly newId?: () => DocumentId
  /** What may be stored; everything, when left out. */
  readonly policy?: Policy
  /** Told of an error that a subscriber threw, which is a bug; when left out it is thrown where nobody catches it. */
  readonly report?: (error: unknown) => void
}

export const DEFAULT_MAX_BYTES = 1_000_000
const DEFAULT_CACHE = 32_000_000
const HISTORY_PAGE = 50

/** Opens the memory that a log holds: reads all commits (without texts) and folds them. The memory closes the log with itself. */
export async function openMemory(log: MemoryLog, options: MemoryOptions = {}): Promise<Memory> {
  const memory = new LogMemory(log, options)
  await memory.load()
  memory.follow()
  return memory
}

function randomId(): DocumentId {
  const digits = BigInt(`0x${randomBytes(13).toString('hex')}`).toString(36)
  return `doc_${digits.padStart(20, '0').slice(-20)}`
}

class LogMemory implements Memory {
  readonly #log: MemoryLog
  readonly #fold = new Fold()
  readonly #seen = new Seen()
  readonly #writer: Writer
  readonly #writes: Writes
  readonly #listeners = new Set<(commit: Commit) => void>()
  readonly #report: (error: unknown) => void
  readonly #now: () => Date
  readonly #lastRead = new Map<DocumentId, string>()
  #unwatch: (() => void) | undefined

  constructor(log: MemoryLog, options: MemoryOptions) {
    this.#log = log
    this.#report = options.report ?? throwLater
    this.#now = options.now ?? (() => new Date())
    const texts = new TextCache(options.cacheSize ?? DEFAULT_CACHE)
    const announce = (commit: Commit) => this.#announce(commit)
    this.#writer = new Writer({
      log,
      fold: this.#fold,
      texts,
      seen: this.#seen,
      now: this.#now,
      announce,
    })
    this.#writes = new Writes({
      fold: this.#fold,
      writer: this.#writer,
      maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES,
      newId: options.newId ?? randomId,
      policy: options.policy,
    })
  }

  load(): Promise<void> {
    return this.#writer.catchUp()
  }

  /** Folds from now on what others append. */
  follow(): void {
    this.#unwatch = this.#log.watch?.(() => this.#writer.nudge())
  }

  get head(): number {
    return this.#fold.head
  }

  documents() {
    return this.#fold.tree.documents()
  }

  document(id: DocumentId) {
    return this.#fold.tree.document(id)
  }

  at(path: string) {
    return this.#fold.tree.at(path)
  }

  directory(path: string) {
    return this.#fold.tree.directory(path)
  }

  recent(directory: string) {
    return this.#fold.tree.recent(directory)
  }

  async text(id: DocumentId, version?: number): Promise<string | null> {
    const wanted = version ?? this.document(id)?.version
    return wanted === undefined ? null : this.#writer.text(id, wanted)
  }

  history(query: { document?: DocumentId; before?: number; limit?: number } = {}): readonly Commit[] {
    return this.#fold.history(
      query.document,
      query.before ?? Number.POSITIVE_INFINITY,
      query.limit ?? HISTORY_PAGE,
    )
  }

  authors() {
    return [...this.#fold.authors]
  }

  undos() {
    return this.#fold.undos
  }

  versions(id: DocumentId): readonly number[] {
    return this.#fold.versions(id)
  }

  see(reader: string, document: DocumentId, version: number, at = this.#now().toISOString()): void {
    this.#seen.markRead(reader, document, version)
    if (at > (this.#lastRead.get(document) ?? '')) this.#lastRead.set(document, at)
  }

  know(reader: string, document: DocumentId, version: number): void {
    this.#seen.markKnown(reader, document, version)
  }

  lastRead(id: DocumentId): string | undefined {
    return this.#lastRead.get(id)
  }

  subscribe(listener: (commit: Commit) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#unwatch?.()
    await this.#writer.close()
    await this.#log.close()
  }

  async run(input: MemoryCommand, by: Caller): Promise<CommandResult> {
    expectCaller(by)
    // Whatever its type says, it may come from a model.
    const parsed = parseMemoryCommand(input)
    if (!parsed.ok) return refusedCommand(parsed.message)
    const { command } = parsed
    return command.command === 'view' ? await this.#view(command, by) : await this.#writes.run(command, by)
  }

  async #view(command: Extract<MemoryCommand, { command: 'view' }>, by: Caller): Promise<CommandResult> {
    const parsed = parseMemoryPath(command.path)
    if (!parsed.ok) return refusedCommand(`Error: ${parsed.message}`)
    const path = by.mount?.inner(parsed.path) ?? parsed.path
    const info = this.at(path)
    if (info) {
      const text = await this.text(info.document, info.version)
      if (text === null) throw missingText(info)
      const viewed = viewDocument(parsed.path, text, command.view_range)
      if (!viewed.ok) return refusedCommand(viewed.message)
      this.see(by.reader, info.document, info.version)
      return { text: viewed.text, isError: false, seen: [{ document: info.document, version: info.version }] }
    }
    if (path !== ROOT && !this.#fold.tree.isDirectory(path)) {
      return refusedCommand(`The path ${parsed.path} does not exist. Please provide a valid path.`)
    }
    const tree = by.mount ? outerDirectories(this.#fold.tree, by.mount) : this.#fold.tree
    const listing = listDirectory(tree, parsed.path, command.view_range)
    if (!listing.ok) return refusedCommand(listing.message)
    for (const shown of listing.shown) this.know(by.reader, shown.document, standsSince(shown))
    return { text: listing.text, isError: false, seen: [] }
  }

  create(path: string, text: string, by: Caller) {
    return this.#writes.change((p) => planNew(path, text, p), by)
  }

  save(id: DocumentId, base: number, text: string, by: Caller) {
    return this.#writes.change((p) => planSave(id, base, text, by.actor, p), by)
  }

  rename(from: string, to: string, by: Caller, base?: number) {
    return this.#writes.change((p) => planMove(from, to, base, p), by)
  }

  delete(path: string, by: Caller, base?: number) {
    return this.#writes.change((p) => planRemoval(path, base, p), by)
  }

  clear(by: Caller) {
    return this.#writes.change((p) => planClear(p), by)
  }

  restore(id: DocumentId, version: number, by: Caller, base?: number) {
    return this.#writes.change(
      (p) => planRestore({ id, version, base, lastPath: p.past.lastPath(id) }, p),
      by,
    )
  }

  revert(number: number, by: Caller) {
    return this.#writes.revert(number, by)
  }

  change(plan: Planner, by: Caller) {
    return this.#writes.change(plan, by)
  }

  erase(request: EraseRequest, by: Caller) {
    return this.#writes.erase(request, by)
  }

  #announce(commit: Commit): void {
    for (const listener of this.#listeners) {
      try {
        listener(commit)
      } catch (error) {
        this.#report(error)
      }
    }
  }
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
