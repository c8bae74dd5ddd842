/** The tree as it was: the fold, stopped at a commit. Pure and browser-safe. */
import { next } from './tree.ts'
import type { Commit, DocumentId, DocumentInfo } from './types.ts'

/** The documents that lived after the last of the commits, which begin with the first of the log; in path order. */
export function treeAt(commits: Iterable<Commit>): readonly DocumentInfo[] {
  const living = new Map<DocumentId, DocumentInfo>()
  for (const commit of commits) {
    for (const change of commit.changes) {
      if (change.kind === 'erase') continue
      const before = living.get(change.document)
      const info = change.kind === 'delete' ? undefined : next(before, commit, change)
      if (info) living.set(change.document, info)
      else living.delete(change.document)
    }
  }
  return [...living.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** What looking back asks of a memory. */
export interface Looked {
  readonly head: number
  history(query: { readonly before?: number; readonly limit: number }): readonly Commit[]
}

/** The tree after commit `number`; undefined when the log has none of that number. 0 is the empty tree before the first. */
export function treeOf(memory: Looked, number: number): readonly DocumentInfo[] | undefined {
  if (number < 0 || number > memory.head) return undefined
  return treeAt(memory.history({ before: number + 1, limit: number }).toReversed())
}

/** The number of the newest commit that was made at that time (ISO 8601) or before; 0 when there is none. */
export function numberAt(memory: Looked, at: string): number {
  const time = Date.parse(at)
  const commits = memory.history({ limit: memory.head })
  return commits.find((commit) => Date.parse(commit.at) <= time)?.number ?? 0
}
