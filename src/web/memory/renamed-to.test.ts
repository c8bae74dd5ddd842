import { describe, expect, it } from 'vitest'
import { fullPath, renamedTo, stemOf } from './renamed-to.ts'

describe('a new name', () => {
  it('is one in the same folder, with the ending that was left out', () => {
    expect(renamedTo('/memories/team/plan.md', ' road map ', '.md')).toBe('/memories/team/road map.md')
    expect(renamedTo('/memories/plan.md', 'plan.txt', '.md')).toBe('/memories/plan.txt')
    expect(renamedTo('/memories/team', 'Staff & Co. 2026', '')).toBe('/memories/Staff & Co. 2026')
  })

  it('leads into folders below with a slash, and from the root with a slash before it', () => {
    expect(renamedTo('/memories/team/plan.md', 'old/plan', '.md')).toBe('/memories/team/old/plan.md')
    expect(renamedTo('/memories/team/plan.md', '/old/plan', '.md')).toBe('/memories/old/plan.md')
    expect(renamedTo('/memories/team/plan.md', '/memories/plan', '.md')).toBe('/memories/plan.md')
    expect(fullPath('memories/plan', '.md')).toBe('/memories/plan.md')
  })

  it('is none when nothing was typed', () => {
    for (const nothing of ['', '  ', '/', '//'])
      expect(renamedTo('/memories/a.md', nothing, '.md')).toBeNull()
  })

  it('is mostly changed before its ending', () => {
    expect([stemOf('plan.md'), stemOf('plan'), stemOf('.plan'), stemOf('a.b.md')]).toEqual([4, 4, 5, 3])
  })
})
