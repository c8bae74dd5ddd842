/**
 * The engine's edge: what one principal may do with the memories it may see. Whoever may not read is told that there is
 * nothing there, in the words that it would be told if there were nothing.
 */
import { refusedCommand } from './answers.ts'
import { expectCaller } from './caller.ts'
import type { CommandResult, MemoryCommand } from './command.ts'
import type { Caller, ChangeOutcome, Memory } from './contract.ts'
import type { Held } from './held.ts'
import { listRoot } from './memories-root.ts'
import { firstName, mountPath } from './mounts.ts'
import type { ReadableMemory } from './mounts-memory.ts'
import { parseMemoryCommand } from './parse-command.ts'
import { parseMemoryPath, printable } from './path.ts'
import { missing } from './refusal.ts'
import {
  accessOf,
  DEFAULT_MEMORY,
  type MemoryId,
  type MemoryInfo,
  may,
  type Need,
  type Principal,
} from './rights.ts'
import { standsSince } from './standing.ts'
import type { DocumentId, DocumentInfo, MemoryPath } from './types.ts'

/** A memory that may be used as was asked. It speaks paths as they are outside: `/memories/<mount>/…`. */
export interface Opened<M> {
  readonly kind: 'opened'
  readonly id: MemoryId
  readonly info: MemoryInfo
  readonly memory: M
}

export interface Denied {
  readonly kind: 'denied'
  /** `not_found`: there is nothing, as far as the principal may know; `forbidden`: it may read, but not write. */
  readonly code: 'not_found' | 'forbidden'
  readonly message: string
}

/** A living document, with the path that it has outside and the memory that holds it. */
export type PlacedDocument = DocumentInfo & { readonly memory: MemoryId }

export interface Edge {
  readonly principal: Principal
  /** The memories that it may read, the default one first. */
  list(): readonly MemoryInfo[]
  in(id: MemoryId, need: 'read'): Opened<ReadableMemory> | Denied
  in(id: MemoryId, need: 'write'): Opened<Memory> | Denied
  /** The memory that holds, or once held, the document. */
  holding(document: DocumentId, need: 'read'): Opened<ReadableMemory> | Denied
  holding(document: DocumentId, need: 'write'): Opened<Memory> | Denied
  /** The memory in which a path lies. A path that is none belongs to the default memory, which says what is wrong with it. */
  at(path: string, need: 'read'): Opened<ReadableMemory> | Denied
  at(path: string, need: 'write'): Opened<Memory> | Denied
  /** Runs one of the six commands on whatever is mounted where its path leads. Never rejects for bad input or a refusal. */
  run(command: MemoryCommand, by: Caller): Promise<CommandResult>
  create(path: string, text: string, by: Caller): Promise<PlacedOutcome>
  rename(from: string, to: string, by: Caller, base?: number): Promise<PlacedOutcome>
  delete(path: string, by: Caller, base?: number): Promise<PlacedOutcome>
  /** Living documents of all memories that it may read; memory after memory, each in path order. No I/O. */
  documents(): readonly PlacedDocument[]
  /** The path outside of a path inside one of its memories. Throws when it may not read that memory: that is a bug. */
  outer(memory: MemoryId, path: MemoryPath): MemoryPath
}

export interface PlacedOutcome {
  readonly memory: MemoryId
  readonly outcome: ChangeOutcome
}

export function createEdge(all: ReadonlyMap<MemoryId, Held>, principal: Principal): Edge {
  return new PrincipalEdge(all, principal)
}

class PrincipalEdge implements Edge {
  readonly principal: Principal
  readonly #all: ReadonlyMap<MemoryId, Held>

  constructor(all: ReadonlyMap<MemoryId, Held>, principal: Principal) {
    this.#all = all
    this.principal = principal
  }

  list(): readonly MemoryInfo[] {
    return this.#readable().map(({ info }) => info)
  }

  in(id: MemoryId, need: 'read'): Opened<ReadableMemory> | Denied
  in(id: MemoryId, need: 'write'): Opened<Memory> | Denied
  in(id: MemoryId, need: Need): Opened<ReadableMemory> | Opened<Memory> | Denied {
    return this.#open(this.#all.get(id), need, `There is no memory with the id "${printable(id)}".`)
  }

  holding(document: DocumentId, need: 'read'): Opened<ReadableMemory> | Denied
  holding(document: DocumentId, need: 'write'): Opened<Memory> | Denied
  holding(document: DocumentId, need: Need): Opened<ReadableMemory> | Opened<Memory> | Denied {
    const held = this.#readable().find(
      ({ memory }) => memory.document(document) !== undefined || memory.versions(document).length > 0,
    )
    return this.#open(held, need, 'There is no such document or version.')
  }

  at(path: string, need: 'read'): Opened<ReadableMemory> | Denied
  at(path: string, need: 'write'): Opened<Memory> | Denied
  at(path: string, need: Need): Opened<ReadableMemory> | Opened<Memory> | Denied {
    return this.#open(this.#at(path), need, `${printable(path)} does not exist.`)
  }

  documents(): readonly PlacedDocument[] {
    return this.#readable().flatMap((held) => held.memory.documents().map((info) => placed(held, info)))
  }

  outer(memory: MemoryId, path: MemoryPath): MemoryPath {
    const held = this.#all.get(memory)
    if (!held || !may(held.info, this.principal, 'read'))
      throw new Error(`Expected a memory that may be read, got ${memory}.`)
    return held.mount.outer(path)
  }

  async run(input: MemoryCommand, by: Caller): Promise<CommandResult> {
    expectCaller(by)
    const parsed = parseMemoryCommand(input)
    if (!parsed.ok) return refusedCommand(parsed.message)
    const { command } = parsed
    if (command.command === 'rename') return await this.#runRename(command, by)
    const held = this.#at(command.path)
    if (command.command === 'view') return await this.#view(command, held, by)
    if (!held && command.command === 'create') return refusedCommand(`Error: ${this.#nowhere(command.path)}`)
    const refusal = this.#mountItself(command.path, command.command) ?? this.#whyNotWrite(held, command.path)
    if (refusal || !held) return refusedCommand(`Error: ${refusal}`)
    return inMemory(held, await held.writing.run(command, by))
  }

  async create(path: string, text: string, by: Caller): Promise<PlacedOutcome> {
    return await this.#change(path, (memory) => memory.create(path, text, by))
  }

  async rename(from: string, to: string, by: Caller, base?: number): Promise<PlacedOutcome> {
    const why = this.#mountItself(from, 'rename') ?? this.#acrossMemories(from, to)
    if (why) return { memory: DEFAULT_MEMORY, outcome: { kind: 'refused', code: 'bad_input', message: why } }
    return await this.#change(from, (memory) => memory.rename(from, to, by, base))
  }

  async delete(path: string, by: Caller, base?: number): Promise<PlacedOutcome> {
    const why = this.#mountItself(path, 'delete')
    if (why) return { memory: DEFAULT_MEMORY, outcome: { kind: 'refused', code: 'bad_input', message: why } }
    return await this.#change(path, (memory) => memory.delete(path, by, base))
  }

  async #change(path: string, change: (memory: Memory) => Promise<ChangeOutcome>): Promise<PlacedOutcome> {
    const opened = this.at(path, 'write')
    if (opened.kind === 'opened') return { memory: opened.id, outcome: await change(opened.memory) }
    const { code, message } = opened
    return { memory: DEFAULT_MEMORY, outcome: { kind: 'refused', code, message } }
  }

  async #runRename(
    command: Extract<MemoryCommand, { command: 'rename' }>,
    by: Caller,
  ): Promise<CommandResult> {
    const { old_path: from, new_path: to } = command
    const held = this.#at(from)
    const refusal =
      this.#mountItself(from, 'rename') ?? this.#acrossMemories(from, to) ?? this.#whyNotWrite(held, from)
    if (refusal || !held) return refusedCommand(`Error: ${refusal}`)
    return inMemory(held, await held.writing.run(command, by))
  }

  async #view(
    command: Extract<MemoryCommand, { command: 'view' }>,
    held: Held | undefined,
    by: Caller,
  ): Promise<CommandResult> {
    const parsed = parseMemoryPath(command.path)
    const mounts = this.#readable().filter(({ info }) => info.id !== DEFAULT_MEMORY)
    if (parsed.ok && parsed.isRoot && (mounts.length > 0 || !held))
      return this.#viewRoot(held, mounts, command.view_range, by)
    return held ? inMemory(held, await held.writing.run(command, by)) : refusedCommand(notThere(command.path))
  }

  #viewRoot(
    root: Held | undefined,
    mounts: readonly Held[],
    range: readonly [number, number] | undefined,
    by: Caller,
  ): CommandResult {
    const listing = listRoot(root, mounts, this.principal, range)
    if (!listing.ok) return refusedCommand(listing.message)
    for (const info of listing.shown)
      this.#at(info.path)?.memory.know(by.reader, info.document, standsSince(info))
    return { text: listing.text, isError: false, seen: [] }
  }

  /** Why a command cannot be run on this path as it is where a memory is mounted; null when it is not. */
  #mountItself(path: string, command: MemoryCommand['command']): string | null {
    if (command !== 'delete' && command !== 'rename') return null
    const parsed = parseMemoryPath(path)
    const held = parsed.ok && !parsed.isRoot ? this.#mounted(firstName(parsed.path)) : undefined
    if (!parsed.ok || !held || parsed.path !== mountPath(held.info.mount)) return null
    return `${parsed.path} is where the memory "${held.info.name}" is mounted; it cannot be deleted or renamed.`
  }

  #acrossMemories(from: string, to: string): string | null {
    const target = parseMemoryPath(to)
    const [one, other] = [this.#at(from), this.#at(to)]
    if (!one || !target.ok || target.isRoot || one === other) return null
    const { path } = target
    if (other && path === mountPath(other.info.mount)) return `The destination ${path} already exists`
    return `${printable(from)} and ${path} lie in different memories, and nothing can be moved from one to the other. Create it at ${path} with the same text, then delete ${printable(from)}.`
  }

  /** Why a document cannot be created where no memory is, and where it can. */
  #nowhere(path: string): string {
    const parsed = parseMemoryPath(path)
    if (!parsed.ok) return parsed.message
    const writable = this.#readable().filter(({ info }) => may(info, this.principal, 'write'))
    const places = writable.map(({ info }) => mountPath(info.mount)).join(', ')
    const instead =
      places === ''
        ? 'All memories of this conversation are read only here.'
        : `A new document belongs in a memory: ${places}.`
    return `Nothing can be stored at ${parsed.path}. ${instead}`
  }

  #whyNotWrite(held: Held | undefined, path: string): string | null {
    if (!held) return missing(printable(path)).replace(/^Error: /, '')
    if (may(held.info, this.principal, 'write')) return null
    return readOnly(held.info)
  }

  #open(
    held: Held | undefined,
    need: Need,
    nothing: string,
  ): Opened<ReadableMemory> | Opened<Memory> | Denied {
    const access = held ? accessOf(held.info, this.principal) : 'none'
    if (!held || access === 'none') return { kind: 'denied', code: 'not_found', message: nothing }
    const { info, reading, writing } = held
    if (need === 'read') return { kind: 'opened', id: info.id, info, memory: reading }
    if (access === 'read') return { kind: 'denied', code: 'forbidden', message: readOnly(info) }
    return { kind: 'opened', id: info.id, info, memory: writing }
  }

  /** The memory that a path leads to, among those that may be read. */
  #at(path: string): Held | undefined {
    const parsed = parseMemoryPath(path)
    const mounted = parsed.ok && !parsed.isRoot ? this.#mounted(firstName(parsed.path)) : undefined
    return mounted ?? this.#readable().find(({ info }) => info.id === DEFAULT_MEMORY)
  }

  #mounted(name: string): Held | undefined {
    return this.#readable().find(({ info }) => info.mount === name)
  }

  #readable(): readonly Held[] {
    return [...this.#all.values()].filter(({ info }) => may(info, this.principal, 'read'))
  }
}

function notThere(path: string): string {
  const parsed = parseMemoryPath(path)
  return parsed.ok
    ? `The path ${parsed.path} does not exist. Please provide a valid path.`
    : `Error: ${parsed.message}`
}

function readOnly(info: MemoryInfo): string {
  return `The memory "${info.name}" at ${mountPath(info.mount)} is read only here. Nothing was done.`
}

function inMemory({ info }: Held, result: CommandResult): CommandResult {
  return info.id === DEFAULT_MEMORY ? result : { ...result, memory: info.id }
}

const places = new WeakMap<DocumentInfo, PlacedDocument>()

/** The same object for the same standing: it is asked for often, and there may be many. */
function placed({ info, outside }: Held, document: DocumentInfo): PlacedDocument {
  const outer = outside.info(document)
  const found = places.get(outer) ?? { ...outer, memory: info.id }
  places.set(outer, found)
  return found
}
