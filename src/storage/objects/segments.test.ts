import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Span } from './formats.ts'
import { fullGroups, withoutGap } from './segments.ts'

const bounds = fc.record({
  members: fc.integer({ min: 1, max: 8 }),
  commits: fc.integer({ min: 1, max: 60 }),
})
const members = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 60 }).map((sizes): Span[] => {
  let last = 0
  return sizes.map((size) => {
    const first = last + 1
    last += size
    return { first, last }
  })
})

describe('fullGroups', () => {
  it('cuts a longer log at the same places, wherever somebody begins to look', () => {
    fc.assert(
      fc.property(members, bounds, fc.nat(), (all, each, at) => {
        const groups = fullGroups(all, each)
        const short = fullGroups(all.slice(0, at), each)
        expect(groups.slice(0, short.length)).toEqual(short)
        const done = groups[at % (groups.length + 1)]
        const rest = done ? all.filter(({ first }) => first > done.last) : all
        expect(fullGroups(rest, each)).toEqual(done ? groups.slice(groups.indexOf(done) + 1) : groups)
      }),
    )
  })

  it('leaves no commit out and no group larger than one member makes it', () => {
    fc.assert(
      fc.property(members, bounds, (all, each) => {
        const groups = fullGroups(all, each)
        expect(withoutGap(groups, 0)).toEqual(groups)
        const covered = groups.at(-1)?.last ?? 0
        const left = all.filter(({ first }) => first > covered)
        expect(left.length).toBeLessThan(each.members)
        for (const { first, last } of groups) {
          const inside = all.filter((one) => one.first >= first && one.last <= last)
          expect(inside.length).toBeLessThanOrEqual(each.members)
          expect((inside.at(-1)?.first ?? 0) - first).toBeLessThan(each.commits)
        }
      }),
    )
  })
})

describe('withoutGap', () => {
  it('stops at the first gap', () => {
    const spans = [1, 3, 7, 9].map((first) => ({ first, last: first + 1 }))
    expect(withoutGap(spans, 0)).toEqual(spans.slice(0, 2))
    expect(withoutGap(spans, 6)).toEqual(spans.slice(2))
    expect(withoutGap(spans, 5)).toEqual([])
  })
})
