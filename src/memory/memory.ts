import { randomBytes } from 'node:crypto'
import {
  type ChangePlan,
  type ChangePlanning,
  planClear,
  planMove,
  planNew,
  planRemoval,
  planRestore,
  planRevert,
  planSave,
} from './changes.ts'
import type { CommandResult, MemoryCommand } from './command.ts'
import { type Planning, planCommand, type WriteCommand, type WritePlan } from './commands.ts'
import type { Caller, ChangeOutcome, Memory } from './contract.ts'
import { Fold } from './fold.ts'
import { listDirectory } from './listing.ts'
import type { MemoryLog } from './log.ts'
import { parseMemoryPath } from './path.ts'
import { type Mark, Seen } from './seen.ts'
import { TextCache } from './text-cache.ts'
import type { Commit, DocumentId, DocumentInfo } from './types.ts'
import { viewDocument } from './view.ts'
import { type Ground, type Planned, Writer, writtenBy } from './writer.ts'

export interface MemoryOptions {
  /** UTF-8 bytes of the largest document; 1 MB when left out. */
  readonly maxBytes?: number
  /** Characters of document text held for quick reading; 32 million when left out. */
  readonly cacheSize?: number
  readonly now?: () => Date
  readonly newId?: () => DocumentId
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
  readonly #listeners = new Set<(commit: Commit) => void>()
  readonly #maxBytes: number
  readonly #newId: () => DocumentId
  readonly #report: (error: unknown) => void

  constructor(log: MemoryLog, options: MemoryOptions) {
    this.#log = log
    this.#maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES
    this.#newId = options.newId ?? randomId
    this.#report = options.report ?? throwLater
    const texts = new TextCache(options.cacheSize ?? DEFAULT_CACHE)
    const announce = (commit: Commit) => this.#announce(commit)
    this.#writer = new Writer({
      log,
      fold: this.#fold,
      texts,
      seen: this.#seen,
      now: options.now ?? (() => new Date()),
      announce,
    })
  }

  load(): Promise<void> {
    return this.#writer.catchUp()
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

  see(reader: string, document: DocumentId, version: number): void {
    this.#seen.markRead(reader, document, version)
  }

  subscribe(listener: (commit: Commit) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    await this.#writer.idle()
    await this.#log.close()
  }

  run(command: MemoryCommand, by: Caller): Promise<CommandResult> {
    return command.command === 'view' ? this.#view(command, by) : this.#write(command, by)
  }

  async #view(command: Extract<MemoryCommand, { command: 'view' }>, by: Caller): Promise<CommandResult> {
    const parsed = parseMemoryPath(command.path)
    if (!parsed.ok) return { text: `Error: ${parsed.message}`, isError: true, seen: [] }
    const info = this.at(parsed.path)
    if (info) {
      const text = await this.text(info.document, info.version)
      if (text === null) throw missingText(info)
      const viewed = viewDocument(info.path, text, command.view_range)
      if (!viewed.ok) return { text: viewed.message, isError: true, seen: [] }
      this.#seen.markRead(by.reader, info.document, info.version)
      return { text: viewed.text, isError: false, seen: [{ document: info.document, version: info.version }] }
    }
    if (!parsed.isRoot && !this.#fold.tree.isDirectory(parsed.path)) {
      return {
        text: `The path ${parsed.path} does not exist. Please provide a valid path.`,
        isError: true,
        seen: [],
      }
    }
    const listing = listDirectory(this.#fold.tree, parsed.path, command.view_range)
    if (!listing.ok) return { text: listing.message, isError: true, seen: [] }
    for (const shown of listing.shown) this.#seen.markKnown(by.reader, shown.document, shown.version)
    return { text: listing.text, isError: false, seen: [] }
  }

  #write(command: WriteCommand, by: Caller): Promise<CommandResult> {
    return this.#writer.submit<CommandResult>({
      by,
      plan: async (ground) => answerOf(await planCommand(command, this.#planning(ground, by))),
      again: (commit) => ({
        text: commit.result ?? '',
        isError: false,
        commit: commit.number,
        seen: commit.reason === 'str_replace' ? [] : seenIn(writtenBy(commit)),
      }),
    })
  }

  #planning({ tree, text, seen }: Ground, by: Caller): Planning {
    const textOf: Planning['textOf'] = async (info) => {
      const found = await text(info.document, info.version)
      if (found === null) throw missingText(info)
      return found
    }
    return { tree, textOf, seen, reader: by.reader, maxBytes: this.#maxBytes, newId: this.#newId }
  }

  create(path: string, text: string, by: Caller) {
    return this.#change(by, (p) => planNew(path, text, p))
  }

  save(id: DocumentId, base: number, text: string, by: Caller) {
    return this.#change(by, (p) => planSave(id, base, text, by.actor, p))
  }

  rename(from: string, to: string, by: Caller) {
    return this.#change(by, (p) => planMove(from, to, p))
  }

  delete(path: string, by: Caller, base?: number) {
    return this.#change(by, (p) => planRemoval(path, base, p))
  }

  clear(by: Caller) {
    return this.#change(by, (p) => planClear(p))
  }

  restore(id: DocumentId, version: number, by: Caller) {
    return this.#change(by, (p) => planRestore(id, version, this.#fold.lastPath(id), p))
  }

  revert(number: number, by: Caller): Promise<ChangeOutcome> {
    return this.#change(by, (p) => {
      const commit = this.#fold.commit(number)
      if (!commit) return { kind: 'refused', code: 'not_found', message: `There is no commit ${number}.` }
      const untouched = (id: DocumentId) =>
        this.#fold.lastTouch(id) === number && p.tree.document(id) === this.document(id)
      return planRevert(commit, this.#fold.before(commit), untouched, p)
    })
  }

  #change(by: Caller, plan: (p: ChangePlanning) => ChangePlan | Promise<ChangePlan>): Promise<ChangeOutcome> {
    return this.#writer.submit<ChangeOutcome>({
      by,
      plan: async ({ tree, text }) =>
        this.#outcome(await plan({ tree, text, maxBytes: this.#maxBytes, newId: this.#newId })),
      again: (commit) => ({
        kind: 'done',
        commit,
        document: this.document(commit.changes[0]?.document ?? ''),
      }),
    })
  }

  #outcome(plan: ChangePlan): Planned<ChangeOutcome> {
    if (plan.kind !== 'write') return { kind: 'answer', value: plan }
    const { reason, changes, document: id, merged } = plan
    const answer = (commit: Commit): ChangeOutcome => {
      const document = id === undefined ? undefined : this.document(id)
      return merged !== undefined && document
        ? { kind: 'merged', commit, document, text: merged }
        : { kind: 'done', commit, document }
    }
    return { kind: 'write', reason, changes, readsResult: true, answer }
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

function missingText(info: DocumentInfo): Error {
  return new Error(`The text of ${info.path}, version ${info.version}, is missing from storage.`)
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}

function answerOf(plan: WritePlan): Planned<CommandResult> {
  switch (plan.kind) {
    case 'refused': {
      const read = (plan.shows ?? []).map(
        ({ document, version }): Mark => ({ kind: 'read', document, version }),
      )
      const known = (plan.names ?? []).map(
        ({ document, version }): Mark => ({ kind: 'known', document, version }),
      )
      const value = { text: plan.text, isError: true, seen: seenIn(read) }
      return { kind: 'answer', value, shows: [...read, ...known] }
    }
    case 'nothing':
      return { kind: 'answer', value: { text: plan.text, isError: false, seen: [] } }
    case 'write': {
      const { reason, changes, text, readsResult } = plan
      const answer = (commit: Commit): CommandResult => {
        const seen = readsResult ? seenIn(writtenBy(commit)) : []
        return { text, isError: false, commit: commit.number, seen }
      }
      return { kind: 'write', reason, changes, result: text, readsResult, answer }
    }
    default:
      return plan satisfies never
  }
}

function seenIn(marks: readonly Mark[]): CommandResult['seen'] {
  return marks.map(({ document, version }) => ({ document, version }))
}
