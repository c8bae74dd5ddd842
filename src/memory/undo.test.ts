import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller, Memory } from './contract.ts'
import { openMemory } from './memory.ts'
import { undoOf } from './taken-back.ts'
import { treeOf } from './tree-at.ts'
import type { Resolutions } from './undo.ts'
import { commitsFrom, previewUndo, type Undo, undo } from './undoing.ts'

const person = (name: string): Caller => ({ actor: { kind: 'person', name }, reader: `person:${name}` })
const ALICE = person('Alice')
const BOB = person('Bob')
const claude = (chat: string, turn: string): Caller => ({
  actor: { kind: 'claude', onBehalfOf: 'Alice' },
  reader: `chat:${chat}`,
  origin: { chat, turn, toolCall: 'toolu_1' },
})

let memory: Memory
beforeEach(async () => {
  memory = await openMemory(inProcessLog())
})

const id = (path: string) => memory.at(path)?.document ?? ''
const create = (path: string, text: string, by = ALICE) => memory.create(path, text, by)
const save = (path: string, text: string, by = ALICE) =>
  memory.save(id(path), memory.at(path)?.version ?? 0, text, by)
const commits = (...numbers: number[]): Undo => ({ kind: 'commits', numbers })
const undone = (what: Undo, resolutions?: Resolutions) => undo(memory, what, ALICE, resolutions)

/** Paths and texts as they are now, or as they were after a commit. */
async function tree(number = memory.head): Promise<Readonly<Record<string, string | null>>> {
  const documents = treeOf(memory, number) ?? []
  const texts = await Promise.all(documents.map((each) => memory.text(each.document, each.version)))
  return Object.fromEntries(documents.map(({ path }, i) => [path, texts[i] ?? null]))
}

describe('what an undo says of itself', () => {
  const said = () => memory.history({ limit: 1 })[0]?.undoes

  it('names the commits that it takes back, each once', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await create(`/memories/${name}.md`, 'one\n')
    await undone(commits(4, 1, 2, 2))
    expect(said()).toEqual([
      [1, 2],
      [4, 4],
    ])
    await memory.revert(3, ALICE)
    expect(said()).toEqual([[3, 3]])
    expect(memory.undos()).toMatchObject([{ number: 5, actor: ALICE.actor }, { number: 6 }])
    expect(undoOf(4, memory.undos())).toMatchObject({ number: 5 })
  })

  it('counts all that came since as taken back when a whole tree comes back, and none of it once that is undone', async () => {
    await create('/memories/a.md', 'one\n')
    await create('/memories/b.md', 'one\n')
    await save('/memories/a.md', 'two\n')
    await undone({ kind: 'tree', number: 1, head: 3 })
    expect(said()).toEqual([[2, 3]])
    await undone(commits(4))
    expect([1, 2, 3].map((number) => undoOf(number, memory.undos()))).toEqual([null, null, null])
    expect(undoOf(4, memory.undos())).toMatchObject({ number: 5 })
  })

  it('is found again in a log that is opened anew, and in nothing else that was written', async () => {
    const log = inProcessLog()
    memory = await openMemory(log)
    await create('/memories/a.md', 'one\n')
    await undone(commits(1))
    await memory.restore(memory.history({ limit: 1 })[0]?.changes[0]?.document ?? '', 1, ALICE)
    const again = await openMemory(log)
    expect(again.undos()).toMatchObject([{ number: 2, undoes: [[1, 1]] }])
  })
})

describe('undo of commits', () => {
  it('takes an edit out and keeps what others wrote elsewhere in the document since, wherever it lies now', async () => {
    await create('/memories/a.md', 'one\ntwo\nthree\nfour\nfive\n')
    await save('/memories/a.md', 'ONE\ntwo\nthree\nfour\nfive\n')
    await save('/memories/a.md', 'ONE\ntwo\nthree\nfour\nFIVE\n', BOB)
    await memory.rename('/memories/a.md', '/memories/b.md', BOB)
    expect(await undone(commits(2))).toMatchObject({ kind: 'done', commit: { reason: 'revert', number: 5 } })
    expect(await tree()).toEqual({ '/memories/b.md': 'one\ntwo\nthree\nfour\nFIVE\n' })
  })

  it('shows both sides, and what they came from, when the same lines were changed again', async () => {
    await create('/memories/a.md', 'one\n')
    await save('/memories/a.md', 'two\n')
    await save('/memories/a.md', 'three\n', BOB)
    const outcome = await undone(commits(2))
    expect(outcome).toEqual({
      kind: 'conflicts',
      conflicts: [
        {
          document: id('/memories/a.md'),
          path: '/memories/a.md',
          present: 'three\n',
          wanted: 'one\n',
          base: 'two\n',
          version: 3,
          merged: '<<<<<<< undone\none\n=======\nthree\n>>>>>>> now\n',
          why: expect.stringMatching(/changed again\. It was last changed by Bob at /),
        },
      ],
    })
    expect(memory.head).toBe(3)
  })

  it('goes through once every conflict is settled, and asks again when the document was changed meanwhile', async () => {
    for (const name of ['a', 'b', 'c']) {
      await create(`/memories/${name}.md`, 'one\n')
      await save(`/memories/${name}.md`, 'two\n', claude('chat', 'turn'))
      await save(`/memories/${name}.md`, 'three\n', BOB)
    }
    const what = commits(...commitsFrom(memory, { chat: 'chat' }))
    const [a, b, c] = ['a', 'b', 'c'].map((name) => id(`/memories/${name}.md`))
    const choices = { [a!]: { take: 'present' }, [b!]: { take: 'wanted' } } as const
    expect(await undone(what, choices)).toMatchObject({ kind: 'conflicts', conflicts: [{ document: c }] })
    const old = { ...choices, [c!]: { text: 'mine\n', version: 3 } }
    expect(await undone(what, old)).toMatchObject({ kind: 'conflicts', conflicts: [{ document: c }] })
    const outcome = await undone(what, { ...choices, [c!]: { text: 'mine\n', version: 9 } })
    expect(outcome).toMatchObject({ kind: 'done' })
    expect(await tree()).toEqual({
      '/memories/a.md': 'three\n',
      '/memories/b.md': 'one\n',
      '/memories/c.md': 'mine\n',
    })
  })

  it('refuses a choice that cannot be stored', async () => {
    await create('/memories/a.md', 'one\n')
    await save('/memories/a.md', 'two\n', BOB)
    const choice = { [id('/memories/a.md')]: { text: 'a\0b' } }
    expect(await undone(commits(1), choice)).toMatchObject({ kind: 'refused', code: 'bad_input' })
  })

  it('removes what a turn made, unless somebody worked on it since', async () => {
    const by = claude('chat', 'turn')
    await create('/memories/a.md', 'made\n', by)
    await create('/memories/b.md', 'made\n', by)
    await save('/memories/b.md', 'made\nand kept\n', BOB)
    const numbers = commitsFrom(memory, { chat: 'chat', turn: 'turn' })
    expect(numbers).toEqual([1, 2])
    expect(commitsFrom(memory, { chat: 'chat', turn: 'other' })).toEqual([])
    const conflict = { path: '/memories/b.md', present: 'made\nand kept\n', wanted: null, merged: null }
    expect(await undone(commits(...numbers))).toMatchObject({ kind: 'conflicts', conflicts: [conflict] })
    await undone(commits(...numbers), { [id('/memories/b.md')]: { take: 'present' } })
    expect(await tree()).toEqual({ '/memories/b.md': 'made\nand kept\n' })
  })

  it('brings a deleted document back, beside whatever has taken its path when that is chosen', async () => {
    await create('/memories/a.md', 'old\n')
    const old = id('/memories/a.md')
    await memory.delete('/memories/a.md', ALICE)
    await create('/memories/a.md', 'new\n', BOB)
    const outcome = await undone(commits(2))
    expect(outcome).toMatchObject({
      conflicts: [
        { document: old, present: null, wanted: 'old\n', why: expect.stringContaining('/memories/a (2).md') },
      ],
    })
    await undone(commits(2), { [old]: { take: 'wanted', version: null } })
    expect(await tree()).toEqual({ '/memories/a.md': 'new\n', '/memories/a (2).md': 'old\n' })
  })

  it('leaves alone what somebody has deleted or brought back meanwhile', async () => {
    await create('/memories/a.md', 'one\n')
    await save('/memories/a.md', 'two\n')
    await memory.delete('/memories/a.md', BOB)
    expect(await undone(commits(2))).toMatchObject({ kind: 'unchanged' })
    await undone(commits(3))
    expect(await undone(commits(3))).toMatchObject({ kind: 'unchanged' })
    expect(await tree()).toEqual({ '/memories/a.md': 'two\n' })
  })

  it('undoes a whole directory, swapped names and all', async () => {
    await create('/memories/x/a.md', 'a\n')
    await create('/memories/x/b.md', 'b\n')
    await memory.change(
      () => ({
        kind: 'write',
        reason: 'batch',
        changes: [
          {
            kind: 'rename',
            document: id('/memories/x/a.md'),
            from: '/memories/x/a.md',
            path: '/memories/t.md',
          },
          {
            kind: 'rename',
            document: id('/memories/x/b.md'),
            from: '/memories/x/b.md',
            path: '/memories/x/a.md',
          },
          {
            kind: 'rename',
            document: id('/memories/x/a.md'),
            from: '/memories/t.md',
            path: '/memories/x/b.md',
          },
        ],
      }),
      BOB,
    )
    expect(await tree()).toEqual({ '/memories/x/a.md': 'b\n', '/memories/x/b.md': 'a\n' })
    await memory.delete('/memories/x', ALICE)
    await undone(commits(3, 4))
    expect(await tree()).toEqual({ '/memories/x/a.md': 'a\n', '/memories/x/b.md': 'b\n' })
  })

  it('tells what it would do and does nothing', async () => {
    await create('/memories/a.md', 'one\n')
    await memory.rename('/memories/a.md', '/memories/b.md', ALICE)
    expect(await previewUndo(memory, commits(2), ALICE)).toMatchObject({
      documents: [{ path: '/memories/a.md', from: '/memories/b.md', before: 'one\n', after: 'one\n' }],
      conflicts: [],
    })
    expect(await previewUndo(memory, commits(7), ALICE)).toMatchObject({ kind: 'refused', code: 'not_found' })
    expect(memory.head).toBe(2)
  })

  it('cannot bring back what was erased, and says so', async () => {
    await create('/memories/a.md', 'secret\n')
    await save('/memories/a.md', 'public\n')
    const document = id('/memories/a.md')
    await memory.erase({ erase: [{ document, versions: [1] }] }, ALICE)
    expect(await undone(commits(3))).toMatchObject({ kind: 'refused', code: 'gone' })
    expect(await undone(commits(2))).toMatchObject({
      conflicts: [{ present: 'public\n', wanted: 'public\n' }],
    })
    expect(await undone(commits(2), { [document]: { take: 'wanted' } })).toMatchObject({ kind: 'unchanged' })
  })
})

describe('the whole tree as it was', () => {
  it('comes back as one commit, and not when there is a newer commit than one has seen', async () => {
    await create('/memories/a.md', 'a\n')
    await create('/memories/b.md', 'b\n')
    const wanted = await tree()
    await memory.clear(BOB)
    await create('/memories/a.md', 'other\n', BOB)
    expect(await undone({ kind: 'tree', number: 2, head: 3 })).toMatchObject({
      kind: 'refused',
      code: 'changed',
    })
    expect(await undone({ kind: 'tree', number: 2, head: 4 })).toMatchObject({
      commit: { reason: 'restore' },
    })
    expect(await tree()).toEqual(wanted)
    expect(await undone({ kind: 'tree', number: 0, head: 5 })).toMatchObject({ kind: 'done' })
    expect(await tree()).toEqual({})
    expect(await undone({ kind: 'tree', number: 9, head: 6 })).toMatchObject({
      kind: 'refused',
      code: 'not_found',
    })
  })

  it('is refused at once when the head that was seen is none, however large the number', async () => {
    await create('/memories/a.md', 'a\n')
    for (const head of [2, Number.MAX_SAFE_INTEGER])
      expect(await undone({ kind: 'tree', number: 0, head })).toMatchObject({
        kind: 'refused',
        code: 'not_found',
      })
  })

  it('notices a change that waits in the same moment', async () => {
    await create('/memories/a.md', 'a\n')
    await save('/memories/a.md', 'b\n')
    const [, outcome] = await Promise.all([
      memory.delete('/memories/a.md', BOB),
      undone({ kind: 'tree', number: 1, head: 2 }),
    ])
    expect(outcome).toMatchObject({ kind: 'refused', code: 'changed' })
  })

  it('leaves erased documents away', async () => {
    await create('/memories/a.md', 'a\n')
    await create('/memories/b.md', 'b\n')
    await memory.erase({ erase: [{ document: id('/memories/a.md'), versions: 'all' }] }, ALICE)
    await memory.clear(ALICE)
    await undone({ kind: 'tree', number: 2, head: memory.head })
    expect(await tree()).toEqual({ '/memories/b.md': 'b\n' })
  })
})

type Doing = {
  readonly kind: 'create' | 'line' | 'delete' | 'rename'
  readonly at: number
  readonly to: number
}
const doing: fc.Arbitrary<Doing> = fc.record({
  kind: fc.constantFrom('create', 'create', 'line', 'line', 'delete', 'rename'),
  at: fc.nat(5),
  to: fc.nat(5),
})
const PATHS = [
  '/memories/a.md',
  '/memories/b.md',
  '/memories/d/a.md',
  '/memories/d/b.md',
  '/memories/d',
  '/memories/e',
]

/** Does it if it can be done; what is refused changes nothing. */
async function act({ kind, at, to }: Doing, by = ALICE): Promise<void> {
  const path = PATHS[at] ?? ''
  const lines = ['1', '2', '3', '4', '5', '6'].map((line) => `${line}\n`)
  if (kind === 'create') await create(path, lines.join(''), by)
  else if (kind === 'delete') await memory.delete(path, by)
  else if (kind === 'rename') await memory.rename(path, PATHS[to] ?? '', by)
  else {
    const text = (await memory.text(id(path))) ?? ''
    await save(path, text.split('\n').with(0, `${to} ${memory.head}`).join('\n'), by)
  }
}

async function acted(all: readonly Doing[]): Promise<void> {
  memory = await openMemory(inProcessLog())
  for (const each of all) await act(each)
}

const history = fc.array(doing, { minLength: 1, maxLength: 25 })

describe('laws of undo', () => {
  it('undoing the newest commit gives the tree before it, and undoing that gives it back', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (all) => {
        await acted(all)
        if (memory.head === 0) return
        const newest = memory.head
        expect(await undone(commits(newest))).toMatchObject({ kind: 'done' })
        expect(await tree()).toEqual(await tree(newest - 1))
        expect(await undone(commits(newest + 1))).toMatchObject({ kind: 'done' })
        expect(await tree()).toEqual(await tree(newest))
      }),
      { numRuns: 100 },
    )
  })

  it('undoing the newest commits together gives the tree before them', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat(10), async (all, count) => {
        await acted(all)
        const before = Math.max(0, memory.head - count)
        const numbers = Array.from({ length: memory.head - before }, (_, i) => before + 1 + i)
        await undone(commits(...numbers))
        expect(await tree()).toEqual(await tree(before))
      }),
      { numRuns: 100 },
    )
  })

  it('the tree at any commit can be had back', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat(25), async (all, some) => {
        await acted(all)
        const number = some % (memory.head + 1)
        await undone({ kind: 'tree', number, head: memory.head })
        expect(await tree()).toEqual(await tree(number))
      }),
      { numRuns: 100 },
    )
  })

  it('of two edits apart, in whatever order, the one that is not undone stays', async () => {
    const line = fc.nat(30)
    await fc.assert(
      fc.asyncProperty(line, line, fc.boolean(), async (mine, other, mineFirst) => {
        if (Math.abs(mine - other) < 2) return
        memory = await openMemory(inProcessLog())
        const lines = Array.from({ length: 31 }, (_, i) => `line ${i}`)
        await create('/memories/a.md', lines.join('\n'))
        const edit = async (at: number, by: Caller) => {
          const text = (await memory.text(id('/memories/a.md'))) ?? ''
          await save('/memories/a.md', text.split('\n').with(at, by.reader).join('\n'), by)
        }
        await (mineFirst ? edit(mine, ALICE) : edit(other, BOB))
        await (mineFirst ? edit(other, BOB) : edit(mine, ALICE))
        expect(await undone(commits(mineFirst ? 2 : 3))).toMatchObject({ kind: 'done' })
        expect(await tree()).toEqual({ '/memories/a.md': lines.with(other, BOB.reader).join('\n') })
      }),
    )
  })
})
