/** What people ask of a memory: create, save, rename, delete, clear, restore, undo. */
import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller } from './contract.ts'
import { openMemory } from './memory.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const BOB: Caller = { actor: { kind: 'person', name: 'Bob' }, reader: 'person:Bob' }
const DISK: Caller = { actor: { kind: 'disk' }, reader: 'disk' }

async function memoryWith(texts: Readonly<Record<string, string>> = {}) {
  const memory = await openMemory(inProcessLog(), { maxBytes: 100 })
  for (const [path, text] of Object.entries(texts)) await memory.create(path, text, ALICE)
  const id = (path: string) => memory.at(path)?.document ?? ''
  const paths = () => memory.documents().map((each) => each.path)
  return { memory, id, paths }
}

describe('create', () => {
  it('stores the text and says who made it', async () => {
    const { memory } = await memoryWith()
    expect(await memory.create('/memories/a.md', 'über', ALICE)).toMatchObject({
      kind: 'done',
      commit: { number: 1, reason: 'create', actor: { kind: 'person', name: 'Alice' } },
      document: { path: '/memories/a.md', version: 1, size: 5, changedBy: { name: 'Alice' } },
    })
    expect(await memory.text(memory.at('/memories/a.md')?.document ?? '')).toBe('über')
  })

  it.each([
    ['/memories/a.md', 'exists'],
    ['/memories/dir', 'exists'],
    ['/memories/A.MD', 'exists'],
    ['/memories/DIR/y.md', 'exists'],
    ['/memories/a.md/b.md', 'exists'],
    ['/memories', 'exists'],
    ['/memories/../x', 'bad_path'],
  ])('refuses %s as %s', async (path, code) => {
    const { memory, paths } = await memoryWith({ '/memories/a.md': 'a', '/memories/dir/x.md': 'x' })
    expect(await memory.create(path, 'new', BOB)).toMatchObject({ kind: 'refused', code })
    expect(paths()).toEqual(['/memories/a.md', '/memories/dir/x.md'])
  })

  it.each([
    ['too_large', 'x'.repeat(101)],
    ['bad_input', 'half \ud800'],
    ['bad_input', 'nul \0'],
  ])('refuses a text as %s', async (code, text) => {
    const { memory } = await memoryWith()
    expect(await memory.create('/memories/a.md', text, ALICE)).toMatchObject({ kind: 'refused', code })
    expect(memory.head).toBe(0)
  })
})

describe('save', () => {
  it('stores a text made from the present version', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    expect(await memory.save(id('/memories/a.md'), 1, 'two', BOB)).toMatchObject({
      kind: 'done',
      commit: { number: 2, reason: 'save' },
      document: { version: 2 },
    })
  })

  it('changes nothing when the text is as it was', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    expect(await memory.save(id('/memories/a.md'), 1, 'one', BOB)).toMatchObject({ kind: 'unchanged' })
    expect(memory.head).toBe(1)
  })

  it('shows both sides when both changed the same line, and changes nothing', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'a\nb\nc\n' })
    const document = id('/memories/a.md')
    await memory.save(document, 1, 'a\nBOB\nc\n', BOB)
    expect(await memory.save(document, 1, 'a\nALICE\nc\n', ALICE)).toEqual({
      kind: 'conflict',
      present: memory.document(document),
      presentText: 'a\nBOB\nc\n',
      yourText: 'a\nALICE\nc\n',
      merged: 'a\n<<<<<<< yours\nALICE\n=======\nBOB\n>>>>>>> now, by Bob\nc\n',
    })
    expect(memory.head).toBe(2)
  })

  it('follows a document that was renamed meanwhile', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    const document = id('/memories/a.md')
    await memory.rename('/memories/a.md', '/memories/b.md', BOB)
    expect(await memory.save(document, 1, 'two', ALICE)).toMatchObject({
      kind: 'done',
      document: { path: '/memories/b.md' },
    })
  })

  it('refuses to write to a document that is gone, or from a version that never was', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one', '/memories/b.md': 'b' })
    const document = id('/memories/a.md')
    expect(await memory.save(document, 2, 'two', ALICE)).toMatchObject({ kind: 'refused', code: 'bad_input' })
    await memory.delete('/memories/a.md', BOB)
    expect(await memory.save(document, 1, 'two', ALICE)).toMatchObject({ kind: 'refused', code: 'gone' })
  })

  it('keeps Windows line breaks when the editor of a person knows only others', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'a\r\nb\r\n' })
    const document = id('/memories/a.md')
    await memory.save(document, 1, 'a\nB\n', BOB)
    expect(await memory.text(document)).toBe('a\r\nB\r\n')
    await memory.save(document, 2, 'a\nb\n', DISK)
    expect(await memory.text(document)).toBe('a\nb\n')
  })
})

describe('rename', () => {
  it('moves a directory in one commit', async () => {
    const { memory, paths } = await memoryWith({ '/memories/a/x.md': 'x', '/memories/a/b/y.md': 'y' })
    expect(await memory.rename('/memories/a', '/memories/z', ALICE)).toMatchObject({ kind: 'done' })
    expect(paths()).toEqual(['/memories/z/b/y.md', '/memories/z/x.md'])
    expect(memory.head).toBe(3)
  })

  it('changes only upper and lower case, of a document and of a directory', async () => {
    const { memory, paths } = await memoryWith({ '/memories/Sales/A.md': 'a', '/memories/Sales/b.md': 'b' })
    expect(await memory.rename('/memories/Sales/A.md', '/memories/Sales/a.md', ALICE)).toMatchObject({
      kind: 'done',
    })
    expect(await memory.rename('/memories/Sales', '/memories/sales', ALICE)).toMatchObject({ kind: 'done' })
    expect(paths()).toEqual(['/memories/sales/a.md', '/memories/sales/b.md'])
    expect(await memory.create('/memories/SALES/c.md', 'c', ALICE)).toMatchObject({ code: 'exists' })
    expect(await memory.create('/memories/sales/c.md', 'c', ALICE)).toMatchObject({ kind: 'done' })
  })

  it.each([
    ['/memories/a', '/memories/b', 'exists'],
    ['/memories/a', '/memories/a/inside', 'exists'],
    ['/memories/a', '/memories/b/x.md/y', 'exists'],
    ['/memories/a', '/memories/B/new', 'exists'],
    ['/memories/none', '/memories/c', 'not_found'],
    ['/memories', '/memories/c', 'root'],
    ['/memories/', '/memories/c', 'root'],
    ['/memories/a', '/memories/.', 'root'],
    ['/memories/a', '/memories/..', 'bad_path'],
  ])('refuses to rename %s to %s as %s', async (from, to, code) => {
    const { memory, paths } = await memoryWith({ '/memories/a/x.md': 'x', '/memories/b/x.md': 'y' })
    expect(await memory.rename(from, to, ALICE)).toMatchObject({ kind: 'refused', code })
    expect(paths()).toEqual(['/memories/a/x.md', '/memories/b/x.md'])
  })

  it('refuses to make a path under the directory too long', async () => {
    const long = `${'x'.repeat(190)}/`
    const deep = `/memories/a/${long.repeat(4)}`
    const { memory, paths } = await memoryWith({ [`${deep}${'y'.repeat(190)}`]: 'x' })
    const [before] = paths()
    const to = `/memories/${'z'.repeat(150)}`
    expect(await memory.rename('/memories/a', to, ALICE)).toMatchObject({ kind: 'refused', code: 'bad_path' })
    expect(paths()).toEqual([before])
  })
})

describe('delete and clear', () => {
  it('is refused for a directory into which somebody moved an old document since, and for renaming it too', async () => {
    const { memory, paths } = await memoryWith({ '/memories/d/a.md': 'a', '/memories/b.md': 'b' })
    await memory.rename('/memories/b.md', '/memories/d/b.md', BOB)
    expect(await memory.delete('/memories/d', ALICE, 2)).toMatchObject({ kind: 'refused', code: 'changed' })
    expect(await memory.rename('/memories/d', '/memories/e', ALICE, 2)).toMatchObject({ code: 'changed' })
    expect(paths()).toEqual(['/memories/d/a.md', '/memories/d/b.md'])
    expect(await memory.delete('/memories/d', ALICE, 3)).toMatchObject({ kind: 'done' })
  })

  it('deletes a directory in one commit, and it can be undone', async () => {
    const { memory, paths } = await memoryWith({
      '/memories/a/x.md': 'x',
      '/memories/a/b/y.md': 'y',
      '/memories/c.md': 'c',
    })
    expect(await memory.delete('/memories/a/', ALICE)).toMatchObject({ kind: 'done', commit: { number: 4 } })
    expect(paths()).toEqual(['/memories/c.md'])
    expect(await memory.revert(4, ALICE)).toMatchObject({ kind: 'done' })
    expect(paths()).toEqual(['/memories/a/b/y.md', '/memories/a/x.md', '/memories/c.md'])
  })

  it('refuses when the document is newer than the one that the person saw', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    await memory.save(id('/memories/a.md'), 1, 'two', BOB)
    const outcome = await memory.delete('/memories/a.md', ALICE, 1)
    expect(outcome).toMatchObject({ kind: 'refused', code: 'changed' })
    expect(outcome.kind === 'refused' && outcome.message).toContain('Bob')
    expect(await memory.delete('/memories/a.md', ALICE, 2)).toMatchObject({ kind: 'done' })
  })

  it.each(['/memories', '/memories/', '/memories/.'])('never deletes the root as %s', async (path) => {
    const { memory, paths } = await memoryWith({ '/memories/a.md': 'a' })
    expect(await memory.delete(path, ALICE)).toMatchObject({ kind: 'refused', code: 'root' })
    expect(paths()).toEqual(['/memories/a.md'])
  })

  it('clears everything at once, and it can be undone', async () => {
    const { memory, paths } = await memoryWith({ '/memories/a.md': 'a', '/memories/b/c.md': 'c' })
    expect(await memory.clear(ALICE)).toMatchObject({ kind: 'done', commit: { number: 3, reason: 'clear' } })
    expect(paths()).toEqual([])
    expect(await memory.clear(ALICE)).toEqual({ kind: 'unchanged' })
    await memory.revert(3, ALICE)
    expect(paths()).toEqual(['/memories/a.md', '/memories/b/c.md'])
  })
})

describe('restore', () => {
  it('is refused when the text was changed since the one who restores has seen it', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    const document = id('/memories/a.md')
    await memory.save(document, 1, 'two', ALICE)
    await memory.save(document, 2, 'three', BOB)
    expect(await memory.restore(document, 1, ALICE, 2)).toMatchObject({
      kind: 'refused',
      code: 'changed',
      message: '/memories/a.md was changed by Bob meanwhile. Nothing was restored.',
    })
    expect(await memory.text(document)).toBe('three')
    expect(await memory.restore(document, 1, ALICE, 3)).toMatchObject({ kind: 'done' })
  })

  it('gives a document the text of an older version, as a new one', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    const document = id('/memories/a.md')
    await memory.save(document, 1, 'two', ALICE)
    expect(await memory.restore(document, 1, BOB)).toMatchObject({ kind: 'done', document: { version: 3 } })
    expect(await memory.text(document)).toBe('one')
    expect(await memory.restore(document, 1, BOB)).toMatchObject({ kind: 'unchanged' })
    expect(await memory.restore(document, 99, BOB)).toMatchObject({ kind: 'refused', code: 'not_found' })
  })

  it('brings a deleted document back where it was, with its identity', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    const document = id('/memories/a.md')
    await memory.rename('/memories/a.md', '/memories/b.md', ALICE)
    await memory.delete('/memories/b.md', ALICE)
    await memory.restore(document, 1, BOB)
    expect(memory.at('/memories/b.md')?.document).toBe(document)
  })

  it.each(['/memories/a', '/memories/A', '/memories/a/b.md'])(
    'refuses when %s now stands in the way of the deleted document',
    async (taken) => {
      const { memory, id, paths } = await memoryWith({ '/memories/a': 'one' })
      const document = id('/memories/a')
      await memory.delete('/memories/a', ALICE)
      await memory.create(taken, 'new', BOB)
      expect(await memory.restore(document, 1, ALICE)).toMatchObject({ kind: 'refused', code: 'exists' })
      expect(await memory.revert(2, ALICE)).toMatchObject({ kind: 'refused', code: 'exists' })
      expect(paths()).toEqual([taken])
    },
  )
})

describe('revert', () => {
  it('undoes each kind of change, and the undo can be undone', async () => {
    const { memory, id, paths } = await memoryWith({ '/memories/a.md': 'one' })
    const document = id('/memories/a.md')
    await memory.save(document, 1, 'two', BOB)
    await memory.revert(2, ALICE)
    expect(await memory.text(document)).toBe('one')
    await memory.revert(3, ALICE)
    expect(await memory.text(document)).toBe('two')
    await memory.rename('/memories/a.md', '/memories/b/c.md', BOB)
    await memory.revert(5, ALICE)
    expect(paths()).toEqual(['/memories/a.md'])
  })

  it('undoes a creation by deleting', async () => {
    const { memory, paths } = await memoryWith({ '/memories/a.md': 'one' })
    expect(await memory.revert(1, BOB)).toMatchObject({ kind: 'done', commit: { reason: 'revert' } })
    expect(paths()).toEqual([])
    await memory.revert(2, BOB)
    expect(paths()).toEqual(['/memories/a.md'])
  })

  it('undoes a change of upper and lower case of a directory', async () => {
    const { memory, paths } = await memoryWith({ '/memories/Sales/a.md': 'a', '/memories/Sales/b.md': 'b' })
    await memory.rename('/memories/Sales', '/memories/sales', ALICE)
    expect(await memory.revert(3, ALICE)).toMatchObject({ kind: 'done' })
    expect(paths()).toEqual(['/memories/Sales/a.md', '/memories/Sales/b.md'])
    expect(await memory.create('/memories/sales/c.md', 'c', ALICE)).toMatchObject({ code: 'exists' })
  })

  it('refuses when something it touched was changed since', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    await memory.save(id('/memories/a.md'), 1, 'two', BOB)
    expect(await memory.revert(1, ALICE)).toMatchObject({ kind: 'refused', code: 'changed' })
    expect(await memory.revert(9, ALICE)).toMatchObject({ kind: 'refused', code: 'not_found' })
    expect(await memory.text(id('/memories/a.md'))).toBe('two')
  })
})

describe('history', () => {
  it('tells commits newest first, of all or of one document, page by page', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'a', '/memories/b.md': 'b' })
    const document = id('/memories/a.md')
    await memory.save(document, 1, 'A', BOB)
    await memory.delete('/memories/a.md', BOB)
    const numbers = (query: Parameters<typeof memory.history>[0]) =>
      memory.history(query).map((each) => each.number)
    expect(numbers({})).toEqual([4, 3, 2, 1])
    expect(numbers({ document })).toEqual([4, 3, 1])
    expect(numbers({ limit: 2 })).toEqual([4, 3])
    expect(numbers({ before: 3, limit: 2 })).toEqual([2, 1])
    expect(numbers({ document, before: 3 })).toEqual([1])
    expect(numbers({ document: 'doc_none' })).toEqual([])
  })

  it('names everybody who did anything, after an erasure and when it is opened anew too', async () => {
    const log = inProcessLog()
    const memory = await openMemory(log)
    const claude: Caller = { actor: { kind: 'claude', onBehalfOf: 'Carol' }, reader: 'chat:1' }
    expect(memory.authors()).toEqual([])
    for (const [path, by] of [
      ['/memories/a.md', ALICE],
      ['/memories/b.md', claude],
      ['/memories/c.md', DISK],
    ] as const)
      await memory.create(path, 'text', by)
    await memory.delete('/memories/a.md', BOB)
    expect(memory.authors().toSorted()).toEqual(['Alice', 'Bob', 'Carol'])
    const document = memory.history({ before: 2 })[0]?.changes[0]?.document ?? ''
    await memory.erase({ erase: [{ document, versions: 'all' }] }, ALICE)
    expect(memory.authors().toSorted()).toEqual(['Alice', 'Bob', 'Carol'])
    expect((await openMemory(log)).authors().toSorted()).toEqual(['Alice', 'Bob', 'Carol'])
  })
})
