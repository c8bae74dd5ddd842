import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIRST_VIEW, formatView, parseView, type View } from './location.ts'

const id = fc.stringMatching(/^[\w-]{1,30}$/)
const parts = fc.record({
  layout: fc.option(
    fc.record({ chats: fc.uniqueArray(id, { minLength: 1, maxLength: 5 }), rest: fc.boolean() }),
    { nil: { chats: null, rest: false } },
  ),
  weights: fc.dictionary(
    id.filter((one) => one !== '__proto__'),
    fc.integer({ min: 51, max: 99_999 }).map((n) => n / 1000),
    { maxKeys: 5, noNullPrototype: true },
  ),
  zoom: fc.option(id),
  following: fc.uniqueArray(id, { maxLength: 4 }),
  front: fc.option(id),
  document: fc.option(id),
  tab: fc.constantFrom('read', 'source', 'history'),
  panel: fc.boolean(),
  at: fc.option(fc.record({ memory: id, number: fc.nat({ max: 999_999 }) })),
})
const view: fc.Arbitrary<View> = parts.map(({ layout, ...rest }) => ({ ...layout, ...rest }))

describe('the view in the address', () => {
  it('is nothing while everything is as at first', () => {
    expect(formatView(FIRST_VIEW)).toBe('')
    expect(parseView('')).toEqual(FIRST_VIEW)
  })

  it('reads back what it wrote, for every view', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(parseView(formatView(one))).toEqual(one)
      }),
    )
  })

  it('takes any query without failing, and leaves out what it does not understand', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        const understood = parseView(query)
        expect(parseView(formatView(understood))).toEqual(understood)
      }),
    )
    expect(parseView('?chats=../x,a&tab=<script>&document=%00&panel=maybe')).toEqual({
      ...FIRST_VIEW,
      chats: ['a'],
    })
    expect(parseView('?widths=a~1.5,b~0,c~x,~2,d&following=e,../x&zoom=<b>&chats=*')).toEqual({
      ...FIRST_VIEW,
      weights: { a: 1.5 },
      following: ['e'],
    })
    expect(parseView('?chats=b,a,*')).toEqual({ ...FIRST_VIEW, chats: ['b', 'a'], rest: true })
  })
})
