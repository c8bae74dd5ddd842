import { describe, expect, it } from 'vitest'
import { exactly, moment, numeral, parseNumeral, when } from './words.ts'

describe('a moment in words', () => {
  const now = new Date(2026, 10, 23, 9, 30).getTime()
  const at = (month: number, day: number, hour: number) => new Date(2026, month, day, hour, 2).toISOString()

  it('names the day as one speaks of it', () => {
    expect(when(at(10, 23, 7), now)).toBe('today 07:02')
    expect(when(at(10, 22, 14), now)).toBe('yesterday 14:02')
    expect(when(at(10, 21, 0), now)).toBe('Nov 21, 2026, 00:02')
    expect(moment(at(10, 21, 14))).toBe('Nov 21, 2026, 14:02')
  })

  it('knows yesterday across a month', () => {
    expect(when(at(9, 31, 23), new Date(2026, 10, 1, 0, 5).getTime())).toBe('yesterday 23:02')
  })
})

describe('a number that somebody wrote', () => {
  const german = { group: '.', decimal: ',' }

  it('is read as it is shown', () => {
    for (const n of [0, 7, 0.5, 1234, 1_000_000, 1234.25]) expect(parseNumeral(numeral(n))).toBe(n)
  })

  it('loses nothing in a field, however small it is', () => {
    expect([0.0005, 0.00004, 0.1, 1234.5678].map(exactly)).toEqual(['0.0005', '0.00004', '0.1', '1,234.5678'])
    for (const n of [0.0005, 0.00004, 1e-9, 1e-20, 0.1, 0.3, 999_999.9999, 1_000_000])
      expect(parseNumeral(exactly(n))).toBe(n)
  })

  it('has the signs of its language, or those of programs', () => {
    expect(['1.000', '12.345,5', '0,5', '0.5', '1000'].map((text) => parseNumeral(text, german))).toEqual([
      1000, 12_345.5, 0.5, 0.5, 1000,
    ])
    expect(['1,000', '12,345.5', '0,5', '$ 20', "1'000"].map((text) => parseNumeral(text))).toEqual([
      1000, 12_345.5, 0.5, 20, 1000,
    ])
  })

  it('is none when it is anything else', () => {
    for (const text of ['', '-1', 'x', '1e3', '1.2.3', '12,34,5', '0x10'])
      expect(parseNumeral(text)).toBeNaN()
  })
})
