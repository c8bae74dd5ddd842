import { describe, expect, it } from 'vitest'
import { commitOf } from './committed.ts'
import { humanSize, LISTING_LIMIT, listDirectory } from './listing.ts'
import { Tree } from './tree.ts'

function treeOf(texts: Readonly<Record<string, string>>): Tree {
  const tree = new Tree()
  const changes = Object.entries(texts).map(
    ([path, text], i) => ({ kind: 'create', document: `doc_${i}`, path, text }) as const,
  )
  const actor = { kind: 'disk' } as const
  tree.apply(commitOf({ at: '2026-11-23T09:00:00.000Z', actor, reason: 'disk', changes }, 1))
  return tree
}

function listed(tree: Tree, path: string, range?: readonly [number, number]) {
  const listing = listDirectory(tree, path, range)
  if (!listing.ok) throw new Error(listing.message)
  return { ...listing, lines: listing.text.split('\n').slice(1) }
}

const number = (i: number, digits: number) => String(i).padStart(digits, '0')

describe('listDirectory', () => {
  it('lists two levels, names in order, the directory itself first with all that lies in it', () => {
    const tree = treeOf({
      '/memories/b.md': 'x'.repeat(2048),
      '/memories/a/two.md': '22',
      '/memories/a/deep/three.md': '333',
      '/memories/a/deep/er/four.md': '4444',
    })
    const listing = listed(tree, '/memories')
    expect(listing.text).toBe(
      [
        "Here're the files and directories up to 2 levels deep in /memories, excluding hidden items and node_modules:",
        '2.0K\t/memories',
        '9B\t/memories/a/',
        '7B\t/memories/a/deep/',
        '2B\t/memories/a/two.md',
        '2.0K\t/memories/b.md',
      ].join('\n'),
    )
    expect(listing.shown.map((info) => info.path)).toEqual(['/memories/b.md', '/memories/a/two.md'])
  })

  it('answers for an empty memory with the one line of its root', () => {
    expect(listed(new Tree(), '/memories').lines).toEqual(['0B\t/memories'])
  })

  it('shows every directory before it fills the rest with what they hold', () => {
    const texts: Record<string, string> = { '/memories/z.md': 'z' }
    for (let d = 0; d < 100; d++)
      for (let i = 0; i < 100; i++) texts[`/memories/topic-${number(d, 2)}/note-${number(i, 2)}.md`] = 'n'
    texts['/memories/small/only.md'] = 'o'
    const { text, lines, shown } = listed(treeOf(texts), '/memories')
    expect(text.length).toBeLessThan(LISTING_LIMIT)
    expect(lines.filter((line) => line.endsWith('/'))).toHaveLength(101)
    expect(lines).toContain('1B\t/memories/z.md')
    expect(lines).toContain('1B\t/memories/small/only.md')
    const first = lines.indexOf('100B\t/memories/topic-42/')
    expect(lines[first + 1]).toBe('1B\t/memories/topic-42/note-00.md')
    const more = lines.slice(first).find((line) => line.startsWith('['))
    const notes = lines.filter((line) => line.includes('/memories/topic-42/note-')).length
    expect(more).toBe(`[${100 - notes} more in /memories/topic-42/]`)
    expect(shown).toHaveLength(lines.filter((line) => line.endsWith('.md')).length)
  })

  it('names what changed last where it is cut, newest first, and how many documents lie in what is left out', () => {
    const texts: Record<string, string> = {}
    for (let d = 0; d < 200; d++)
      for (let i = 0; i < 3; i++) texts[`/memories/topic-${number(d, 3)}${'x'.repeat(40)}/note-${i}.md`] = 'n'
    const tree = treeOf(texts)
    const at = '2026-11-24T09:00:00.000Z'
    const edit = (i: number, path: string) =>
      ({ kind: 'edit', document: `doc_${i}`, path, text: 'changed' }) as const
    const [first = '', second = ''] = Object.keys(texts)
    const changes = [edit(1, second), edit(0, first)]
    tree.apply(commitOf({ at, actor: { kind: 'disk' }, reason: 'disk', changes }, 2))
    const { lines, text } = listed(tree, '/memories')
    expect(text.length).toBeLessThan(LISTING_LIMIT)
    const [recent = '', closed = ''] = lines.slice(-2)
    expect(recent).toMatch(/^\[Most recently changed: .*\]$/)
    expect(recent).toContain(`: ${first}, ${second}, `)
    expect(recent.match(/\.md/g)).toHaveLength(5)
    const [, directories, documents] =
      /^\[What lies in (\d+) of these directories, (\d+) documents,/.exec(closed) ?? []
    expect(Number(documents)).toBe(3 * Number(directories))
    expect(listed(tree, '/memories', [1, 2]).text).not.toContain('recently')
  })

  it('names nothing as changed last that is gone, lies elsewhere, or where all is shown', () => {
    const texts: Record<string, string> = { '/memories/b/z.md': 'z' }
    for (let i = 0; i < 1_000; i++) texts[`/memories/a/note-${number(i, 4)}-${'x'.repeat(30)}.md`] = 'n'
    const tree = treeOf(texts)
    const gone = Object.keys(texts).at(-1) ?? ''
    const changes = [{ kind: 'delete', document: 'doc_1000', path: gone }] as const
    tree.apply(
      commitOf({ at: '2026-11-24T09:00:00.000Z', actor: { kind: 'disk' }, reason: 'disk', changes }, 2),
    )
    const recent = listed(tree, '/memories/a').lines.find((line) => line.includes('recently'))
    expect(recent).toContain('note-0998')
    expect(recent).not.toContain('note-0999')
    expect(listed(tree, '/memories/b').text).not.toContain('recently')
  })

  it('pages through ten thousand documents without leaving one out', () => {
    const texts: Record<string, string> = {}
    for (let i = 0; i < 10_000; i++) texts[`/memories/memory_${number(i, 5)}.md`] = 'n'
    const tree = treeOf(texts)
    const seen: string[] = []
    let range: [number, number] | undefined
    for (let page = 0; page < 100; page++) {
      const { text, shown, lines } = listed(tree, '/memories', range)
      expect(text.length).toBeLessThan(LISTING_LIMIT)
      seen.push(...shown.map((info) => info.path))
      const next = /view_range \[(\d+), (\d+)\]/.exec(lines.at(-1) ?? '')
      if (!next) break
      expect(next[2]).toBe('10000')
      range = [Number(next[1]), Number(next[2])]
    }
    expect(seen).toEqual(Object.keys(texts))
  })

  it('stays under its limit with the longest paths that there are', () => {
    const long = `/memories/${'x'.repeat(190)}/${'y'.repeat(190)}/${'z'.repeat(190)}/${'w'.repeat(190)}`
    const texts: Record<string, string> = {}
    for (let d = 0; d < 9; d++)
      for (let i = 0; i < 9; i++) texts[`${long}/${d}${'d'.repeat(80)}/${i}.md`] = ''
    const { text } = listed(treeOf(texts), long)
    expect(text.length).toBeLessThan(LISTING_LIMIT)
    expect(text).toContain(`${long}/8ddd`)
  })

  it.each<[readonly [number, number], readonly string[]]>([
    [[1, 1], ['a.md']],
    [
      [2, 3],
      ['b.md', 'c.md'],
    ],
    [
      [2, -1],
      ['b.md', 'c.md'],
    ],
    [[3, 99], ['c.md']],
  ])('lists the entries %j', (range, names) => {
    const tree = treeOf({ '/memories/a.md': '', '/memories/b.md': '', '/memories/c.md': '' })
    const shown = listed(tree, '/memories', range).shown.map((info) => info.path)
    expect(shown).toEqual(names.map((name) => `/memories/${name}`))
  })

  it.each<[readonly [number, number]]>([[[0, -1]], [[4, 5]], [[2, 1]], [[-3, 2]], [[1.5, 2]]])(
    'refuses the range %j with words',
    (range) => {
      const tree = treeOf({ '/memories/a.md': '', '/memories/b.md': '', '/memories/c.md': '' })
      const listing = listDirectory(tree, '/memories', range)
      expect(listing).toMatchObject({ ok: false, message: expect.stringContaining('view_range') })
    },
  )
})

describe('humanSize', () => {
  it.each([
    [0, '0B'],
    [1023, '1023B'],
    [1024, '1.0K'],
    [1536, '1.5K'],
    [4096, '4.0K'],
    [1_258_291, '1.2M'],
  ])('writes %i bytes as %s', (bytes, text) => {
    expect(humanSize(bytes)).toBe(text)
  })
})
