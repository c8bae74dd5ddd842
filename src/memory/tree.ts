/**
 * The fold: which documents live, where, and what each directory holds. Mutable for speed; only `memory.ts` changes it.
 * Directories are not stored: one exists while a document lies under it.
 */
import { foldCase, isUnder, nameOf, parentOf, ROOT } from './path.ts'
import type { Commit, CommittedChange, DocumentId, DocumentInfo, MemoryPath } from './types.ts'

/** What planning a change may ask. */
export interface TreeView {
  document(id: DocumentId): DocumentInfo | undefined
  at(path: MemoryPath): DocumentInfo | undefined
  isDirectory(path: MemoryPath): boolean
  /** How many documents lie anywhere under a directory; 0 when there is none of this path. */
  countUnder(directory: MemoryPath): number
  /** Documents anywhere under a directory, in path order. */
  under(directory: MemoryPath): readonly DocumentInfo[]
  /** A document or directory whose path differs from this one only in upper and lower case. */
  twinOf(path: MemoryPath): MemoryPath | undefined
}

/** What a listing asks. */
export interface Directories {
  at(path: MemoryPath): DocumentInfo | undefined
  directory(path: MemoryPath): Directory | undefined
  /** Living documents anywhere under a directory, those changed last first; of the last few hundred changes only. */
  recent(directory: MemoryPath): Iterable<DocumentInfo>
}

export interface Directory {
  readonly path: MemoryPath
  /** Bytes of all documents under it. */
  readonly size: number
  readonly documents: number
  /** Names of what lies directly in it, in order. */
  readonly names: readonly string[]
}

interface Folder {
  path: MemoryPath
  size: number
  documents: number
  names: string[]
}

/** Changes remembered at least. */
const RECENT = 500

export class Tree implements TreeView, Directories {
  readonly #byId = new Map<DocumentId, DocumentInfo>()
  readonly #byPath = new Map<MemoryPath, DocumentInfo>()
  readonly #folders = new Map<MemoryPath, Folder>([[ROOT, { path: ROOT, size: 0, documents: 0, names: [] }]])
  readonly #folded = new Map<string, MemoryPath>()
  #sorted: readonly DocumentInfo[] | null = []
  /** The last documents that came or changed, the newest last; one of them may have changed again or be gone. */
  #changed: DocumentInfo[] = []

  /** Applies a commit that follows the ones before. */
  apply(commit: Commit): void {
    for (const change of commit.changes) this.#change(commit, change)
  }

  document(id: DocumentId): DocumentInfo | undefined {
    return this.#byId.get(id)
  }

  at(path: MemoryPath): DocumentInfo | undefined {
    return this.#byPath.get(path)
  }

  isDirectory(path: MemoryPath): boolean {
    return this.#folders.has(path)
  }

  countUnder(directory: MemoryPath): number {
    return this.#folders.get(directory)?.documents ?? 0
  }

  directory(path: MemoryPath): Directory | undefined {
    return this.#folders.get(path)
  }

  *recent(directory: MemoryPath): Iterable<DocumentInfo> {
    for (const info of this.#changed.toReversed())
      if (this.#byId.get(info.document) === info && isUnder(info.path, directory)) yield info
  }

  twinOf(path: MemoryPath): MemoryPath | undefined {
    const held = this.#folded.get(foldCase(path))
    return held === path ? undefined : held
  }

  /** All living documents in path order; computed when asked for after a change. */
  documents(): readonly DocumentInfo[] {
    this.#sorted ??= [...this.#byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
    return this.#sorted
  }

  under(directory: MemoryPath): readonly DocumentInfo[] {
    if (directory === ROOT) return this.documents()
    const found: DocumentInfo[] = []
    this.#collect(directory, found)
    return found.sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  #collect(directory: MemoryPath, into: DocumentInfo[]): void {
    for (const name of this.#folders.get(directory)?.names ?? []) {
      const path = `${directory}/${name}`
      const info = this.#byPath.get(path)
      if (info) into.push(info)
      else this.#collect(path, into)
    }
  }

  #change(commit: Commit, change: CommittedChange): void {
    if (change.kind === 'erase') return
    const before = this.#byId.get(change.document)
    const info = change.kind === 'delete' ? undefined : next(before, commit, change)
    if (info && info.path === before?.path) this.#renew(before, info)
    else {
      this.remove(change.document)
      if (info) this.add(info)
    }
  }

  /** Most changes are of a text alone: no name comes or goes. */
  #renew(before: DocumentInfo, info: DocumentInfo): void {
    this.#byId.set(info.document, info)
    this.#byPath.set(info.path, info)
    this.#sorted = null
    this.#remember(info)
    const grown = info.size - before.size
    for (let path = parentOf(info.path); ; path = parentOf(path)) {
      const folder = this.#folders.get(path)
      if (!folder) return
      folder.size += grown
      if (path === ROOT) return
    }
  }

  #remember(info: DocumentInfo): void {
    this.#changed.push(info)
    if (this.#changed.length >= 2 * RECENT) this.#changed = this.#changed.slice(-RECENT)
  }

  /** Puts a document where nothing is. */
  add(info: DocumentInfo): void {
    this.#byId.set(info.document, info)
    this.#byPath.set(info.path, info)
    this.#folded.set(foldCase(info.path), info.path)
    this.#sorted = null
    this.#remember(info)
    let name = nameOf(info.path)
    for (let path = parentOf(info.path); ; path = parentOf(path)) {
      const folder = this.#folders.get(path) ?? this.#newFolder(path)
      folder.size += info.size
      folder.documents += 1
      addName(folder.names, name)
      if (path === ROOT) return
      name = nameOf(path)
    }
  }

  #newFolder(path: MemoryPath): Folder {
    const folder = { path, size: 0, documents: 0, names: [] }
    this.#folders.set(path, folder)
    this.#folded.set(foldCase(path), path)
    return folder
  }

  /** Takes a document away, with the directories that then hold nothing; does nothing when it is not there. */
  remove(id: DocumentId): void {
    const info = this.#byId.get(id)
    if (!info) return
    this.#byId.delete(info.document)
    this.#byPath.delete(info.path)
    this.#unfold(info.path)
    this.#sorted = null
    let gone: string | null = nameOf(info.path)
    for (let path = parentOf(info.path); ; path = parentOf(path)) {
      const folder = this.#folders.get(path)
      if (!folder) return
      folder.size -= info.size
      folder.documents -= 1
      if (gone !== null) removeName(folder.names, gone)
      if (path === ROOT) return
      gone = folder.documents === 0 ? nameOf(path) : null
      if (gone !== null) {
        this.#folders.delete(path)
        this.#unfold(path)
      }
    }
  }

  /** A path that differs only in case may have taken the place already: a directory changes case one document at a time. */
  #unfold(path: MemoryPath): void {
    const folded = foldCase(path)
    if (this.#folded.get(folded) === path) this.#folded.delete(folded)
  }
}

/** How a document stands after a change. */
export function next(
  before: DocumentInfo | undefined,
  commit: Pick<Commit, 'number' | 'at' | 'actor' | 'origin'>,
  change: Exclude<CommittedChange, { kind: 'delete' | 'erase' }>,
): DocumentInfo | undefined {
  const changed = { changedAt: commit.at, changedBy: commit.actor, changedIn: commit.origin }
  if (change.kind === 'rename')
    return before && { ...before, ...changed, path: change.path, moved: commit.number }
  const { document, path, size, sha256 } = change
  return {
    document,
    path,
    version: commit.number,
    size,
    sha256,
    createdAt: before?.createdAt ?? commit.at,
    ...changed,
  }
}

function addName(names: string[], name: string): void {
  const at = placeOf(names, name)
  if (names[at] !== name) names.splice(at, 0, name)
}

function removeName(names: string[], name: string): void {
  const at = placeOf(names, name)
  if (names[at] === name) names.splice(at, 1)
}

function placeOf(names: readonly string[], name: string): number {
  let low = 0
  let high = names.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((names[middle] ?? '') < name) low = middle + 1
    else high = middle
  }
  return low
}
