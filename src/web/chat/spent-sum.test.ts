import { describe, expect, it } from 'vitest'
import type { StepState } from '../../workspace/events.ts'
import { cacheWords, missWords, spentOn } from './spent-sum.ts'

const step = (
  cost: number | null,
  costUncached: number | null,
  cacheRead = 0,
  cacheWrite = 0,
): StepState => ({
  step: 1,
  model: 'm',
  startedAt: '',
  blocks: [],
  finished: {
    at: '',
    stop: 'end_turn',
    usage: { input: 100, output: 10, cacheRead, cacheWrite },
    cost,
    costUncached,
    clearings: [],
    message: '',
  },
})

describe('what an answer took', () => {
  it('adds up, and an unknown price makes the whole unknown', () => {
    expect(spentOn([step(0.5, 0.75, 900), step(0.25, 0.5)])).toMatchObject({
      replies: 2,
      input: 200,
      cached: 900,
      cost: 0.75,
      saved: 0.5,
    })
    expect(spentOn([step(0.5, 0.75), step(null, null)])).toMatchObject({ cost: null, saved: null })
  })

  it('says what the cache did, also when writing it cost more than it saved', () => {
    expect(cacheWords(spentOn([step(0.5, 0.75, 900)]))).toBe(
      '90 % of what Claude read came from the cache. That saved $0.250.',
    )
    expect(cacheWords(spentOn([step(0.75, 0.5, 0, 900)]))).toContain('cost $0.250 more')
    expect(cacheWords(spentOn([step(0.5, 0.5)]))).toBeNull()
  })

  it('says why it was missed', () => {
    expect(missWords({ kind: 'system', tokens: 12_000 })).toBe(
      'The cache was missed because the system prompt had changed (12,000 tokens read anew).',
    )
  })
})
