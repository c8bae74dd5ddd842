import { describe, expect, it } from 'vitest'
import { ageWords, tokensShort } from './model-words.ts'

describe('a model in words', () => {
  it('says a context window as people do', () => {
    expect([200_000, 1_000_000, 8192, 1_048_576, 32_768].map(tokensShort)).toEqual([
      '200K',
      '1M',
      '8.2K',
      '1M',
      '33K',
    ])
  })

  it('says when it ends', () => {
    const lifecycle = { retiresAt: '2026-11-30', successor: null }
    expect(ageWords({ ...lifecycle, status: 'deprecated' })).toBe('Deprecated, retires Nov 30, 2026')
    expect(ageWords({ ...lifecycle, status: 'retired' })).toBe('Retired Nov 30, 2026')
    expect(ageWords({ status: 'active', retiresAt: null, successor: null })).toBeNull()
  })
})
