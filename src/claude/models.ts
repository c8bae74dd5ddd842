/**
 * What is known of models, in one table. Source: platform.claude.com models, pricing and deprecation pages as of
 * 2026-10-10 and the types of @anthropic-ai/sdk 1.12.0. Prices are US dollars for a million tokens; a cache write is the
 * five-minute kind. A model that is not here works with `UNKNOWN`'s safe values and has no price.
 */
import type { Capabilities } from '../agent/capabilities.ts'

export interface ModelFacts {
  readonly name: string
  /** Tokens. */
  readonly maxOutput: number
  readonly thinking: 'adaptive' | 'none'
  readonly prices: readonly PriceTier[] | null
}

/** Holds for prompts of at most `upTo` tokens (input and cache together). */
export interface PriceTier {
  readonly upTo: number
  readonly input: number
  readonly output: number
  readonly cacheWrite: number
  readonly cacheRead: number
}

function flat(input: number, output: number, cacheWrite: number, cacheRead: number): readonly PriceTier[] {
  return [{ upTo: Number.POSITIVE_INFINITY, input, output, cacheWrite, cacheRead }]
}

const HAIKU_5_5: readonly PriceTier[] = [
  { upTo: 100_000, input: 0.1, output: 0.5, cacheWrite: 0.125, cacheRead: 0.01 },
  { upTo: Number.POSITIVE_INFINITY, input: 0.5, output: 2.5, cacheWrite: 0.625, cacheRead: 0.05 },
]

const OPUS_5 = flat(5, 25, 6.25, 0.5)

/** By first-party id without a date. */
const MODELS: Readonly<Record<string, ModelFacts>> = {
  'claude-sonnet-5-5': {
    name: 'Claude Sonnet 5.5',
    maxOutput: 128_000,
    thinking: 'adaptive',
    prices: flat(2, 10, 2.5, 0.1),
  },
  'claude-opus-5-5': {
    name: 'Claude Opus 5.5',
    maxOutput: 128_000,
    thinking: 'adaptive',
    prices: flat(4, 20, 5, 0.2),
  },
  'claude-haiku-5-5': {
    name: 'Claude Haiku 5.5',
    maxOutput: 128_000,
    thinking: 'adaptive',
    prices: HAIKU_5_5,
  },
  'claude-fable-5-1': {
    name: 'Claude Fable 5.1',
    maxOutput: 128_000,
    thinking: 'adaptive',
    prices: flat(10, 50, 12.5, 0.25),
  },
  'claude-sonnet-5': {
    name: 'Claude Sonnet 5',
    maxOutput: 128_000,
    thinking: 'adaptive',
    prices: flat(2, 10, 2.5, 0.2),
  },
  'claude-opus-5': { name: 'Claude Opus 5', maxOutput: 128_000, thinking: 'adaptive', prices: OPUS_5 },
  'claude-fable-5': {
    name: 'Claude Fable 5',
    maxOutput: 128_000,
    thinking: 'adaptive',
    prices: flat(10, 50, 12.5, 1),
  },
  'claude-opus-4-8': { name: 'Claude Opus 4.8', maxOutput: 128_000, thinking: 'adaptive', prices: OPUS_5 },
  'claude-opus-4-7': { name: 'Claude Opus 4.7', maxOutput: 128_000, thinking: 'adaptive', prices: OPUS_5 },
  'claude-opus-4-6': { name: 'Claude Opus 4.6', maxOutput: 128_000, thinking: 'adaptive', prices: OPUS_5 },
  'claude-sonnet-4-6': {
    name: 'Claude Sonnet 4.6',
    maxOutput: 128_000,
    thinking: 'adaptive',
    prices: flat(3, 15, 3.75, 0.3),
  },
  'claude-opus-4-5': { name: 'Claude Opus 4.5', maxOutput: 64_000, thinking: 'none', prices: OPUS_5 },
  'claude-sonnet-4-5': {
    name: 'Claude Sonnet 4.5',
    maxOutput: 64_000,
    thinking: 'none',
    prices: flat(3, 15, 3.75, 0.3),
  },
  'claude-haiku-4-5': {
    name: 'Claude Haiku 4.5',
    maxOutput: 64_000,
    thinking: 'none',
    prices: flat(1, 5, 1.25, 0.1),
  },
}

const UNKNOWN: Omit<ModelFacts, 'name'> = { maxOutput: 16_000, thinking: 'none', prices: null }

/** What is known of a model under any host's id for it (`global.anthropic.…-v1:0`, `anthropic.…`, dated or not). */
export function modelFacts(id: string): ModelFacts {
  const known = plainId(id)
  return (Object.hasOwn(MODELS, known) && MODELS[known]) || { ...UNKNOWN, name: id }
}

/** The first-party id without a date that a host's id stands for. */
export function plainId(id: string): string {
  return id
    .replace(/^.*\//, '')
    .replace(/^(?:[a-z]{2,6}\.)?anthropic\./, '')
    .replace(/-v\d+(?::\d+)?$/, '')
    .replace(/-\d{8}$/, '')
}

/** What a model can do, as far as this table tells. */
export function capabilitiesOf(id: string): Capabilities {
  const facts = modelFacts(id)
  const known = facts.prices !== null
  return {
    source: known ? 'table' : 'assumed',
    contextWindow: 200_000,
    maxOutput: facts.maxOutput,
    thinking: { kind: facts.thinking, least: 'disabled' },
    efforts: [],
    defaultEffort: null,
    memoryTool: 'typed',
    clearing: 'host',
    clearsThinking: false,
    compaction: { threshold: false, onDemand: false },
    inputStreaming: 'header',
    caching: { form: 'breakpoints', minimum: 1_024, hour: false },
    diagnosesCache: false,
    countsTokens: false,
    lateInstructions: false,
    bindsThinking: facts.thinking === 'adaptive',
    dropsThinking: false,
    lifecycle: { status: 'active', retiresAt: null, successor: null },
    prices: null,
  }
}

interface Tokens {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
}

/** US dollars for one reply; null when the price of the model is not known. */
export function costOf(model: string, tokens: Tokens): number | null {
  const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite
  const price = modelFacts(model).prices?.find((tier) => prompt <= tier.upTo)
  if (!price) return null
  const { input, output, cacheRead, cacheWrite } = tokens
  const millionths =
    input * price.input + output * price.output + cacheRead * price.cacheRead + cacheWrite * price.cacheWrite
  return (millionths * (isRegional(model) ? REGIONAL : 1)) / 1_000_000
}

/** Bedrock's profiles that stay within a region cost a tenth more than `global.` ones. */
const REGIONAL = 1.1

function isRegional(model: string): boolean {
  return /(?:^|\/)(?!global\.)[a-z]{2,5}\.anthropic\./.test(model)
}

/** The models that are offered where a host cannot list its own, best first. */
export const KNOWN_MODELS: readonly string[] = [
  'claude-sonnet-5-5',
  'claude-opus-5-5',
  'claude-haiku-5-5',
  'claude-fable-5-1',
  'claude-sonnet-4-6',
]
