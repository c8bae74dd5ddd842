import { isUnder, parentOf, ROOT } from './path.ts'
import { next, Tree, type TreeView } from './tree.ts'
import type { Commit, DocumentId, DocumentInfo, MemoryPath } from './types.ts'

/**
 * A tree with changes on top that are not yet in the log: several waiting writes are planned on each other and become one
 * append. The tree below is not touched. Asking costs the same however many changes lie on top.
 */
export class Overlay implements TreeView {
  readonly #base: TreeView
  /** Documents that were changed and live. */
  readonly #own = new Tree()
  /** Documents whose standing below no longer counts. */
  readonly #touched = new Set<DocumentId>()
  /** For each directory, how many of the documents under it below were touched. */
  readonly #touchedUnder = new Map<MemoryPath, number>()

  constructor(base: TreeView) {
    this.#base = base
  }

  apply(commit: Commit): void {
    for (const change of commit.changes) {
      if (change.kind === 'erase') continue
      const before = this.document(change.document)
      this.remove(change.document)
      const info = change.kind === 'delete' ? undefined : next(before, commit, change)
      if (info) this.#own.add(info)
    }
  }

  /** Takes a document away. */
  remove(id: DocumentId): void {
    this.#own.remove(id)
    if (this.#touched.has(id)) return
    this.#touched.add(id)
    const below = this.#base.document(id)
    if (!below) return
    for (let path = parentOf(below.path); ; path = parentOf(path)) {
      this.#touchedUnder.set(path, (this.#touchedUnder.get(path) ?? 0) + 1)
      if (path === ROOT) return
    }
  }

  /** Puts a document where nothing is, away from where it was. */
  place(info: DocumentInfo): void {
    this.remove(info.document)
    this.#own.add(info)
  }

  document(id: DocumentId): DocumentInfo | undefined {
    return this.#touched.has(id) ? this.#own.document(id) : this.#base.document(id)
  }

  at(path: MemoryPath): DocumentInfo | undefined {
    return this.#own.at(path) ?? this.#untouched(this.#base.at(path))
  }

  countUnder(directory: MemoryPath): number {
    const below = this.#base.countUnder(directory) - (this.#touchedUnder.get(directory) ?? 0)
    return below + this.#own.countUnder(directory)
  }

  isDirectory(path: MemoryPath): boolean {
    return path === ROOT || this.countUnder(path) > 0
  }

  under(directory: MemoryPath): readonly DocumentInfo[] {
    const below = this.#base.under(directory)
    if (this.#touched.size === 0) return below
    const kept = below.filter((info) => this.#untouched(info))
    const own = this.#own.documents().filter((info) => isUnder(info.path, directory))
    return [...kept, ...own].sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  twinOf(path: MemoryPath): MemoryPath | undefined {
    const own = this.#own.twinOf(path)
    if (own !== undefined) return own
    const below = this.#base.twinOf(path)
    if (below === undefined || this.#touched.size === 0) return below
    return this.at(below) || this.isDirectory(below) ? below : undefined
  }

  #untouched(info: DocumentInfo | undefined): DocumentInfo | undefined {
    return info && !this.#touched.has(info.document) ? info : undefined
  }
}
