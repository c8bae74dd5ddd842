import { describe, expect, it } from 'vitest'
import type { SpendingReport, SpendingRow } from '../../workspace/spending.ts'
import { daysOf, rangeOf } from './days.ts'
import { cachedShare, MEASURES } from './measures.ts'

const row: SpendingRow = {
  key: '2026-11-02',
  name: '2026-11-02',
  chats: [],
  replies: 2,
  unpriced: 2,
  cost: 0,
  input: 10,
  output: 5,
  cacheRead: 90,
  cacheWrite: 0,
  thinking: 0,
  savedByCaching: 0,
  clearedTokens: 0,
  savedByClearing: 0,
  memoryTokens: 0,
}

describe('days of a report', () => {
  it('leave none out, also across a month', () => {
    const by = { day: [row], chat: [], person: [], model: [], host: [] } satisfies SpendingReport['by']
    const days = daysOf({ from: '2026-10-31', to: '2026-11-03', by })
    expect(days.map(({ row }) => row?.key ?? null)).toEqual([null, null, '2026-11-02', null])
    expect(days[0]?.at).toBe(Date.UTC(2026, 9, 31) / 1000)
  })

  it('begin and end where a span does', () => {
    const now = Date.UTC(2026, 2, 10, 23)
    expect(rangeOf('month', now)).toEqual({ from: '2026-03-01', to: '2026-03-10' })
    expect(rangeOf('last-month', now)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(rangeOf('30', now)).toEqual({ from: '2026-02-09', to: '2026-03-10' })
  })
})

describe('a measure', () => {
  it('of money is a dash where no price is known, and says when caching cost more than it saved', () => {
    expect(MEASURES.cost.words(row)).toBe('–')
    expect(MEASURES.saved.words({ ...row, unpriced: 0, savedByCaching: -0.5 })).toBe('−$0.500')
    expect(cachedShare(row)).toBe('90 %')
  })
})
