import { describe, expect, it } from 'vitest'
import type { Prices } from '../agent/capabilities.ts'
import type { HostKind } from './contract.ts'
import { goesToMantle, KNOWN_MODELS, modelFacts, modelName, plainId } from './models.ts'
import { capabilitiesOf } from './models-capabilities.ts'
import { costOf } from './models-cost.ts'
import { readListed } from './models-listed.ts'

const TODAY = '2026-11-29T12:00:00Z'
const at = (kind: HostKind, model: string, today = TODAY) => capabilitiesOf({ kind, model, today })

describe('the table of models', () => {
  it.each([
    ['claude-sonnet-5-5', 'claude-sonnet-5-5'],
    ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'],
    ['claude-haiku-4-5@20251001', 'claude-haiku-4-5'],
    ['anthropic.claude-sonnet-5-5', 'claude-sonnet-5-5'],
    ['global.anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-haiku-4-5'],
    ['anthropic.claude-opus-4-6-v1', 'claude-opus-4-6'],
    ['arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-6', 'claude-sonnet-4-6'],
  ])('knows %s as %s', (id, plain) => {
    expect(plainId(id)).toBe(plain)
    expect(modelFacts(id)).not.toBeNull()
  })

  it('offers only models whose facts it has', () => {
    for (const id of KNOWN_MODELS) expect(modelFacts(id)).not.toBeNull()
  })

  it('gives a model that nobody knows its id for a name, and is not fooled by names of JavaScript', () => {
    expect(modelName('claude-novel-9')).toBe('claude-novel-9')
    expect(modelFacts('constructor')).toBeNull()
  })

  it.each([
    ['anthropic.claude-sonnet-5-5', true],
    ['anthropic.claude-fable-5', true],
    ['anthropic.claude-sonnet-4-6', true],
    ['anthropic.claude-mythos-preview', true],
    ['anthropic.claude-opus-4-6-v1', false],
    ['anthropic.claude-haiku-4-5-20251001-v1:0', false],
    ['global.anthropic.claude-sonnet-4-6', false],
    ['us.anthropic.claude-opus-4-5-20251101-v1:0', false],
    ['arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-sonnet-4-6', false],
    ['arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3', false],
  ])('sends %s to Mantle: %s', (model, mantle) => {
    expect(goesToMantle(model)).toBe(mantle)
  })
})

describe('what a model can do', () => {
  it('is what the table says at the Claude API', () => {
    expect(at('anthropic', 'claude-sonnet-5-5')).toMatchObject({
      source: 'table',
      contextWindow: 1_000_000,
      maxOutput: 128_000,
      thinking: { kind: 'adaptive', least: 'between_tools' },
      efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
      defaultEffort: 'high',
      memoryTool: 'typed',
      clearing: 'host',
      clearsThinking: true,
      compaction: { threshold: true, onDemand: true },
      inputStreaming: 'eager',
      caching: { form: 'automatic', minimum: 512, hour: true },
      diagnosesCache: true,
      countsTokens: true,
      lateInstructions: true,
      bindsThinking: true,
      dropsThinking: true,
    })
  })

  it.each<[string, HostKind, string, object]>([
    [
      'Mantle does not count, diagnose, or sum up on demand',
      'bedrock',
      'anthropic.claude-sonnet-5-5',
      {
        compaction: { threshold: true, onDemand: false },
        caching: { form: 'breakpoints', hour: true },
        countsTokens: false,
        diagnosesCache: false,
        inputStreaming: 'eager',
        lateInstructions: true,
      },
    ],
    [
      'InvokeModel has an older way of live input and no hour of cache',
      'bedrock',
      'global.anthropic.claude-sonnet-4-6',
      {
        compaction: { threshold: true, onDemand: false },
        caching: { form: 'breakpoints', hour: false },
        countsTokens: false,
        inputStreaming: 'header',
        lateInstructions: false,
      },
    ],
    [
      'only the Claude API diagnoses',
      'aws',
      'claude-opus-5-5',
      { diagnosesCache: false, countsTokens: true },
    ],
    [
      'Google counts',
      'vertex',
      'claude-haiku-4-5@20251001',
      { countsTokens: true, caching: { form: 'breakpoints', minimum: 4_096, hour: true } },
    ],
    [
      'models before 4.6 think with a budget, have no effort and cannot sum up',
      'anthropic',
      'claude-haiku-4-5-20251001',
      {
        thinking: { kind: 'budget', least: 'disabled' },
        efforts: [],
        defaultEffort: null,
        compaction: { threshold: false, onDemand: false },
        contextWindow: 200_000,
        bindsThinking: false,
        dropsThinking: false,
      },
    ],
    [
      'a server at home gets the plain wire, whatever it calls its model',
      'server',
      'claude-sonnet-5-5',
      {
        source: 'assumed',
        contextWindow: 32_768,
        maxOutput: 8_192,
        thinking: { kind: 'none' },
        memoryTool: 'custom',
        clearing: 'agent',
        inputStreaming: 'whole',
        caching: { form: 'none' },
        prices: null,
      },
    ],
    [
      'a model that nobody knows gets safe guesses',
      'anthropic',
      'claude-novel-9',
      {
        source: 'assumed',
        contextWindow: 200_000,
        maxOutput: 16_000,
        thinking: { kind: 'none' },
        efforts: [],
        memoryTool: 'typed',
        clearing: 'host',
        compaction: { threshold: false, onDemand: false },
        prices: null,
      },
    ],
  ])('%s', (_, kind, model, expected) => {
    expect(at(kind, model)).toMatchObject(expected)
  })

  it('is what the host says where it says something, within what the host takes', () => {
    const yes = { supported: true }
    const no = { supported: false }
    const says = readListed({
      id: 'claude-novel-9',
      display_name: 'Claude Novel 9',
      max_input_tokens: 2_000_000,
      max_tokens: 256_000,
      lifecycle: 'deprecated',
      retires_at: '2027-02-01T00:00:00Z',
      capabilities: {
        compaction: { supported: true, summarize: yes },
        context_management: {
          supported: true,
          clear_tool_uses_20250919: yes,
          clear_thinking_20251015: yes,
          compact_20260112: null,
        },
        effort: { supported: true, low: yes, medium: yes, high: yes, xhigh: null, max: no },
        thinking: {
          supported: true,
          types: { adaptive: yes, between_tools: yes, disabled: no, enabled: no },
        },
      },
    })
    const model = 'claude-novel-9'
    expect(says?.name).toBe('Claude Novel 9')
    expect(capabilitiesOf({ kind: 'anthropic', model, today: TODAY }, says?.says)).toMatchObject({
      source: 'host',
      contextWindow: 2_000_000,
      maxOutput: 256_000,
      thinking: { kind: 'adaptive', least: 'between_tools' },
      efforts: ['low', 'medium', 'high'],
      clearsThinking: true,
      compaction: { threshold: false, onDemand: true },
      bindsThinking: true,
      lifecycle: { status: 'deprecated', retiresAt: '2027-02-01', successor: null },
    })
    expect(capabilitiesOf({ kind: 'server', model, today: TODAY }, says?.says)).toMatchObject({
      contextWindow: 2_000_000,
      clearing: 'agent',
      efforts: [],
      compaction: { threshold: false, onDemand: false },
    })
  })

  it.each([undefined, null, 'x', {}, { id: 7 }, { id: '' }])('is not learnt from the entry %j', (entry) => {
    expect(readListed(entry)).toBeNull()
  })

  it('survives entries of any shape', () => {
    const odd = {
      id: 'a',
      max_tokens: 'many',
      capabilities: { thinking: 3, effort: { low: 1 } },
      lifecycle: 'gone',
    }
    expect(readListed(odd)).toEqual({ id: 'a', name: 'a', says: { efforts: [], compaction: {} } })
    expect(readListed({ id: 'b', max_model_len: 4_096 })?.says).toEqual({ contextWindow: 4_096 })
  })
})

describe('the life of a model', () => {
  const life = (kind: HostKind, model: string, today: string) => at(kind, model, today).lifecycle

  it('goes by the day', () => {
    const sonnet = 'claude-sonnet-4-5-20250929'
    expect(life('anthropic', sonnet, '2026-09-29')).toEqual({
      status: 'active',
      retiresAt: null,
      successor: null,
    })
    const ends = { retiresAt: '2026-11-30', successor: 'claude-sonnet-5-5' }
    expect(life('anthropic', sonnet, '2026-11-30T23:00:00Z')).toEqual({ status: 'deprecated', ...ends })
    expect(life('anthropic', sonnet, '2026-12-01')).toEqual({ status: 'retired', ...ends })
    expect(life('foundry', sonnet, '2026-12-01').status).toBe('retired')
  })

  it('is longer at Amazon and Google, who name no day here, but have the successor too', () => {
    const successor = 'anthropic.claude-sonnet-5-5'
    expect(life('bedrock', 'global.anthropic.claude-sonnet-4-5-20250929-v1:0', '2027-01-01')).toEqual({
      status: 'deprecated',
      retiresAt: null,
      successor,
    })
    expect(life('vertex', 'claude-sonnet-4-5@20250929', '2027-01-01').retiresAt).toBeNull()
  })
})

describe('the price of a reply', () => {
  const none = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }
  const million = { ...none, input: 1_000_000 }
  const price = (model: string, usage: Parameters<typeof costOf>[1], kind: HostKind = 'anthropic') =>
    costOf(at(kind, model).prices, usage)

  it('counts each kind of tokens, and writes that are kept for an hour more', () => {
    const usage = { input: 1_000, output: 2_000, cacheRead: 10_000, cacheWrite: 4_000 }
    expect(price('claude-sonnet-5-5', usage)).toBeCloseTo(0.002 + 0.02 + 0.001 + 0.01, 10)
    expect(price('claude-sonnet-5-5', { ...usage, cacheWriteHour: 3_000 })).toBeCloseTo(
      0.002 + 0.02 + 0.001 + 0.0025 + 0.012,
      10,
    )
  })

  it('of Haiku 5.5 goes by the length of the prompt, cache included', () => {
    const reading = (cacheRead: number) => price('claude-haiku-5-5', { ...none, input: 100, cacheRead })
    expect(reading(99_900)).toBeCloseTo((100 * 0.1 + 99_900 * 0.01) / 1e6, 12)
    expect(reading(99_901)).toBeCloseTo((100 * 0.5 + 99_901 * 0.05) / 1e6, 12)
  })

  it('counts a summary on the way as a pass of its own', () => {
    const usage = {
      ...none,
      input: 160_000,
      output: 3_000,
      compaction: { input: 150_000, output: 2_000 },
      context: 10_000,
    }
    const summing = 150_000 * 0.5 + 2_000 * 2.5
    const answering = 10_000 * 0.1 + 1_000 * 0.5
    expect(price('claude-haiku-5-5', usage)).toBeCloseTo((summing + answering) / 1e6, 12)
  })

  it('is a tenth higher within a region', () => {
    expect(price('global.anthropic.claude-sonnet-4-6', million, 'bedrock')).toBeCloseTo(3)
    expect(price('eu.anthropic.claude-sonnet-4-6', million, 'bedrock')).toBeCloseTo(3.3)
    const arn = 'arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-6'
    expect(price(arn, million, 'bedrock')).toBeCloseTo(3.3)
    expect(price('us.anthropic.claude-opus-4-1-20250805-v1:0', million, 'bedrock')).toBeCloseTo(15)
    const regional = capabilitiesOf({
      kind: 'vertex',
      model: 'claude-opus-5-5',
      regional: true,
      today: TODAY,
    })
    expect(costOf(regional.prices, million)).toBeCloseTo(4.4)
  })

  it('is unknown rather than guessed, and nothing for the rehearsal', () => {
    expect(price('claude-novel-9', million)).toBeNull()
    expect(price('rehearsal-1', million, 'rehearsal')).toBe(0)
    const gap: Prices = { asOf: '', from: '', tiers: [] }
    expect(costOf(gap, million)).toBeNull()
  })
})
