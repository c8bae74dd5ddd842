import { HeadMoved, type MemoryLog } from '../memory/log.ts'
import type { Commit } from '../memory/types.ts'
import { committed } from '../memory/writer.ts'

/** A log in this process. For tests, demonstrations and examples; everything is gone on exit. */
export function inProcessLog(): MemoryLog {
  const commits: Commit[] = []
  const texts = new Map<string, string>()
  const keys = new Set<string>()
  return {
    async head() {
      return commits.length
    },
    async append(expected, drafts) {
      if (commits.length !== expected) throw new HeadMoved(expected, commits.length)
      const fresh = drafts.map((draft, i) => committed(draft, expected + i + 1))
      const wanted = fresh.flatMap((commit) => commit.key ?? [])
      const twice = wanted.find((key, i) => keys.has(key) || wanted.indexOf(key) !== i)
      if (twice !== undefined) throw new Error(`The key ${twice} is in the log already.`)
      for (const key of wanted) keys.add(key)
      for (const [i, commit] of fresh.entries()) {
        commits.push(commit)
        for (const change of drafts[i]?.changes ?? []) {
          if ('text' in change) texts.set(`${change.document}@${commit.number}`, change.text)
        }
      }
      return fresh
    },
    async *read(after) {
      for (let number = after; number < commits.length; number++) {
        const commit = commits[number]
        if (commit) yield commit
      }
    },
    async text(document, version) {
      return texts.get(`${document}@${version}`) ?? null
    },
    async close() {},
  }
}

/** Throws when a key is taken already, or twice among the drafts: the engine looks keys up first, so this is a bug. */
function refuseTakenKeys(drafts: readonly Draft[], taken: ReadonlySet<string>): void {
  const own = new Set<string>()
  for (const { key } of drafts) {
    if (key === undefined) continue
    if (taken.has(key) || own.has(key)) throw new Error(`The key ${key} belongs to a commit already.`)
    own.add(key)
  }
}
