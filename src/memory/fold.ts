import { personOf } from './actor.ts'
import type { Before } from './changes.ts'
import { goneBy, targetsOf } from './erasing.ts'
import type { Past } from './past.ts'
import { NO_HASH } from './seal.ts'
import { type Standing, standingAfter } from './standing.ts'
import { type UndoCommit, undoIn } from './taken-back.ts'
import { Tree } from './tree.ts'
import type { DocumentId, MemoryPath, SealedCommit } from './types.ts'

/** All that this process knows of a log: the tree, the commits without texts, and where to find things in them. Mutable. */
export class Fold implements Past {
  readonly tree = new Tree()
  readonly #commits: SealedCommit[] = []
  /** Holds the first `#keyed` commits; the others join when somebody asks, for opening asks for none. */
  readonly #byKey = new Map<string, SealedCommit>()
  #keyed = 0
  readonly #byDocument = new Map<DocumentId, SealedCommit[]>()
  readonly #undos: UndoCommit[] = []
  readonly #authors = new Set<string>()
  #erasures = 0

  /** How many commits erased something so far. */
  get erasures(): number {
    return this.#erasures
  }

  /** The commits that took others back, oldest first. */
  get undos(): readonly UndoCommit[] {
    return [...this.#undos]
  }

  /** Everybody whose hand is in the commits: people, or those for whom Claude did it. */
  get authors(): ReadonlySet<string> {
    return this.#authors
  }

  get head(): number {
    return this.#commits.length
  }

  /** The hash of the newest commit, on which the next is sealed. */
  get hash(): string {
    return this.#commits.at(-1)?.seal.hash ?? NO_HASH
  }

  /** Every version of the document that has or had a text, oldest first. */
  versions(document: DocumentId): readonly number[] {
    return this.commitsOf(document).flatMap(({ number, changes }) =>
      changes.some((c) => c.document === document && (c.kind === 'create' || c.kind === 'edit'))
        ? [number]
        : [],
    )
  }

  /** The commits that touched the document, oldest first. */
  commitsOf(document: DocumentId): readonly SealedCommit[] {
    return this.#byDocument.get(document) ?? []
  }

  /** Folds the next commit. Throws when it is not the next: a log with gaps must never be served. */
  apply(commit: SealedCommit): void {
    if (commit.number !== this.head + 1) {
      throw new Error(`The log is broken: commit ${this.head + 1} was expected, ${commit.number} came.`)
    }
    this.tree.apply(commit)
    this.#commits.push(commit)
    const undo = undoIn(commit)
    if (undo) this.#undos.push(undo)
    const author = personOf(commit.actor)
    if (author !== null) this.#authors.add(author)
    for (const { document } of commit.changes) {
      const own = this.#byDocument.get(document)
      if (!own) this.#byDocument.set(document, [commit])
      else if (own.at(-1) !== commit) own.push(commit)
    }
    if (!commit.changes.some(({ kind }) => kind === 'erase')) return
    const targets = targetsOf(commit.changes)
    this.#erasures++
    for (const each of goneBy(targets, commit.number, this).commits) this.#replace(each)
  }

  /** Puts a commit of which something was erased in the place of the one it was. */
  #replace(commit: SealedCommit): void {
    const old = this.#commits[commit.number - 1] ?? commit
    this.#commits[commit.number - 1] = commit
    if (commit.key !== undefined) this.#byKey.set(commit.key, commit)
    for (const { document } of commit.changes) {
      const own = this.#byDocument.get(document)
      const at = own?.indexOf(old) ?? -1
      if (own && at >= 0) own[at] = commit
    }
  }

  commit(number: number): SealedCommit | undefined {
    return this.#commits[number - 1]
  }

  byKey(key: string): SealedCommit | undefined {
    for (; this.#keyed < this.#commits.length; this.#keyed++) {
      const commit = this.#commits[this.#keyed]
      if (commit?.key !== undefined) this.#byKey.set(commit.key, commit)
    }
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
  history(document: DocumentId | undefined, before: number, limit: number): readonly SealedCommit[] {
    const commits = document === undefined ? this.#commits : (this.#byDocument.get(document) ?? [])
    const end =
      document === undefined
        ? Math.min(before - 1, commits.length)
        : commits.findLastIndex((c) => c.number < before) + 1
    return commits.slice(Math.max(0, end - limit), Math.max(0, end)).reverse()
  }

  /** How every document that a commit touched stood just before it. */
  before(commit: SealedCommit): Before {
    const found = new Map<DocumentId, { path: MemoryPath; version: number } | null>()
    for (const { document } of commit.changes) found.set(document, this.#standing(document, commit.number))
    return found
  }

  #standing(document: DocumentId, before: number): Standing | null {
    let standing: Standing | null = null
    for (const commit of this.#byDocument.get(document) ?? []) {
      if (commit.number >= before) return standing
      for (const change of commit.changes) {
        if (change.document === document) standing = standingAfter(standing, change, commit.number)
      }
    }
    return standing
  }
}
