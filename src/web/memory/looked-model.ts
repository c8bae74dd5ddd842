/** What one person has looked at in one browser, and which documents have changed since. Pure but for the index. */
import type { DocumentId } from '../../memory/types.ts'

/** A living document as far as looking is concerned. */
export interface Looking {
  readonly document: DocumentId
  readonly memory: string
  readonly path: string
  readonly version: number
}

export interface Looked {
  /** Everything up to this commit of a memory counts as looked at. */
  readonly through: Readonly<Record<string, number>>
  /** Versions looked at that are newer than that, the one looked at last at the end. */
  readonly versions: Readonly<Record<DocumentId, number>>
}

export const NOTHING: Looked = { through: {}, versions: {} }

/** Documents whose version is kept; of more, those looked at longest ago count as unread again. */
export const KEPT = 2000

/** The version of a document that was looked at last; or the commit up to which all was. */
export function lookedThrough(
  looked: Looked,
  { memory, document }: Pick<Looking, 'memory' | 'document'>,
): number {
  return Math.max(looked.through[memory] ?? 0, looked.versions[document] ?? 0)
}

export function isUnread(looked: Looked, info: Looking): boolean {
  return info.version > lookedThrough(looked, info)
}

/** These documents, as they stand now, are looked at. The same object when they were already. */
export function look(looked: Looked, documents: readonly Looking[]): Looked {
  const fresh = documents.filter((info) => isUnread(looked, info))
  if (fresh.length === 0) return looked
  const versions = { ...looked.versions }
  for (const { document, version } of fresh) {
    delete versions[document]
    versions[document] = version
  }
  return { ...looked, versions: bounded(versions) }
}

/** Everything is looked at. `heads`: the newest commit of every memory that one sees. */
export function lookAtAll(looked: Looked, heads: Readonly<Record<string, number>>): Looked {
  return { through: { ...looked.through, ...heads }, versions: {} }
}

/** Memories seen for the first time begin as looked at: nobody wants a thousand marks on the first day. */
export function begin(looked: Looked, heads: Readonly<Record<string, number>>): Looked {
  const unknown = Object.entries(heads).filter(([memory]) => looked.through[memory] === undefined)
  if (unknown.length === 0) return looked
  return { ...looked, through: { ...looked.through, ...Object.fromEntries(unknown) } }
}

/** What is kept is only understood when it is whole. */
export function parseLooked(value: unknown): Looked {
  if (typeof value !== 'object' || value === null || !('through' in value) || !('versions' in value))
    return NOTHING
  const { through, versions } = value
  return isNumbers(through) && isNumbers(versions) ? { through, versions: bounded(versions) } : NOTHING
}

function isNumbers(value: unknown): value is Readonly<Record<string, number>> {
  return typeof value === 'object' && value !== null && Object.values(value).every(Number.isSafeInteger)
}

function bounded(versions: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const all = Object.entries(versions)
  return all.length <= KEPT ? versions : Object.fromEntries(all.slice(-KEPT))
}

/** The unread documents, and how many lie in each folder, kept in step document by document. */
export class Unread {
  readonly #paths = new Map<DocumentId, string>()
  readonly #below = new Map<string, number>()

  get count(): number {
    return this.#paths.size
  }

  has(document: DocumentId): boolean {
    return this.#paths.has(document)
  }

  /** How many lie in a folder and below it. */
  below(folder: string): number {
    return this.#below.get(folder) ?? 0
  }

  documents(): readonly DocumentId[] {
    return [...this.#paths.keys()]
  }

  /** Where an unread document lies; null: it is read, or gone. */
  set(document: DocumentId, path: string | null): void {
    const before = this.#paths.get(document) ?? null
    if (before === path) return
    if (before !== null) this.#step(before, -1)
    if (path === null) this.#paths.delete(document)
    else {
      this.#paths.set(document, path)
      this.#step(path, 1)
    }
  }

  #step(path: string, by: 1 | -1): void {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at)
      const now = this.below(folder) + by
      if (now === 0) this.#below.delete(folder)
      else this.#below.set(folder, now)
    }
  }
}
