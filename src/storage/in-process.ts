import { commitOf } from '../memory/committed.ts'
import { HeadMoved, type MemoryLog } from '../memory/log.ts'
import type { Commit, Draft } from '../memory/types.ts'

/** Keeps a log in this process. For tests, demonstrations and examples; everything is gone when the process ends. */
export function inProcessLog(): MemoryLog {
  const commits: Commit[] = []
  const texts = new Map<string, string>()
  const keys = new Set<string>()

  const take = (draft: Draft): Commit => {
    const commit = commitOf(draft, commits.length + 1)
    commits.push(commit)
    if (draft.key !== undefined) keys.add(draft.key)
    for (const change of draft.changes)
      if ('text' in change) texts.set(textName(change.document, commit.number), change.text)
    return commit
  }

  return {
    async head() {
      return commits.length
    },
    async append(expected, drafts) {
      if (commits.length !== expected) throw new HeadMoved(expected, commits.length)
      refuseTakenKeys(drafts, keys)
      return drafts.map(take)
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
    async close() {},
  }
}

function textName(document: string, version: number): string {
  return `${document}@${version}`
}

/** Throws when a key is taken already, or twice among the drafts: the engine looks keys up first, so this is a bug. */
function refuseTakenKeys(drafts: readonly Draft[], taken: ReadonlySet<string>): void {
  const own = new Set<string>()
  for (const { key } of drafts) {
    if (key === undefined) continue
    if (taken.has(key) || own.has(key)) throw new Error(`The key ${key} is in the log already.`)
    own.add(key)
  }
}
