import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Folder, layerOf, Shelf, type Shelved } from './shelf-model.ts'
import { treeRows } from './tree-model.ts'

const IDS = ['a', 'b', 'c', 'd', 'e'] as const
const PATHS = ['x.md', 'y.md', 'in/x.md', 'in/y.md', 'in/deep/x.md', 'out/x.md'].map(
  (path) => `/memories/${path}`,
)

const info = (document: string, path: string, size: number): Shelved => ({
  document,
  path,
  size,
  memory: size % 2 === 0 ? 'default' : 'other',
  version: size,
  sha256: '',
  createdAt: '',
  changedAt: '',
  changedBy: size % 3 === 0 ? { kind: 'disk' } : { kind: 'person', name: `P${size % 3}` },
})

/** All that can be read from a shelf, looked at as somebody would. */
const seen = (shelf: Shelf) => ({
  count: shelf.count,
  folders: folderFacts(shelf.root),
  at: PATHS.map((path) => shelf.at(path)?.document),
  authors: [...shelf.authors()].sort(),
  memories: ['default', 'other'].map((memory) => shelf.countIn(memory)),
  rows: treeRows({ shelf, isClosed: () => false, find: '' }),
})

function folderFacts(folder: Folder): unknown {
  const { folders, documents } = layerOf(folder)
  return [
    folder.path,
    folder.total,
    folder.size,
    documents.map(([name, { document, version }]) => [name, document, version]),
    folders.map(([, inner]) => folderFacts(inner)),
  ]
}

type Living = Map<string, Shelved>

/** One commit: some documents get a place and a size, or go. No two living ones ever share a path. */
function commit(living: Living, moves: readonly (readonly [string, string | null, number])[]) {
  const next = new Map(living)
  for (const [id, path, size] of moves) {
    if (path === null) next.delete(id)
    else if (![...next.values()].some((other) => other.path === path && other.document !== id))
      next.set(id, info(id, path, size))
  }
  const touched = new Set(moves.map(([id]) => id))
  return { next, change: Object.fromEntries([...touched].map((id) => [id, next.get(id) ?? null])) }
}

describe('the shelf', () => {
  it('taken through any commits is as one made anew of what lives then', () => {
    const move = fc.tuple(fc.constantFrom(...IDS), fc.option(fc.constantFrom(...PATHS)), fc.nat(9))
    fc.assert(
      fc.property(fc.array(fc.array(move, { maxLength: 4 }), { maxLength: 8 }), (commits) => {
        const shelf = new Shelf()
        let living: Living = new Map()
        for (const moves of commits) {
          const { next, change } = commit(living, moves)
          shelf.change(change)
          living = next
          expect(seen(shelf)).toEqual(seen(new Shelf(living.values())))
        }
      }),
    )
  })

  it('lets two documents change places in one commit', () => {
    const shelf = new Shelf([info('a', '/memories/x.md', 1), info('b', '/memories/in/x.md', 2)])
    shelf.change({ a: info('a', '/memories/in/x.md', 1), b: info('b', '/memories/x.md', 2) })
    expect([shelf.at('/memories/x.md')?.document, shelf.at('/memories/in/x.md')?.document]).toEqual([
      'b',
      'a',
    ])
    expect([shelf.root.total, shelf.root.folders.get('in')?.total]).toEqual([2, 1])
  })

  it('sorts only the folder that a change touched', () => {
    const shelf = new Shelf([info('a', '/memories/in/x.md', 1), info('b', '/memories/out/x.md', 2)])
    const [before] = [layerOf(shelf.root.folders.get('out') as Folder)]
    layerOf(shelf.root)
    shelf.change({ a: info('a', '/memories/in/x.md', 9) })
    expect(layerOf(shelf.root.folders.get('out') as Folder)).toBe(before)
  })
})

describe('the rows of a tree', () => {
  const shelf = new Shelf(PATHS.map((path, index) => info(`d${index}`, path, index)))

  it('show the same when folders are open, and when all is found', () => {
    const open = treeRows({ shelf, isClosed: () => false, find: '' })
    expect(treeRows({ shelf, isClosed: () => true, find: '.md' })).toEqual(open)
  })

  it('number what is found among itself', () => {
    const rows = treeRows({ shelf, isClosed: () => true, find: 'y.md' })
    expect(rows.map(({ path, position, siblings }) => `${path} ${position}/${siblings}`)).toEqual([
      '/memories/in 1/2',
      '/memories/in/y.md 1/1',
      '/memories/y.md 2/2',
    ])
  })

  it('make room for what is on its way, and for a memory without documents', () => {
    const mounted = [{ mount: 'team', name: 'Team', isPrivate: false, readOnly: true }]
    const rows = treeRows({
      shelf,
      ghosts: ['/memories/in/new/z.md'],
      mounted,
      isClosed: () => false,
      find: '',
    })
    expect(rows.filter((row) => row.kind === 'folder').map((row) => [row.path, row.documents])).toEqual([
      ['/memories/in', 4],
      ['/memories/in/deep', 1],
      ['/memories/in/new', 1],
      ['/memories/out', 1],
      ['/memories/team', 0],
    ])
  })
})
