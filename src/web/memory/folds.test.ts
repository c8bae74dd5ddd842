import { describe, expect, it } from 'vitest'
import { closedFolders } from './folds.ts'

const small = [{ path: '/memories/a/b/c.md' }, { path: '/memories/d.md' }]
const large = [
  ...small,
  ...Array.from({ length: 50 }, (_, index) => ({ path: `/memories/many/${index}.md` })),
]

describe('the folders of the tree', () => {
  it('are open at first where one sees all at a glance', () => {
    expect([...closedFolders(small, null, {})]).toEqual([])
  })

  it('are closed at first in a large memory, but for those that lead to what is shown', () => {
    expect([...closedFolders(large, null, {})]).toEqual(['/memories/a', '/memories/a/b', '/memories/many'])
    expect([...closedFolders(large, '/memories/a/b/c.md', {})]).toEqual(['/memories/many'])
  })

  it('stay as somebody left them', () => {
    expect([...closedFolders(small, null, { '/memories/a': 'closed' })]).toEqual(['/memories/a'])
    expect([...closedFolders(large, null, { '/memories/many': 'open' })]).not.toContain('/memories/many')
  })
})
