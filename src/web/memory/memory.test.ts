import { describe, expect, it } from 'vitest'
import type { DocumentInfo, Writing } from '../../workspace/events.ts'
import { handsOf, pendingOf, resultOf } from './live.ts'
import { Shelf } from './shelf-model.ts'
import { ghostsOf, type TreeQuery, treeRows } from './tree-model.ts'

const info = (path: string): DocumentInfo => ({
  document: `doc_${path}`,
  path,
  version: 1,
  size: 10,
  sha256: '',
  createdAt: '',
  changedAt: '',
  changedBy: { kind: 'disk' },
})
const writing = (input: object): Writing => ({
  key: 'c/t/u',
  chat: 'c',
  turn: 't',
  step: 1,
  index: 0,
  speaker: 'Alice',
  input: JSON.stringify(input),
  state: 'arriving',
})
const hands = (input: object) => handsOf({ 'c/t/u': writing(input) })
const rows = (paths: readonly string[], rest: Partial<TreeQuery> = {}) =>
  treeRows({ shelf: new Shelf(paths.map(info)), isClosed: () => false, find: '', ...rest })

describe('the tree', () => {
  it('puts folders first, then documents, numbers as numbers', () => {
    const names = rows(['/memories/b10.md', '/memories/b9.md', '/memories/z/a.md']).map((row) => [
      row.level,
      row.name,
    ])
    expect(names).toEqual([
      [1, 'z'],
      [2, 'a.md'],
      [1, 'b9.md'],
      [1, 'b10.md'],
    ])
  })

  it('tells each row its place among its siblings', () => {
    expect(
      rows(['/memories/a.md', '/memories/b.md', '/memories/x/c.md']).map(
        (row) => `${row.position} of ${row.siblings}`,
      ),
    ).toEqual(['1 of 3', '1 of 1', '2 of 3', '3 of 3'])
  })

  it('hides what lies in a closed folder, but not from a search', () => {
    const isClosed = (folder: string) => folder === '/memories/x'
    expect(rows(['/memories/x/a.md'], { isClosed }).map((row) => row.name)).toEqual(['x'])
    expect(
      rows(['/memories/x/a.md', '/memories/b.md'], { isClosed, find: 'A.MD' }).map((row) => row.name),
    ).toEqual(['x', 'a.md'])
  })

  it('shows a document that is just being written, once its text begins to arrive', () => {
    const early = hands({ command: 'create', path: '/memories/new.md' })
    const later = hands({ command: 'create', path: '/memories/new.md', file_text: '#' })
    expect(rows([], { ghosts: ghostsOf(early) })).toEqual([])
    expect(rows([], { ghosts: ghostsOf(later) })).toMatchObject([{ name: 'new.md', info: null }])
    expect(rows(['/memories/new.md'], { ghosts: ghostsOf(later) })).toMatchObject([
      { info: { path: '/memories/new.md' } },
    ])
  })
})

describe('a change that is being written', () => {
  const pending = (input: object, base: string | null) => {
    const [hand] = hands({ path: '/memories/a.md', ...input })
    return hand ? pendingOf(hand.call, base) : null
  }

  it('replaces the one place that it names', () => {
    const change = pending({ command: 'str_replace', old_str: 'two', new_str: '2' }, 'one\ntwo\n')
    expect(change && resultOf(change)).toBe('one\n2\n')
  })

  it('is not told while its place is unknown, missing or not the only one', () => {
    expect(pending({ command: 'str_replace', old_str: 'two' }, 'one\ntwo\n')).toBeNull()
    expect(pending({ command: 'str_replace', old_str: 'no', new_str: '' }, 'one\n')).toBeNull()
    expect(pending({ command: 'str_replace', old_str: 'aa', new_str: '' }, 'aaa')).toBeNull()
  })

  it.each([
    [0, 'new\none\ntwo\n'],
    [1, 'one\nnew\ntwo\n'],
    [2, 'one\ntwo\nnew\n'],
  ])('inserts after line %i', (line, after) => {
    const change = pending({ command: 'insert', insert_line: line, insert_text: 'new' }, 'one\ntwo\n')
    expect(change && resultOf(change)).toBe(after)
  })

  it('inserts nothing past the end', () => {
    expect(pending({ command: 'insert', insert_line: 9, insert_text: 'new' }, 'one\n')).toBeNull()
  })
})
