/**
 * All memories of a workspace, and the one door to them: `as(principal)` gives what that principal may do, and nothing else.
 * Each memory has a log of its own. The default one always exists, is mounted at /memories itself, and is open to all.
 */
import type { Memory } from './contract.ts'
import type { Held } from './held.ts'
import type { MemoryLog } from './log.ts'
import { createEdge, type Edge } from './memories-edge.ts'
import { whyNotChanged, whyNotMount, whyReserved } from './memories-rules.ts'
import { mountAt, mountPath, rootMount } from './mounts.ts'
import { memoryOutside, outsideOf, readableOutside } from './mounts-memory.ts'
import type { ChangePlan } from './planning.ts'
import { DEFAULT_MEMORY, DEFAULT_NAMES, type MemoryId, type MemoryInfo, type Principal } from './rights.ts'
import type { Commit, DocumentId } from './types.ts'

export type { Denied, Edge, Opened, PlacedDocument, PlacedOutcome } from './memories-edge.ts'
export type { ReadableMemory } from './mounts-memory.ts'

export interface Memories {
  /** All of them, the default one first. For whoever wires; everybody else asks an edge. */
  infos(): readonly MemoryInfo[]
  /** What this principal may do. Rights are looked up at each call, so an edge may be kept. */
  as(principal: Principal): Edge
  /**
   * The memory itself, with its own paths and without any check: for the working copy, backups and verifying. Nothing that
   * answers a person or Claude may use it.
   */
  inside(id: MemoryId): Memory | undefined
  /** Called for each new commit of any memory, with paths as they are outside. Returns the way to stop. */
  subscribe(listener: (memory: MemoryId, commit: Commit) => void): () => void
  /**
   * Opens another memory and mounts it. Nothing was done when there is a problem. `from`: what it holds from the beginning;
   * nothing when left out.
   */
  add(info: MemoryInfo, from?: MemoryLog): Promise<Problem | null>
  /** Changes its name, description, mount and rights; the id stays. The default one keeps its mount and rights. */
  change(info: MemoryInfo): Promise<Problem | null>
  /**
   * Erases every text and name that it ever held, and takes it away. `emptied` is awaited in between: its folder, if it has
   * one, can be emptied.
   */
  remove(id: MemoryId, by: string, emptied?: (head: number) => Promise<void>): Promise<Problem | null>
  close(): Promise<void>
}

export interface Problem {
  readonly code: 'bad_input' | 'exists' | 'not_found' | 'forbidden'
  readonly message: string
}

export interface MemoriesOptions {
  /** As they were stored. The default one is added when it is not among them. */
  readonly infos: readonly MemoryInfo[]
  /** Opens one; asked once for each. `from`: what is copied into its log first, which is empty then. */
  readonly open: (id: MemoryId, from?: MemoryLog) => Promise<Memory>
}

/** The memory that is there before anybody has made one. */
export function defaultMemory(): MemoryInfo {
  return {
    id: DEFAULT_MEMORY,
    ...DEFAULT_NAMES,
    mount: '',
    everyone: 'write',
    members: {},
    workingCopy: true,
    createdAt: new Date(0).toISOString(),
  }
}

/** Opens all memories. They are closed together; whoever opened their storage closes that. */
export async function openMemories({ infos, open }: MemoriesOptions): Promise<Memories> {
  const all = new Map<MemoryId, Held>()
  const listeners = new Set<(memory: MemoryId, commit: Commit) => void>()
  const reserved = (path: string) =>
    whyReserved(
      path,
      [...all.values()].map(({ info }) => info),
    )

  const hold = async (info: MemoryInfo, from?: MemoryLog): Promise<Held> => {
    const memory = await open(info.id, from)
    const held = heldOf(info, memory, reserved)
    memory.subscribe((commit) => {
      const now = all.get(info.id)
      if (now) for (const listener of listeners) listener(info.id, now.outside.commit(commit))
    })
    return held
  }
  const root = infos.find((info) => info.id === DEFAULT_MEMORY) ?? defaultMemory()
  for (const info of [root, ...infos.filter((each) => each.id !== DEFAULT_MEMORY)])
    all.set(info.id, await hold(info))

  /**
   * Whether the default memory leaves room for a mount is decided between its writes, so that none slips through. `held`: what
   * is mounted there then; left out to look only.
   */
  const mount = async (info: MemoryInfo, held?: Held): Promise<Problem | null> => {
    const put = () => held && all.set(info.id, held)
    const place = all.get(DEFAULT_MEMORY)
    if (!place || info.id === DEFAULT_MEMORY) {
      put()
      return null
    }
    const outcome = await place.memory.change(({ tree }): ChangePlan => {
      const path = mountPath(info.mount)
      const taken = tree.at(path) || tree.isDirectory(path) ? path : tree.twinOf(path)
      const others = [...all.values()].map((each) => each.info).filter((each) => each.id !== info.id)
      const why = whyNotMount(info, others)
      if (why) return { kind: 'refused', code: 'exists', message: why }
      if (taken !== undefined)
        return {
          kind: 'refused',
          code: 'exists',
          message: `${taken} is there already. Choose another mount.`,
        }
      put()
      return { kind: 'unchanged' }
    }, STARTING)
    return outcome.kind === 'refused' ? problemOf(outcome) : null
  }

  return {
    infos: () => [...all.values()].map(({ info }) => info),
    as: (principal) => createEdge(all, principal),
    inside: (id) => all.get(id)?.memory,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async add(info, from) {
      const why = all.has(info.id) ? `There is a memory ${info.id} already.` : whyNotChanged(info)
      if (why) return { code: 'bad_input', message: why }
      // Looked at before anything is copied, for a copy would stay where nobody knows of it.
      const taken = await mount(info)
      if (taken) return taken
      const held = await hold(info, from)
      const problem = await mount(info, held)
      if (problem) await held.memory.close()
      return problem
    },
    async change(info) {
      const before = all.get(info.id)
      if (!before) return { code: 'not_found', message: `There is no memory with the id "${info.id}".` }
      const why = whyNotChanged(info, before.info)
      if (why) return { code: 'bad_input', message: why }
      const moved = info.mount !== before.info.mount
      const held = heldOf(info, before.memory, reserved)
      if (moved) return await mount(info, held)
      all.set(info.id, held)
      return null
    },
    async remove(id, by, emptied = async () => {}) {
      const held = all.get(id)
      if (!held) return { code: 'not_found', message: `There is no memory with the id "${id}".` }
      if (id === DEFAULT_MEMORY)
        return {
          code: 'forbidden',
          message: 'The memory that everybody shares cannot be removed; clear it instead.',
        }
      const { memory } = held
      const problem = await eraseAll(memory, by)
      if (problem) return problem
      await emptied(memory.head)
      all.delete(id)
      // Nobody finds it any more, but somebody may have written while its folder was emptied.
      const late = await eraseAll(memory, by)
      await memory.close()
      return late
    },
    async close() {
      await Promise.all([...all.values()].map(({ memory }) => memory.close()))
    },
  }
}

const STARTING = { actor: { kind: 'rule', name: 'mounts' }, reader: 'owner' } as const

function heldOf(info: MemoryInfo, memory: Memory, reserved: (path: string) => string | null): Held {
  const mount = info.mount === '' ? rootMount(reserved) : mountAt(info.mount)
  const outside = outsideOf(mount)
  const reading = readableOutside(memory, mount, outside)
  return { info, memory, mount, outside, reading, writing: memoryOutside(memory, mount, outside) }
}

function problemOf({ code, message }: { readonly code: string; readonly message: string }): Problem {
  return { code: code === 'exists' ? 'exists' : 'bad_input', message }
}

/** Erases everything that a memory has ever held, and what others write into it meanwhile. */
async function eraseAll(memory: Memory, by: string): Promise<Problem | null> {
  for (;;) {
    const held = everHeld(memory)
    const outcome = await memory.erase(
      { erase: held.map((document) => ({ document, versions: 'all' })) },
      { actor: { kind: 'person', name: by }, reader: `person:${by}` },
    )
    if (outcome.kind === 'refused') return problemOf(outcome)
    if (memory.documents().length === 0 && everHeld(memory).length === held.length) return null
  }
}

/** Every document that a memory has ever held. */
function everHeld(memory: Memory): readonly DocumentId[] {
  const commits = memory.history({ limit: memory.head })
  return [...new Set(commits.flatMap(({ changes }) => changes.map(({ document }) => document)))]
}
