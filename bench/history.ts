/** Looking back and undoing: what blame, the tree as it was and undo cost as the past grows. In process, no disk. */
import { BlameCache } from '../src/memory/blame-cache.ts'
import { blameOf } from '../src/memory/blames.ts'
import type { Caller, Memory } from '../src/memory/contract.ts'
import { openMemory } from '../src/memory/memory.ts'
import { numberAt, treeOf } from '../src/memory/tree-at.ts'
import { commitsFrom, previewUndo, undo } from '../src/memory/undoing.ts'
import { inProcessLog } from '../src/storage/in-process.ts'
import { ms, print, timed } from './measure.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const CLAUDE: Caller = {
  actor: { kind: 'claude', onBehalfOf: 'Alice' },
  reader: 'chat:c',
  origin: { chat: 'c', turn: 't', toolCall: 'x' },
}

export async function run(quick: boolean): Promise<void> {
  const lengths = quick ? [100] : [100, 1_000, 10_000]
  print({
    title: 'One document with 1,000 versions',
    method:
      'Each version changes up to three lines somewhere; every fifth is by a chat, so that taking the chat out means 200 merges. Single runs.',
    columns: ['lines', 'blame, first', 'again', 'of the next version', 'preview of undoing the chat'],
    rows: await inTurn(lengths, oneDocument),
  })
  const sizes = quick ? [10_000] : [10_000, 100_000]
  print({
    title: 'The tree as it was',
    method: 'A tenth of the commits make documents, the others edit them; half-way back. Single runs.',
    columns: ['commits', 'documents', 'fold', 'number of a time', 'preview', 'restore'],
    rows: await inTurn(sizes, wholeTree),
  })
}

/** One after the other, so that none disturbs the next. */
async function inTurn(
  sizes: readonly number[],
  measure: (size: number) => Promise<readonly string[]>,
): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = []
  for (const size of sizes) rows.push(await measure(size))
  return rows
}

async function oneDocument(length: number): Promise<readonly string[]> {
  const memory = await openMemory(inProcessLog())
  const lines = Array.from({ length }, (_, i) => `line ${i}`)
  await memory.create('/memories/a.md', lines.join('\n'), ALICE)
  const id = memory.at('/memories/a.md')?.document ?? ''
  for (let n = 2; n <= 1_000; n++) {
    lines.splice((n * 37) % length, n % 3, `new ${n}`, ...(n % 2 ? [`more ${n}`] : []))
    await memory.save(id, memory.head, lines.join('\n'), n % 5 ? ALICE : CLAUDE)
  }
  const cache = new BlameCache(40_000_000)
  const first = await timed(() => blameOf(memory, id, 1_000, cache))
  const again = await timed(() => blameOf(memory, id, 1_000, cache))
  await memory.save(id, memory.head, [...lines, 'last'].join('\n'), ALICE)
  const next = await timed(() => blameOf(memory, id, 1_001, cache))
  const numbers = commitsFrom(memory, { chat: 'c' })
  const preview = await timed(() => previewUndo(memory, { kind: 'commits', numbers }, ALICE))
  return [length.toLocaleString('en'), ms(first), ms(again), ms(next), ms(preview)]
}

async function wholeTree(commits: number): Promise<readonly string[]> {
  const memory = await grown(commits)
  const documents = memory.documents().length
  const half = commits / 2
  const time = memory.history({ before: half + 1, limit: 1 })[0]?.at ?? ''
  const fold = await timed(async () => treeOf(memory, half))
  const number = await timed(async () => numberAt(memory, time))
  const what = { kind: 'tree', number: half, head: memory.head } as const
  const preview = await timed(() => previewUndo(memory, what, ALICE))
  const restore = await timed(() => undo(memory, what, ALICE))
  return [
    commits.toLocaleString('en'),
    documents.toLocaleString('en'),
    ...[fold, number, preview, restore].map(ms),
  ]
}

/** Writes that are submitted together share an append. */
const TOGETHER = 100

async function grown(commits: number): Promise<Memory> {
  const memory = await openMemory(inProcessLog())
  const ids: string[] = []
  for (let done = 0; done < commits; done += TOGETHER) {
    const numbers = Array.from({ length: TOGETHER }, (_, i) => done + i)
    if (done < commits / 10) {
      const made = numbers.map((n) => memory.create(`/memories/d${n % 100}/f${n}.md`, `text ${n}`, ALICE))
      for (const outcome of await Promise.all(made))
        if (outcome.kind === 'done' && outcome.document) ids.push(outcome.document.document)
      continue
    }
    const edits = numbers.map((n) => {
      const id = ids[n % ids.length] ?? ''
      return memory.save(id, memory.document(id)?.version ?? 0, `text ${n}`, ALICE)
    })
    await Promise.all(edits)
  }
  return memory
}
