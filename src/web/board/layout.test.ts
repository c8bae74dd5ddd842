import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NARROWEST, parseWeights, shift, weightOf } from './layout.ts'

describe('the room of the board', () => {
  it('only moves between the two panes at the line, and keeps both wide enough', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 900 }),
        fc.integer({ min: 300, max: 900 }),
        fc.integer({ min: -2000, max: 2000 }),
        (left, right, delta) => {
          const next = shift({ c: 2 }, 'a', 'b', { left, right }, delta)
          const [a, b] = [weightOf(next, 'a'), weightOf(next, 'b')]
          expect(a + b).toBeCloseTo(2, 2)
          expect(next.c).toBe(2)
          expect(((left + right) * Math.min(a, b)) / (a + b)).toBeGreaterThanOrEqual(NARROWEST - 1)
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
