import { describe, expect, it } from 'vitest'
import type { ContextEditing } from '../../agent/events.ts'
import { PRESETS, presetOf, sentenceOf } from './presets.ts'

const base: Omit<ContextEditing, 'trigger' | 'keep' | 'clearAtLeast'> = {
  enabled: true,
  excludeTools: [],
  clearToolInputs: false,
  keepThinking: null,
}

describe('context editing in words', () => {
  it('knows its presets, and when values are nobody’s', () => {
    expect(presetOf({ ...base, ...PRESETS.demo.values })).toBe('demo')
    expect(presetOf({ ...base, ...PRESETS.work.values })).toBe('work')
    expect(presetOf({ ...base, ...PRESETS.work.values, keep: 4 })).toBeNull()
  })

  it('says what the values do', () => {
    expect(sentenceOf({ ...base, ...PRESETS.demo.values })).toBe(
      'Above 2,000 input tokens, the oldest tool results are cleared, if that frees 500 tokens or more; none is kept.',
    )
    expect(
      sentenceOf({
        ...base,
        trigger: { kind: 'tool_uses', value: 5 },
        keep: 1,
        clearAtLeast: 0,
        excludeTools: ['memory'],
      }),
    ).toBe(
      'Above 5 tool uses, the oldest tool results are cleared; the newest 1 is kept. Results of memory stay.',
    )
    expect(sentenceOf({ ...base, ...PRESETS.demo.values, enabled: false })).toContain('Nothing is cleared')
  })
})
