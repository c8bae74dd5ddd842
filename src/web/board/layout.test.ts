import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Chats,
  FIRST_LAYOUT,
  followed,
  joined,
  type Layout,
  movedTo,
  NARROWEST,
  panesOf,
  parseWeights,
  shift,
  weightOf,
  withChat,
  without,
  zoomOf,
} from './layout.ts'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
const id = fc.constantFrom(...IDS)
const some = fc.uniqueArray(id, { maxLength: IDS.length })

/** A workspace: of the ids some on the board, some put away, and some of no chat at all. */
const chats: fc.Arbitrary<Chats> = fc
  .tuple(some, some)
  .map(([board, away]) => ({ board, away: away.filter((one) => !board.includes(one)) }))
const layout: fc.Arbitrary<Layout> = fc.record({
  chats: fc.option(fc.uniqueArray(id, { minLength: 1 })),
  rest: fc.boolean(),
  weights: fc.constant({}),
  zoom: fc.option(id),
  following: some,
})

describe('the panes of a layout', () => {
  it('are those of the board while nothing was changed', () => {
    fc.assert(
      fc.property(chats, (all) => {
        expect(panesOf(FIRST_LAYOUT, all)).toEqual(all.board)
      }),
    )
  })

  it('are each there once, and are chats that there are; empty only when the board is', () => {
    fc.assert(
      fc.property(layout, chats, (one, all) => {
        const panes = panesOf(one, all)
        expect(new Set(panes).size).toBe(panes.length)
        for (const pane of panes) expect([...all.board, ...all.away]).toContain(pane)
        if (all.board.length > 0) expect(panes.length).toBeGreaterThan(0)
      }),
    )
  })

  it('show what was put away only to those who follow it', () => {
    const all = { board: ['a'], away: ['b'] }
    expect(panesOf({ ...FIRST_LAYOUT, chats: ['b', 'a'] }, all)).toEqual(['a'])
    expect(panesOf({ ...FIRST_LAYOUT, chats: ['b', 'a'], following: ['b'] }, all)).toEqual(['b', 'a'])
    expect(panesOf({ ...FIRST_LAYOUT, following: ['b', 'z'] }, all)).toEqual(['a', 'b'])
  })

  it('go on with what comes to the board later, when they were only put in another order', () => {
    const moved = movedTo(FIRST_LAYOUT, { board: ['a', 'b'], away: [] }, 'b', 0)
    expect(panesOf(moved, { board: ['a', 'b', 'c'], away: [] })).toEqual(['b', 'a', 'c'])
    const only = { ...FIRST_LAYOUT, chats: ['b'] }
    expect(panesOf(only, { board: ['a', 'b', 'c'], away: [] })).toEqual(['b'])
  })
})

describe('a pane', () => {
  it('moves where it was put, and the others keep their order', () => {
    fc.assert(
      fc.property(layout, chats, id, fc.integer({ min: -3, max: 12 }), (one, all, chat, place) => {
        const before = panesOf(one, all)
        const after = panesOf(movedTo(one, all, chat, place), all)
        expect(after.toSorted()).toEqual(before.toSorted())
        expect(after.filter((pane) => pane !== chat)).toEqual(before.filter((pane) => pane !== chat))
        if (before.includes(chat)) {
          expect(after.indexOf(chat)).toBe(Math.max(0, Math.min(place, before.length - 1)))
        }
      }),
    )
  })

  it('that is moved and moved back leaves the panes as they were', () => {
    fc.assert(
      fc.property(layout, chats, id, fc.nat({ max: 6 }), (one, all, chat, place) => {
        const before = panesOf(one, all)
        const moved = movedTo(one, all, chat, place)
        expect(panesOf(movedTo(moved, all, chat, before.indexOf(chat)), all)).toEqual(before)
      }),
    )
  })

  it('that is left out is gone, and no other; the last one cannot be, since then the board is shown', () => {
    fc.assert(
      fc.property(layout, chats, id, (one, all, chat) => {
        const before = panesOf(one, all)
        const after = panesOf(without(one, all, chat), all)
        const rest = before.filter((pane) => pane !== chat)
        expect(after).toEqual(rest.length > 0 ? rest : all.board)
      }),
    )
  })

  it('that is asked for is shown, and takes nothing away', () => {
    fc.assert(
      fc.property(layout, chats, id, (one, all, chat) => {
        fc.pre(all.board.includes(chat))
        const after = panesOf(withChat(one, all, chat), all)
        expect(after).toContain(chat)
        if (one.chats?.some((pane) => all.board.includes(pane))) {
          expect(after).toEqual(expect.arrayContaining([...panesOf(one, all)]))
        }
      }),
    )
  })

  it('that fills the board is one that is there, and there are others', () => {
    fc.assert(
      fc.property(layout, chats, (one, all) => {
        const panes = panesOf(one, all)
        const zoomed = zoomOf(one, panes)
        if (zoomed !== null) expect(panes.length > 1 && panes.includes(zoomed)).toBe(true)
        expect(zoomOf(without(one, all, zoomed ?? 'a'), panes)).toBe(
          zoomed === null && one.zoom !== 'a' ? zoomed : null,
        )
      }),
    )
  })

  it('is followed and joined without moving, wherever it stands on the board', () => {
    fc.assert(
      fc.property(layout, chats, id, (one, all, chat) => {
        const shown = panesOf(one, all)
        fc.pre(all.board.includes(chat) && shown.includes(chat) && !one.following.includes(chat))
        const following = followed(one, all, chat)
        expect(following.following).toContain(chat)
        expect(panesOf(joined(following, chat), all)).toEqual(shown)
      }),
    )
  })
})

describe('the room of the board', () => {
  it('only moves between the two panes at the line, and keeps both wide enough', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 900 }),
        fc.integer({ min: 300, max: 900 }),
        fc.integer({ min: -2000, max: 2000 }),
        (before, after, delta) => {
          const next = shift({ c: 2 }, 'a', 'b', { before, after }, delta)
          const [a, b] = [weightOf(next, 'a'), weightOf(next, 'b')]
          expect(a + b).toBeCloseTo(2, 2)
          expect(next.c).toBe(2)
          expect(((before + after) * Math.min(a, b)) / (a + b)).toBeGreaterThanOrEqual(NARROWEST - 1)
        },
      ),
    )
  })

  it('takes nothing that is stored on trust', () => {
    expect(parseWeights('{"a":2,"b":"x"}')).toEqual({ a: 2 })
    expect(parseWeights('nonsense')).toEqual({})
    expect(parseWeights('[null]')).toEqual({})
    expect(weightOf({ a: Number.NaN, b: -1 }, 'a')).toBe(1)
    expect(weightOf({ b: -1 }, 'b')).toBe(1)
  })
})
