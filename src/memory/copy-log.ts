/** Copying what a log holds into an empty one. The copy is the same log: numbers, seals, keys and times stay. */
import type { Entry, MemoryLog } from './log.ts'
import type { SealedCommit } from './types.ts'

/** Commits appended at once. */
const AT_ONCE = 50

/** Rejects with `HeadMoved` when `to` is not empty, or when somebody else writes to it meanwhile. */
export async function copyLog(from: MemoryLog, to: MemoryLog): Promise<void> {
  let entries: Entry[] = []
  let head = 0
  const append = async () => {
    if (entries.length === 0) return
    await to.append(head, entries)
    head += entries.length
    entries = []
  }
  for await (const commit of from.read(0)) {
    entries.push({ commit, texts: await textsOf(from, commit) })
    if (entries.length === AT_ONCE) await append()
  }
  await append()
}

async function textsOf(log: MemoryLog, { number, changes }: SealedCommit): Promise<Entry['texts']> {
  const texts: { document: string; text: string }[] = []
  for (const { kind, document } of changes) {
    const text = kind === 'create' || kind === 'edit' ? await log.text(document, number) : null
    if (text !== null) texts.push({ document, text })
  }
  return texts
}
