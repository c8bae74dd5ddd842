import { describe, expect, it } from 'vitest'
import { when } from './words.ts'

describe('a moment in words', () => {
  const now = new Date(2026, 10, 23, 9, 30).getTime()
  const at = (month: number, day: number, hour: number) => new Date(2026, month, day, hour, 2).toISOString()

  it('names the day as one speaks of it', () => {
    expect(when(at(10, 23, 7), now)).toBe('today 07:02')
    expect(when(at(10, 22, 14), now)).toBe('yesterday 14:02')
    expect(when(at(10, 21, 0), now)).toBe('Nov 21, 2026, 00:02')
  })

  it('knows yesterday across a month', () => {
    expect(when(at(9, 31, 23), new Date(2026, 10, 1, 0, 5).getTime())).toBe('yesterday 23:02')
  })
})
