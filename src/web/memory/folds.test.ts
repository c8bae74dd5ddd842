import { describe, expect, it } from 'vitest'
import { closing } from './folds.ts'

describe('the folders of the tree', () => {
  it('are open at first where one sees all at a glance', () => {
    expect(closing(true, null, {})('/memories/a')).toBe(false)
  })

  it('are closed at first in a large memory, but for those that lead to what is shown', () => {
    expect(closing(false, null, {})('/memories/a')).toBe(true)
    const isClosed = closing(false, '/memories/a/b/c.md', {})
    expect(['/memories/a', '/memories/a/b', '/memories/many', '/memories/a/bb'].filter(isClosed)).toEqual([
      '/memories/many',
      '/memories/a/bb',
    ])
  })

  it('stay as somebody left them', () => {
    expect(closing(true, null, { '/memories/a': 'closed' })('/memories/a')).toBe(true)
    expect(closing(false, null, { '/memories/many': 'open' })('/memories/many')).toBe(false)
  })
})
