import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SHOWN_AT_FIRST } from '../../workspace/state.ts'
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
  roomFor,
  settled,
  shift,
  showing,
  weightOf,
  withChat,
  without,
  zoomOf,
} from './layout.ts'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
const id = fc.constantFrom(...IDS)
const some = fc.uniqueArray(id, { maxLength: IDS.length })
/** Whatever was spoken in last: of many chats the first ones are shown. */
const chatsOf = (board: readonly string[], away: readonly string[] = []): Chats => ({
  board,
  away,
  first: board.slice(0, SHOWN_AT_FIRST),
})

/** A workspace: of the ids some on the board, some put away, and some of no chat at all. */
const chats: fc.Arbitrary<Chats> = fc.tuple(some, some).map(([board, away]) =>
  chatsOf(
    board,
    away.filter((one) => !board.includes(one)),
  ),
)
const layout: fc.Arbitrary<Layout> = fc.record({
  chats: fc.option(fc.uniqueArray(id, { minLength: 1 })),
  rest: fc.boolean(),
  weights: fc.constant({}),
  zoom: fc.option(id),
  following: some,
})

describe('the panes of a layout', () => {
  it('are those of the board while nothing was changed, and a few of many', () => {
    fc.assert(
      fc.property(chats, (all) => {
        expect(panesOf(FIRST_LAYOUT, all)).toEqual(all.first)
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
    const all = chatsOf(['a'], ['b'])
    expect(panesOf({ ...FIRST_LAYOUT, chats: ['b', 'a'] }, all)).toEqual(['a'])
    expect(panesOf({ ...FIRST_LAYOUT, chats: ['b', 'a'], following: ['b'] }, all)).toEqual(['b', 'a'])
    expect(panesOf({ ...FIRST_LAYOUT, following: ['b', 'z'] }, all)).toEqual(['a', 'b'])
  })

  it('go on with what comes to the board later, when they were only put in another order', () => {
    const moved = movedTo(FIRST_LAYOUT, chatsOf(['a', 'b']), 'b', 0)
    expect(panesOf(moved, chatsOf(['a', 'b', 'c']))).toEqual(['b', 'a', 'c'])
    const only = { ...FIRST_LAYOUT, chats: ['b'] }
    expect(panesOf(only, chatsOf(['a', 'b', 'c']))).toEqual(['b'])
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

  it('that is left out is gone, and no other; the last one cannot be, since then the board is as at first', () => {
    fc.assert(
      fc.property(layout, chats, id, (one, all, chat) => {
        const before = panesOf(one, all)
        const after = panesOf(without(one, all, chat), all)
        const rest = before.filter((pane) => pane !== chat)
        expect(after).toEqual(rest.length > 0 ? rest : all.first)
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

describe('a board with many chats', () => {
  const many = chatsOf([...IDS])
  const newest = ['c', 'e', 'g']
  const opened = { standing: [], newest, meant: null }

  it('shows at first as many of the newest as there is room for, and names them', () => {
    expect([300, 900, 1037, 1240, 1600, 5000].map(roomFor)).toEqual([3, 3, 3, 4, 5, 6])
    expect(settled(FIRST_LAYOUT, many, opened)).toEqual({ ...FIRST_LAYOUT, chats: newest })
  })

  it('leaves a layout that somebody made as it is, whatever else happens', () => {
    fc.assert(
      fc.property(layout, chats, some, (one, all, standing) => {
        fc.pre(one.chats !== null && !one.rest)
        fc.pre(one.chats?.some((chat) => all.board.includes(chat)) === true)
        expect(settled(one, all, { ...opened, standing })).toBe(one)
      }),
    )
    const ordered = { ...FIRST_LAYOUT, chats: ['b'], rest: true }
    expect(settled(ordered, many, opened)).toBe(ordered)
    expect(settled(ordered, many, { ...opened, standing: many.board })).toBe(ordered)
  })

  it('exchanges no pane under the hands of those who work: what stands stays when the board outgrows it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(id, { minLength: 1, maxLength: SHOWN_AT_FIRST }),
        fc.boolean(),
        (standing, rest) => {
          const before = { ...FIRST_LAYOUT, chats: rest ? standing : null, rest }
          const after = settled(before, many, { ...opened, standing })
          expect(panesOf(after, many)).toEqual(standing)
          expect(settled(after, many, { ...opened, standing: panesOf(after, many) })).toBe(after)
        },
      ),
    )
  })

  it('shows what the address speaks of, too, and the newest once all that was named is gone', () => {
    const meant = { ...FIRST_LAYOUT, zoom: 'a', weights: { b: 2 } }
    expect(settled(meant, many, { ...opened, meant: 'd' }).chats).toEqual(['a', 'b', 'c', 'd', 'e', 'g'])
    const gone = { ...FIRST_LAYOUT, chats: ['z'] }
    expect(settled(gone, many, { ...opened, standing: ['z'] }).chats).toEqual(newest)
    // What is not there may be just coming.
    expect(settled(gone, many, { ...opened, standing: ['a'] })).toBe(gone)
  })

  it('shows a chat beside the others where it is not among them, and names none where all are shown', () => {
    expect(panesOf(withChat(FIRST_LAYOUT, many, 'g'), many)).toEqual(many.board)
    expect(withChat(FIRST_LAYOUT, chatsOf(['a']), 'new')).toEqual(FIRST_LAYOUT)
    expect(showing(['x', 'y', 'z'], chatsOf(['a', 'b', 'c']))).toEqual({ chats: null, rest: false })
    expect(showing(['x', 'y', 'z'], chatsOf(['a', 'b', 'c', 'd'])).chats).toEqual(['x', 'y', 'z'])
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
