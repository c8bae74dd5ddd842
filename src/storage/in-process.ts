import { type Entry, HeadMoved, type MemoryLog } from '../memory/log.ts'
import type { SealedCommit } from '../memory/types.ts'

/** Keeps a log in this process. For tests, demonstrations and examples; everything is gone when the process ends. */
export function inProcessLog(): MemoryLog {
  const commits: SealedCommit[] = []
  const texts = new Map<string, string>()

  const append = (expected: number, entries: readonly Entry[]) => {
    if (commits.length !== expected) throw new HeadMoved(expected, commits.length)
    for (const { commit, texts: own } of entries) {
      commits.push(commit)
      for (const { document, text } of own) texts.set(textName(document, commit.number), text)
    }
  }

  return {
    async head() {
      return commits.length
    },
    async append(expected, entries) {
      append(expected, entries)
    },
    async *read(after) {
      for (let i = after; i < commits.length; i++) {
        const commit = commits[i]
        if (commit) yield commit
      }
    },
    async text(document, version) {
      return texts.get(textName(document, version)) ?? null
    },
    async erase(expected, entry, gone) {
      append(expected, [entry])
      for (const commit of gone.commits) commits[commit.number - 1] = commit
      for (const { document, version } of gone.texts) texts.delete(textName(document, version))
    },
    async close() {},
  }
}

function textName(document: string, version: number): string {
  return `${document}@${version}`
}
