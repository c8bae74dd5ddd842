/**
 * The living documents, by folder and by path. Kept in step change by change: an event costs what it changed, not what
 * there is. What a folder holds is sorted when somebody looks into it, once.
 */
import { personOf } from '../../memory/actor.ts'
import type { DocumentInfo } from '../../workspace/events.ts'
import { perLanguage } from '../language/language.ts'

/** A document on the shelf; one of the past is in no memory by itself. */
export type Shelved = DocumentInfo & { readonly memory?: string }

export interface Folder {
  readonly path: string
  readonly folders: Map<string, Folder>
  readonly documents: Map<string, Shelved>
  /** Documents and bytes, of it and of all that lies below. */
  total: number
  size: number
  /** What it holds in order; null until somebody looks. */
  layer: Layer | null
}

export interface Layer {
  readonly folders: readonly (readonly [string, Folder])[]
  readonly documents: readonly (readonly [string, Shelved])[]
}

export const ROOT = '/memories'

export class Shelf {
  readonly root: Folder = folderAt(ROOT)
  readonly #byId = new Map<string, Shelved>()
  readonly #byPath = new Map<string, Shelved>()
  readonly #authors = new Map<string, number>()
  readonly #inMemory = new Map<string, number>()

  constructor(documents: Iterable<Shelved> = []) {
    for (const info of documents) this.#put(info)
  }

  get count(): number {
    return this.#byId.size
  }

  at(path: string): Shelved | undefined {
    return this.#byPath.get(path)
  }

  countIn(memory: string): number {
    return this.#inMemory.get(memory) ?? 0
  }

  /** Everybody whose hand, or Claude's for them, was the last on a document. */
  authors(): readonly string[] {
    return [...this.#authors.keys()]
  }

  /** Takes up how documents stand now; null for one that is gone. Several may have changed places with each other. */
  change(documents: Readonly<Record<string, Shelved | null>>): void {
    const all = Object.entries(documents)
    for (const [id, now] of all) {
      const before = this.#byId.get(id)
      if (before && before.path !== now?.path) this.#take(before)
    }
    for (const [, now] of all) if (now) this.#put(now)
  }

  #put(info: Shelved): void {
    const before = this.#byId.get(info.document)
    if (before) this.#count(before, -1)
    this.#byId.set(info.document, info)
    this.#byPath.set(info.path, info)
    this.#count(info, 1)
    const way = this.#wayTo(info.path)
    for (const folder of way) {
      folder.total += before ? 0 : 1
      folder.size += info.size - (before?.size ?? 0)
    }
    const folder = way.at(-1)
    if (!folder) return
    const name = nameOf(info.path)
    folder.layer = folder.documents.has(name) ? replaced(folder.layer, name, info) : null
    folder.documents.set(name, info)
  }

  #take(info: Shelved): void {
    this.#byId.delete(info.document)
    this.#byPath.delete(info.path)
    this.#count(info, -1)
    const way = this.#wayTo(info.path)
    for (const folder of way) {
      folder.total -= 1
      folder.size -= info.size
    }
    const folder = way.at(-1)
    folder?.documents.delete(nameOf(info.path))
    if (folder) folder.layer = null
    this.#sweep(way)
  }

  /** Folders that hold nothing any more are no folders. */
  #sweep(way: readonly Folder[]): void {
    for (let at = way.length - 1; at > 0; at--) {
      const [above, folder] = [way[at - 1], way[at]]
      if (!above || !folder || folder.total > 0) return
      above.folders.delete(nameOf(folder.path))
      above.layer = null
    }
  }

  #count(info: Shelved, by: 1 | -1): void {
    const author = personOf(info.changedBy)
    if (author !== null) step(this.#authors, author, by)
    if (info.memory !== undefined) step(this.#inMemory, info.memory, by)
  }

  /** The folders that lead to a path, from the top; they are made where they are not there. */
  #wayTo(path: string): readonly Folder[] {
    const way = [this.root]
    let at = this.root
    for (const part of path.split('/').slice(2, -1)) {
      let next = at.folders.get(part)
      if (!next) {
        next = folderAt(`${at.path}/${part}`)
        at.folders.set(part, next)
        at.layer = null
      }
      way.push(next)
      at = next
    }
    return way
  }
}

/** What a folder holds, in order. */
export function layerOf(folder: Folder): Layer {
  folder.layer ??= {
    folders: [...folder.folders].sort(byName),
    documents: [...folder.documents].sort(byName),
  }
  return folder.layer
}

const collator = perLanguage((locale) => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }))

/** Without the ending, so that `acme.md` stands before `acme_design.md`. */
export function byName(a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]): number {
  return collator().compare(stem(a[0]), stem(b[0]))
}

function stem(name: string): string {
  return name.endsWith('.md') ? name.slice(0, -3) : name
}

function replaced(layer: Layer | null, name: string, info: Shelved): Layer | null {
  if (!layer) return null
  const at = layer.documents.findIndex((each) => each[0] === name)
  return at < 0 ? null : { ...layer, documents: layer.documents.with(at, [name, info]) }
}

function folderAt(path: string): Folder {
  return { path, folders: new Map(), documents: new Map(), total: 0, size: 0, layer: null }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function step(counts: Map<string, number>, key: string, by: number): void {
  const now = (counts.get(key) ?? 0) + by
  if (now === 0) counts.delete(key)
  else counts.set(key, now)
}
