import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import { type Edit, planEdits } from './batch-edit.ts'
import type { Caller, Memory } from './contract.ts'
import { openMemory } from './memory.ts'
import { planReplace, type Replacing } from './replace-all.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const BOB: Caller = { actor: { kind: 'person', name: 'Bob' }, reader: 'person:Bob' }

let memory: Memory
beforeEach(async () => {
  memory = await openMemory(inProcessLog())
})

const id = (path: string) => memory.at(path)?.document ?? ''
const create = (path: string, text: string) => memory.create(path, text, ALICE)
const change = (...edits: Edit[]) => memory.change((p) => planEdits(edits, ALICE.actor, p), ALICE)

async function tree(): Promise<Readonly<Record<string, string | null>>> {
  const entries = memory
    .documents()
    .map(async ({ document, path }) => [path, await memory.text(document)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

describe('several edits at once', () => {
  it('are one commit, and each sees what the ones before it did', async () => {
    await create('/memories/a.md', 'a\n')
    await create('/memories/d/b.md', 'b\n')
    const outcome = await change(
      { kind: 'rename', from: '/memories/a.md', to: '/memories/d/a.md' },
      { kind: 'create', path: '/memories/a.md', text: 'new\n' },
      { kind: 'save', document: id('/memories/a.md'), base: 1, text: 'A\n' },
      { kind: 'rename', from: '/memories/d', to: '/memories/e' },
      { kind: 'delete', path: '/memories/e/b.md' },
      { kind: 'create', path: '/memories/gone.md', text: 'x' },
      { kind: 'delete', path: '/memories/gone.md' },
    )
    expect(outcome).toMatchObject({ kind: 'done', commit: { number: 3, reason: 'batch' } })
    expect(memory.head).toBe(3)
    expect(await tree()).toEqual({ '/memories/a.md': 'new\n', '/memories/e/a.md': 'A\n' })
  })

  it('can exchange names', async () => {
    await create('/memories/a.md', 'a\n')
    await create('/memories/b.md', 'b\n')
    await change(
      { kind: 'rename', from: '/memories/a.md', to: '/memories/c.md' },
      { kind: 'rename', from: '/memories/b.md', to: '/memories/a.md' },
      { kind: 'rename', from: '/memories/c.md', to: '/memories/b.md' },
    )
    expect(memory.head).toBe(3)
    expect(await tree()).toEqual({ '/memories/a.md': 'b\n', '/memories/b.md': 'a\n' })
  })

  it('are none when one is refused, which says which', async () => {
    await create('/memories/a.md', 'a\n')
    const outcome = await change(
      { kind: 'create', path: '/memories/b.md', text: 'b\n' },
      { kind: 'delete', path: '/memories/none.md' },
    )
    const message = 'Edit 2 of 2: /memories/none.md does not exist.'
    expect(outcome).toEqual({ kind: 'refused', code: 'not_found', message })
    expect(await tree()).toEqual({ '/memories/a.md': 'a\n' })
  })

  it('are none when some conflict, and all conflicts are told at once', async () => {
    for (const name of ['a', 'b', 'c']) await create(`/memories/${name}.md`, 'one\n')
    for (const name of ['a', 'b'])
      await memory.save(
        id(`/memories/${name}.md`),
        memory.at(`/memories/${name}.md`)?.version ?? 0,
        'two\n',
        BOB,
      )
    const saves = ['a', 'b', 'c'].map(
      (name, i) =>
        ({ kind: 'save', document: id(`/memories/${name}.md`), base: i + 1, text: 'mine\n' }) as const,
    )
    expect(await change(...saves)).toMatchObject({
      kind: 'conflicts',
      conflicts: [
        { path: '/memories/a.md', base: 'one\n', present: 'two\n', wanted: 'mine\n', version: 4 },
        { path: '/memories/b.md' },
      ],
    })
    expect(memory.head).toBe(5)
  })

  it('merge with what was changed elsewhere in a document since', async () => {
    await create('/memories/a.md', 'one\n\n\ntwo\n')
    await memory.save(id('/memories/a.md'), 1, 'ONE\n\n\ntwo\n', BOB)
    await change({ kind: 'save', document: id('/memories/a.md'), base: 1, text: 'one\n\n\nTWO\n' })
    expect(await tree()).toEqual({ '/memories/a.md': 'ONE\n\n\nTWO\n' })
  })

  it('change nothing when they come to nothing', async () => {
    await create('/memories/a.md', 'a\n')
    const there = { kind: 'rename', from: '/memories/a.md', to: '/memories/b.md' } as const
    const back = { kind: 'rename', from: '/memories/b.md', to: '/memories/a.md' } as const
    expect(await change(there, back)).toEqual({ kind: 'unchanged' })
  })

  it('end as they would one after the other', async () => {
    const path = fc.constantFrom(
      '/memories/a.md',
      '/memories/b.md',
      '/memories/d/a.md',
      '/memories/d',
      '/memories/D',
    )
    const edit: fc.Arbitrary<Edit> = fc.oneof(
      fc.record({ kind: fc.constant('create'), path, text: fc.constantFrom('x', 'y') }),
      fc.record({ kind: fc.constant('rename'), from: path, to: path }),
      fc.record({ kind: fc.constant('delete'), path }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { maxLength: 8 }),
        fc.array(edit, { maxLength: 8 }),
        async (first, second) => {
          const ends: unknown[] = []
          for (const atOnce of [true, false]) {
            memory = await openMemory(inProcessLog())
            // Only what goes through alone goes into the batch: one refusal would refuse all.
            for (const each of first) await change(each)
            const probe = await openMemory(inProcessLog())
            for (const info of memory.documents())
              await probe.create(info.path, (await memory.text(info.document)) ?? '', ALICE)
            const good: Edit[] = []
            for (const each of second) {
              const outcome = await probe.change((p) => planEdits([each], ALICE.actor, p), ALICE)
              if (outcome.kind !== 'refused') good.push(each)
            }
            if (atOnce) await change(...good)
            else for (const each of good) await change(each)
            ends.push(await tree())
          }
          expect(ends[0]).toEqual(ends[1])
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('replacing every occurrence', () => {
  const replace = (replacing: Partial<Replacing>, expected?: number) => {
    const whole = { find: 'cat', replace: 'dog', matchCase: false, wholeWord: false, ...replacing }
    return memory.change((p) => planReplace(whole, expected, p), ALICE)
  }
  beforeEach(async () => {
    await create('/memories/a.md', 'Cat cat concat\n')
    await create('/memories/d/b.md', 'cat\r\nend\r\n')
  })

  it('is one commit over all documents', async () => {
    expect(await replace({})).toMatchObject({ kind: 'done', commit: { number: 3, reason: 'batch' } })
    expect(await tree()).toEqual({
      '/memories/a.md': 'dog dog condog\n',
      '/memories/d/b.md': 'dog\r\nend\r\n',
    })
  })

  it('minds case, whole words and where it is asked to', async () => {
    await replace({ matchCase: true, wholeWord: true, under: '/memories/a.md' })
    expect(await tree()).toMatchObject({
      '/memories/a.md': 'Cat dog concat\n',
      '/memories/d/b.md': 'cat\r\nend\r\n',
    })
    await replace({ under: '/memories/d', find: 'cat\nend', replace: 'one\ntwo' })
    expect(await tree()).toMatchObject({ '/memories/d/b.md': 'one\r\ntwo\r\n' })
  })

  it('takes both texts as they are', async () => {
    await create('/memories/c.md', 'a.c abc $& (x|y)[1]\n')
    await replace({ under: '/memories/c.md', find: 'a.c', replace: '$&$1' })
    await replace({ under: '/memories/c.md', find: '(x|y)[1]', replace: '\\' })
    expect(await tree()).toMatchObject({ '/memories/c.md': '$&$1 abc $& \\\n' })
  })

  it('is refused when nothing is found, or something else than was seen', async () => {
    const message = '"bird" is not in any of 2 documents. Nothing was replaced.'
    expect(await replace({ find: 'bird' })).toEqual({ kind: 'refused', code: 'not_found', message })
    expect(await replace({ find: '' })).toMatchObject({ kind: 'refused', code: 'bad_input' })
    expect(await replace({}, 3)).toMatchObject({ kind: 'refused', code: 'changed' })
    expect(memory.head).toBe(2)
    expect(await replace({}, 4)).toMatchObject({ kind: 'done' })
  })
})

describe('a rename by a person', () => {
  it('is refused when something under it is newer than what the person has seen', async () => {
    await create('/memories/d/a.md', 'a\n')
    await memory.save(id('/memories/d/a.md'), 1, 'b\n', BOB)
    const outcome = await memory.rename('/memories/d', '/memories/e', ALICE, 1)
    const message = '/memories/d/a.md was changed by Bob meanwhile. Nothing was renamed.'
    expect(outcome).toEqual({ kind: 'refused', code: 'changed', message })
    expect(await memory.rename('/memories/d', '/memories/e', ALICE, 2)).toMatchObject({ kind: 'done' })
  })
})
