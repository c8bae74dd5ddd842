import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIRST_VIEW, formatView, parseView, type View } from './location.ts'

const id = fc.stringMatching(/^[\w-]{1,30}$/)
const view: fc.Arbitrary<View> = fc.record({
  chats: fc.option(fc.uniqueArray(id, { minLength: 1, maxLength: 5 })),
  front: fc.option(id),
  document: fc.option(id),
  tab: fc.constantFrom('read', 'source', 'history'),
  panel: fc.boolean(),
  at: fc.option(fc.record({ memory: id, number: fc.nat({ max: 999_999 }) })),
})

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
  })
})
