import type { RelativePath } from './names.ts'

/** Which commits are not yet on disk, and who waits for them. */
export interface Settling {
  /** A commit was made that touches these files. Commits come in order. */
  committed(commit: number, files: Iterable<RelativePath>): void
  /** A file is as commits up to `head` want it (or cannot be). */
  settle(file: RelativePath, head: number): void
  settled(commit: number): Promise<void>
  /** Lets everybody go who waits. */
  close(): void
}

export function createSettling(head: number): Settling {
  const open = new Map<number, Set<RelativePath>>()
  const byFile = new Map<RelativePath, Set<number>>()
  const waiters = new Map<number, (() => void)[]>()
  let newest = head
  let closed = false

  const finish = (commit: number) => {
    open.delete(commit)
    for (const go of waiters.get(commit) ?? []) go()
    waiters.delete(commit)
  }
  return {
    committed(commit, files) {
      newest = Math.max(newest, commit)
      const waiting = new Set(files)
      for (const file of waiting) byFile.set(file, (byFile.get(file) ?? new Set()).add(commit))
      open.set(commit, waiting)
      if (waiting.size === 0) finish(commit)
    },
    settle(file, until) {
      const commits = byFile.get(file)
      for (const commit of commits ?? []) {
        if (commit > until) continue
        commits?.delete(commit)
        const waiting = open.get(commit)
        waiting?.delete(file)
        if (waiting?.size === 0) finish(commit)
      }
      if (commits?.size === 0) byFile.delete(file)
    },
    settled(commit) {
      if (closed || (commit <= newest && !open.has(commit))) return Promise.resolve()
      return new Promise((resolve) => waiters.set(commit, [...(waiters.get(commit) ?? []), resolve]))
    },
    close() {
      closed = true
      for (const commit of [...waiters.keys()]) finish(commit)
    },
  }
}
