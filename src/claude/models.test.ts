import { describe, expect, it } from 'vitest'
import { connectAnthropic } from './anthropic.ts'
import { costOf, KNOWN_MODELS, modelFacts, plainId } from './models.ts'

const million = { input: 1_000_000, output: 0, cacheRead: 0, cacheWrite: 0 }

describe('the table of models', () => {
  it.each([
    ['claude-sonnet-5-5', 'claude-sonnet-5-5'],
    ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'],
    ['anthropic.claude-sonnet-5-5', 'claude-sonnet-5-5'],
    ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-haiku-4-5'],
    ['anthropic.claude-opus-4-6-v1', 'claude-opus-4-6'],
    ['arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-6', 'claude-sonnet-4-6'],
  ])('knows %s as %s', (id, plain) => {
    expect(plainId(id)).toBe(plain)
    expect(modelFacts(id).prices).not.toBeNull()
  })

  it('prices a reply by its four kinds of tokens', () => {
    const tokens = { input: 1_000, output: 2_000, cacheRead: 10_000, cacheWrite: 4_000 }
    expect(costOf('claude-sonnet-5-5', tokens)).toBeCloseTo(0.002 + 0.02 + 0.001 + 0.01, 10)
  })

  it('prices Haiku 5.5 by the length of the prompt, cache included', () => {
    const at = (cacheRead: number) => ({ input: 100, output: 0, cacheRead, cacheWrite: 0 })
    expect(costOf('claude-haiku-5-5', at(99_900))).toBeCloseTo((100 * 0.1 + 99_900 * 0.01) / 1e6, 12)
    expect(costOf('claude-haiku-5-5', at(99_901))).toBeCloseTo((100 * 0.5 + 99_901 * 0.05) / 1e6, 12)
  })

  it('adds a tenth for profiles that stay in a region', () => {
    expect(costOf('global.anthropic.claude-sonnet-4-6', million)).toBeCloseTo(3)
    expect(costOf('eu.anthropic.claude-sonnet-4-6', million)).toBeCloseTo(3.3)
    expect(
      costOf('arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-6', million),
    ).toBeCloseTo(3.3)
  })

  it('says that it does not know a price rather than guessing, and asks little of a model it does not know', () => {
    expect(costOf('claude-novel-9', million)).toBeNull()
    expect(modelFacts('claude-novel-9')).toMatchObject({
      name: 'claude-novel-9',
      maxOutput: 16_000,
      thinking: 'none',
    })
    expect(modelFacts('constructor').prices).toBeNull()
  })

  it('offers only models whose facts it has, and the default first', () => {
    for (const id of KNOWN_MODELS) expect(modelFacts(id).prices).not.toBeNull()
    expect(connectAnthropic({ apiKey: 'k' }).defaultModel).toBe(KNOWN_MODELS[0])
  })
})
