import { randomBytes } from 'node:crypto'
import { answerOf, missingText, recorded, refusedCommand } from './answers.ts'
import { planClear, planMove, planNew, planRemoval, planRestore, planRevert, planSave } from './changes.ts'
import type { CommandResult, MemoryCommand } from './command.ts'
import { type Planning, planCommand, type WriteCommand } from './commands.ts'
import type {
  Caller,
  ChangeOutcome,
  Conflicts,
  EraseOutcome,
  EraseRequest,
  Memory,
  Planner,
} from './contract.ts'
import { type ErasePlan, goneBy, planErase, targetsOf } from './erasing.ts'
import { Fold } from './fold.ts'
import { listDirectory } from './listing.ts'
import type { MemoryLog } from './log.ts'
import {
  innerChange,
  type Mount,
  outerBefore,
  outerDirectories,
  outerInfo,
  outerPast,
  outerTree,
  whyNoRoom,
} from './mounts.ts'
import { parseMemoryPath, ROOT } from './path.ts'
import type { BatchPlan, ChangePlan, ChangePlanning } from './planning.ts'
import type { Policy, PolicyRefusal } from './policy.ts'
import { actorName } from './refusal.ts'
import { Seen } from './seen.ts'
import { standsSince } from './standing.ts'
import { TextCache } from './text-cache.ts'
import type { Commit, DocumentId, DocumentInfo } from './types.ts'
import { viewDocument } from './view.ts'
import { type Ground, type Planned, Writer } from './writer.ts'

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
  readonly #listeners = new Set<(commit: Commit) => void>()
  readonly #maxBytes: number
  readonly #newId: () => DocumentId
  readonly #report: (error: unknown) => void
  readonly #policy: Policy | undefined
  readonly #now: () => Date
  readonly #lastRead = new Map<DocumentId, string>()
  #unwatch: (() => void) | undefined

  constructor(log: MemoryLog, options: MemoryOptions) {
    this.#log = log
    this.#maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES
    this.#newId = options.newId ?? randomId
    this.#report = options.report ?? throwLater
    this.#policy = options.policy
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
    await this.#writer.idle()
    await this.#log.close()
  }

  run(command: MemoryCommand, by: Caller): Promise<CommandResult> {
    return command.command === 'view' ? this.#view(command, by) : this.#write(command, by)
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

  #write(command: WriteCommand, by: Caller): Promise<CommandResult> {
    return this.#writer.submit<CommandResult>({
      by,
      plan: async (below) => {
        const ground = seenFrom(by.mount, below)
        const planned = answerOf(await planCommand(command, this.#planning(ground, by)))
        const refusal = await this.#refusal(planned, ground, by)
        if (refusal) return { kind: 'answer', value: refusedCommand(`Error: ${refusal.message}`) }
        return inside(by.mount, planned)
      },
      again: recorded,
    })
  }

  #planning({ tree, text, seen }: Ground, by: Caller): Planning {
    const textOf: Planning['textOf'] = async (info) => {
      const found = await text(info.document, info.version)
      if (found === null) throw missingText(info)
      return found
    }
    const byWhom = (info: DocumentInfo) => this.#byWhom(info, by)
    return { tree, textOf, byWhom, seen, reader: by.reader, maxBytes: this.#maxBytes, newId: this.#newId }
  }

  async #byWhom({ document, version, changedBy }: DocumentInfo, { whereabouts }: Caller): Promise<string> {
    const [last] = this.#fold.history(document, Number.POSITIVE_INFINITY, 1)
    const where = last?.origin && last.number >= version ? await whereabouts?.(last.origin) : undefined
    return where ? `${actorName(changedBy)} ${where}` : actorName(changedBy)
  }

  create(path: string, text: string, by: Caller) {
    return this.#change((p) => planNew(path, text, p), by)
  }

  save(id: DocumentId, base: number, text: string, by: Caller) {
    return this.#change((p) => planSave(id, base, text, by.actor, p), by)
  }

  rename(from: string, to: string, by: Caller, base?: number) {
    return this.#change((p) => planMove(from, to, base, p), by)
  }

  delete(path: string, by: Caller, base?: number) {
    return this.#change((p) => planRemoval(path, base, p), by)
  }

  clear(by: Caller) {
    return this.#change((p) => planClear(p), by)
  }

  restore(id: DocumentId, version: number, by: Caller, base?: number) {
    return this.#change((p) => planRestore({ id, version, base, lastPath: p.past.lastPath(id) }, p), by)
  }

  revert(number: number, by: Caller): Promise<ChangeOutcome> {
    return this.#change((p) => {
      const commit = this.#fold.commit(number)
      if (!commit) return { kind: 'refused', code: 'not_found', message: `There is no commit ${number}.` }
      const untouched = (id: DocumentId) =>
        this.#fold.lastTouch(id) === number && samePlace(p.tree.document(id), this.#outer(id, by))
      return planRevert(commit, outerBefore(this.#fold.before(commit), by.mount), untouched, p)
    }, by)
  }

  change(plan: Planner, by: Caller): Promise<ChangeOutcome | Conflicts> {
    return this.#change(plan, by)
  }

  #change(plan: (p: ChangePlanning) => ChangePlan | Promise<ChangePlan>, by: Caller): Promise<ChangeOutcome>
  #change(plan: Planner, by: Caller): Promise<ChangeOutcome | Conflicts>
  #change(plan: Planner, by: Caller): Promise<ChangeOutcome | Conflicts> {
    return this.#writer.submit<ChangeOutcome | Conflicts>({
      by,
      plan: async (below) => {
        const ground = seenFrom(by.mount, below)
        const made = await plan(this.#changePlanning(ground, by))
        const planned = this.#outcome(made)
        const trial = made.kind === 'write' && made.trial === true
        const refusal = await this.#refusal(planned, ground, by, trial)
        if (refusal) return { kind: 'answer', value: { kind: 'refused', ...refusal } }
        if (trial) return { kind: 'answer', value: { kind: 'unchanged' } }
        return inside(by.mount, planned)
      },
      again: (commit) => ({
        kind: 'done',
        commit,
        document: this.document(commit.changes[0]?.document ?? ''),
      }),
    })
  }

  async erase(request: EraseRequest, by: Caller): Promise<EraseOutcome> {
    const whole = request.erase.filter((each) => each.versions === 'all')
    for (const { document } of whole) {
      const path = this.document(document)?.path
      const deleted =
        path === undefined ? null : await this.delete(path, { ...by, key: undefined, mount: undefined })
      if (deleted?.kind === 'refused') return deleted
    }
    return this.#writer.submit<EraseOutcome>({
      by,
      alone: true,
      plan: async (ground) =>
        inside(
          by.mount,
          this.#erasure(
            await planErase(request, this.#fold, this.#changePlanning(seenFrom(by.mount, ground), by)),
          ),
        ),
      again: (commit) => ({ kind: 'done', commit, erased: targetsOf(commit.changes) }),
    })
  }

  #outer(id: DocumentId, { mount }: Caller): DocumentInfo | undefined {
    const info = this.document(id)
    return info && mount ? outerInfo(info, mount) : info
  }

  #erasure(plan: ErasePlan): Planned<EraseOutcome> {
    if (plan.kind !== 'erase') return { kind: 'answer', value: plan }
    const { changes, erased } = plan
    const answer = (commit: Commit): EraseOutcome => ({ kind: 'done', commit, erased })
    const gone = (number: number) => goneBy(erased, number, this.#fold)
    return { kind: 'write', reason: 'erase', changes, readsResult: true, answer, gone }
  }

  #changePlanning({ tree, text }: Ground, { mount }: Caller): ChangePlanning {
    const past = mount ? outerPast(this.#fold, mount) : this.#fold
    return { tree, text, maxBytes: this.#maxBytes, newId: this.#newId, past }
  }

  /** Why a planned write may not be; null when it may, or when nothing would be written. */
  async #refusal(
    planned: Planned<unknown>,
    { tree, text }: Ground,
    by: Caller,
    trial = false,
  ): Promise<PolicyRefusal | null> {
    if (planned.kind === 'answer') return null
    const { reason, changes } = planned
    const taken = by.mount && whyNoRoom(changes, by.mount)
    if (taken) return { code: 'exists', message: taken }
    if (!this.#policy) return null
    return await this.#policy({ by, reason, changes, tree, text, trial })
  }

  #outcome(plan: BatchPlan): Planned<ChangeOutcome | Conflicts> {
    if (plan.kind !== 'write') return { kind: 'answer', value: plan }
    const { reason, changes, undoes, document: id, merged } = plan
    const answer = (commit: Commit): ChangeOutcome => {
      const document = id === undefined ? undefined : this.document(id)
      return merged !== undefined && document
        ? { kind: 'merged', commit, document, text: merged }
        : { kind: 'done', commit, document }
    }
    return { kind: 'write', reason, changes, undoes, readsResult: true, answer }
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

/** Whether a document stands as it stood, whoever looks at it. */
function samePlace(a: DocumentInfo | undefined, b: DocumentInfo | undefined): boolean {
  if (!a || !b) return a === b
  return a.path === b.path && a.version === b.version && a.changedAt === b.changedAt
}

/** What a plan stands on, as a caller outside sees it. */
function seenFrom(mount: Mount | undefined, ground: Ground): Ground {
  return mount ? { ...ground, tree: outerTree(ground.tree, mount) } : ground
}

/** What a caller outside has planned, as it is written. */
function inside<R>(mount: Mount | undefined, planned: Planned<R>): Planned<R> {
  if (!mount?.moves || planned.kind === 'answer') return planned
  return { ...planned, changes: planned.changes.map((change) => innerChange(change, mount)) }
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
