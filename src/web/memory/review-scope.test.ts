import { describe, expect, it } from 'vitest'
import type { Placed } from './away-model.ts'
import { newsOf, reachesBack, type Scope } from './review-scope.ts'

const commit = (memory: string, number: number, minute: number): Placed => ({
  memory,
  number,
  at: `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`,
  actor: { kind: 'disk' },
  reason: 'disk',
  changes: [],
})
const heads = { default: 9, team: 3 }
const seen = (through: Record<string, number>): Scope => ({ kind: 'seen', seen: { at: 0, heads: through } })

describe('how far back one has to read', () => {
  it('is not at all where nothing came since', () => {
    expect(reachesBack(seen({ default: 9, team: 3 }), heads)([])).toBe(true)
  })

  it('is to the first change of each memory that was not seen', () => {
    const reaches = reachesBack(seen({ default: 7, team: 2 }), heads)
    expect(reaches([])).toBe(false)
    expect(reaches([commit('default', 9, 30), commit('default', 8, 20)])).toBe(false)
    expect(reaches([commit('default', 9, 30), commit('team', 3, 25), commit('default', 8, 20)])).toBe(true)
  })

  it('is to the beginning for a memory that is new', () => {
    const reaches = reachesBack(seen({ default: 9 }), heads)
    expect(reaches([commit('team', 3, 9), commit('team', 2, 8)])).toBe(false)
    expect(reaches([commit('team', 3, 9), commit('team', 2, 8), commit('team', 1, 7)])).toBe(true)
  })

  it('is to a moment, whatever was read before', () => {
    const reaches = reachesBack({ kind: 'time', at: '2026-11-20T10:20:00.000Z' }, heads)
    expect(reaches([])).toBe(false)
    expect(reaches([commit('default', 9, 30), commit('default', 8, 20)])).toBe(false)
    expect(reaches([commit('default', 9, 30), commit('team', 3, 19)])).toBe(true)
  })
})

describe('news', () => {
  it('of a document is what is newer than it was when one looked, or than all was', () => {
    const looked = { through: { default: 4 }, versions: { a: 7 } }
    const isNews = newsOf({ kind: 'looked', looked })
    expect(isNews('a', 'default', commit('default', 7, 1))).toBe(false)
    expect(isNews('a', 'default', commit('default', 8, 1))).toBe(true)
    expect(isNews('b', 'default', commit('default', 5, 1))).toBe(true)
    expect(isNews('b', 'default', commit('default', 4, 1))).toBe(false)
    expect(isNews('c', 'team', commit('team', 1, 1))).toBe(true)
  })

  it('since a moment begins with the moment itself', () => {
    const isNews = newsOf({ kind: 'time', at: '2026-11-20T10:20:00.000Z' })
    expect([19, 20].map((minute) => isNews('a', 'default', commit('default', 1, minute)))).toEqual([
      false,
      true,
    ])
  })
})
