import { describe, expect, it } from 'vitest'
import { NOTHING } from '../../agent/context-parts.ts'
import type { ContextReport } from '../../workspace/context-report.ts'
import {
  clearingWords,
  fullnessOf,
  percent,
  previewWords,
  scaleOf,
  soonWords,
  usedWords,
} from './context-words.ts'

const report: ContextReport = {
  host: 'anthropic',
  model: 'm',
  window: 200_000,
  used: 12_400,
  source: 'counted',
  parts: NOTHING,
  cleared: NOTHING,
  clearing: 'host',
  trigger: 30_000,
  toolUsesLeft: null,
  turnsLeft: 3,
  compaction: null,
  canCompact: false,
}
const strike = { turn: 't', step: 1, toolUses: 3, tokens: 10_000, cacheLost: 4000 }

describe('how full a context is', () => {
  it('is said in tokens and as a share', () => {
    expect(usedWords(report)).toBe('12,400 of 200,000 tokens, 6 %')
    expect(usedWords({ ...report, cleared: { ...NOTHING, memory: 2_000, calls: 400 } })).toBe(
      '10,000 of 200,000 tokens, 5 %',
    )
    expect(percent(3, 1000)).toBe('under 1 %')
    expect([0.5, 0.7, 0.9].map((share) => fullnessOf({ ...report, used: share * 200_000 }))).toEqual([
      'calm',
      'nearly',
      'full',
    ])
  })

  it('is drawn up to a round number behind what there is to see, and never beyond the window', () => {
    expect(scaleOf({ ...report, used: 5219, trigger: null })).toBe(6100)
    expect(scaleOf(report)).toBe(35_000)
    expect(scaleOf({ ...report, used: 190_000 })).toBe(200_000)
    expect(scaleOf({ ...report, used: 0, trigger: 900_000 })).toBe(2)
  })

  it('says when clearing strikes, and who clears', () => {
    expect(clearingWords(report)).toBe('Old tool results are cleared above 30,000 tokens, in about 3 turns.')
    expect(clearingWords({ ...report, clearing: 'agent' })).toContain('Commonplace clears here')
    expect(clearingWords({ ...report, trigger: null, toolUsesLeft: 1 })).toContain('after 1 more tool use')
    expect(clearingWords({ ...report, trigger: null, toolUsesLeft: 0, turnsLeft: 0 })).toBe(
      'Old tool results are cleared at the next request.',
    )
    expect(clearingWords({ ...report, used: 40_000 })).toContain('has 40,000, so each prompt')
    expect(clearingWords({ ...report, window: 20_000 })).toContain('never strikes')
    expect(soonWords({ ...report, turnsLeft: 20 })).toBeNull()
    expect(soonWords(report)).toBe('clearing in about 3 turns')
  })
})

describe('a preview of settings', () => {
  it('names the turns, what was taken out, and what it costs', () => {
    const strikes = [9, 15, 15].map((number) => ({ ...strike, number }))
    expect(previewWords({ requests: 20, strikes, before: 500_000, after: 300_000 })).toBe(
      'With these values this chat would have been cleared at turns 9 and 15: 30,000 tokens taken out, 12,000 tokens of cache written anew. All its prompts together would have had 300,000 tokens instead of 500,000.',
    )
  })

  it('says when nothing would have happened', () => {
    expect(previewWords({ requests: 5, strikes: [], before: 1, after: 1 })).toContain('nothing of this chat')
  })
})
