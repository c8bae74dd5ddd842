import type { Before } from './changes.ts'
import { Tree } from './tree.ts'
import type { Commit, CommittedChange, DocumentId, MemoryPath } from './types.ts'

interface Standing {
  readonly path: MemoryPath
  readonly version: number
}

/** All that this process knows of a log: the tree, the commits without texts, and where to find things in them. Mutable. */
export class Fold {
  readonly tree = new Tree()
  readonly #commits: Commit[] = []
  readonly #byKey = new Map<string, Commit>()
  readonly #byDocument = new Map<DocumentId, Commit[]>()

  get head(): number {
    return this.#commits.length
  }

  /** Folds the next commit. Throws when it is not the next: a log with gaps must never be served. */
  apply(commit: Commit): void {
    if (commit.number !== this.head + 1) {
      throw new Error(`The log is broken: commit ${this.head + 1} was expected, ${commit.number} came.`)
    }
    this.tree.apply(commit)
    this.#commits.push(commit)
    if (commit.key !== undefined) this.#byKey.set(commit.key, commit)
    for (const { document } of commit.changes) {
      const own = this.#byDocument.get(document) ?? []
      this.#byDocument.set(document, own)
      if (own.at(-1) !== commit) own.push(commit)
    }
  }

  commit(number: number): Commit | undefined {
    return this.#commits[number - 1]
  }

  byKey(key: string): Commit | undefined {
    return this.#byKey.get(key)
  }

  /** The number of the newest commit that touched the document; 0 when none did. */
  lastTouch(document: DocumentId): number {
    return this.#byDocument.get(document)?.at(-1)?.number ?? 0
  }

  /** Where the document lies, or lay last. */
  lastPath(document: DocumentId): MemoryPath | undefined {
    const last = this.#byDocument.get(document)?.at(-1)
    return last?.changes.findLast((change) => change.document === document)?.path
  }

  /** Newest first: commits below `before`, of one document or of all. */
  history(document: DocumentId | undefined, before: number, limit: number): readonly Commit[] {
    const commits = document === undefined ? this.#commits : (this.#byDocument.get(document) ?? [])
    const end =
      document === undefined
        ? Math.min(before - 1, commits.length)
        : commits.findLastIndex((c) => c.number < before) + 1
    return commits.slice(Math.max(0, end - limit), Math.max(0, end)).reverse()
  }

  /** How every document that a commit touched stood just before it. */
  before(commit: Commit): Before {
    const found = new Map<DocumentId, { path: MemoryPath; version: number } | null>()
    for (const { document } of commit.changes) found.set(document, this.#standing(document, commit.number))
    return found
  }

  #standing(document: DocumentId, before: number): Standing | null {
    let standing: Standing | null = null
    for (const commit of this.#byDocument.get(document) ?? []) {
      if (commit.number >= before) return standing
      for (const change of commit.changes) {
        if (change.document === document) standing = after(standing, change, commit.number)
      }
    }
    return standing
  }
}

function after(standing: Standing | null, change: CommittedChange, number: number): Standing | null {
  switch (change.kind) {
    case 'delete':
      return null
    case 'rename':
      return standing && { path: change.path, version: standing.version }
    case 'create':
    case 'edit':
      return { path: change.path, version: number }
    default:
      return change satisfies never
  }
}
