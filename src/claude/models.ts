/**
 * What is known of models, in one table. Prices are US dollars for a million tokens. A model that is not here works with
 * safe guesses and has no price.
 *
 * Sources: platform.claude.com, pages "Models overview", "Pricing", "Model deprecations", "Troubleshooting thinking", "Effort",
 * "Prompt caching" and "Compaction", as of 2026-10-10; ends of life also from the types of @anthropic-ai/sdk 1.14.0 (2026-11-24).
 * Not said there and so guessed: that the newest Sonnet and Haiku take the older kind of compaction as the models before them do.
 */
import type { Effort, Prices, PriceTier, ThinkingSupport } from '../agent/capabilities.ts'

export interface ModelFacts {
  readonly name: string
  /** Tokens. */
  readonly contextWindow: number
  readonly maxOutput: number
  readonly thinking: ThinkingSupport
  readonly efforts: readonly Effort[]
  readonly defaultEffort: Effort | null
  /** Tokens of the shortest prefix that is cached. */
  readonly cacheMinimum: number
  /** Context editing: clearing of tool uses and of thinking. */
  readonly clears: boolean
  readonly compacts: boolean
  readonly lateInstructions: boolean
  readonly bindsThinking: boolean
  readonly ends: EndOfLife | null
  /** Whether it costs a tenth more where a host keeps requests within a region: models since Claude 4.5. */
  readonly regionCosts: boolean
  /** Of the hosts that Anthropic runs. */
  readonly tiers: readonly PriceTier[]
}

/** Dates of the hosts that Anthropic runs; Amazon and Google set their own. ISO 8601 days. */
export interface EndOfLife {
  readonly deprecatedAt: string
  readonly retiresAt: string
  readonly successor: string
}

/** When and where the prices were read. */
export const PRICED: Pick<Prices, 'asOf' | 'from'> = {
  asOf: '2026-10-10',
  from: 'platform.claude.com/docs/en/about-claude/pricing',
}

/** Levels of effort, weakest first. */
export const EFFORTS: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max']
const FOUR: readonly Effort[] = ['low', 'medium', 'high', 'max']

const ALWAYS = { kind: 'adaptive', least: 'always' } as const
const BETWEEN_TOOLS = { kind: 'adaptive', least: 'between_tools' } as const
const ADAPTIVE = { kind: 'adaptive', least: 'disabled' } as const
const BUDGET = { kind: 'budget', least: 'disabled' } as const

/** One price for prompts of any length. Writes cost 1.25 (five minutes) and 2 (an hour) times the input. */
function flat(input: number, output: number, cacheRead: number): readonly PriceTier[] {
  return [{ upTo: null, input, output, cacheWrite: input * 1.25, cacheWriteHour: input * 2, cacheRead }]
}

const FREE = flat(0, 0, 0)

type Newer = Pick<ModelFacts, 'name' | 'thinking' | 'tiers'> & Partial<ModelFacts>

/** What all models since Opus 4.6 have in common, unless said otherwise. */
function million(facts: Newer): ModelFacts {
  return {
    contextWindow: 1_000_000,
    maxOutput: 128_000,
    efforts: EFFORTS,
    defaultEffort: 'high',
    cacheMinimum: 512,
    clears: true,
    compacts: true,
    lateInstructions: true,
    bindsThinking: false,
    ends: null,
    regionCosts: true,
    ...facts,
  }
}

/** What those before have in common. */
function older(facts: Pick<ModelFacts, 'name' | 'tiers'> & Partial<ModelFacts>): ModelFacts {
  return {
    contextWindow: 200_000,
    maxOutput: 64_000,
    thinking: BUDGET,
    efforts: [],
    defaultEffort: null,
    cacheMinimum: 1_024,
    clears: true,
    compacts: false,
    lateInstructions: false,
    bindsThinking: false,
    ends: null,
    regionCosts: true,
    ...facts,
  }
}

const SEALED = { bindsThinking: true } as const
const NOT_LATE = { lateInstructions: false } as const

/** By first-party id without a date. */
const MODELS: Readonly<Record<string, ModelFacts>> = {
  'claude-fable-5-1': million({
    name: 'Claude Fable 5.1',
    thinking: ALWAYS,
    ...SEALED,
    tiers: flat(10, 50, 0.25),
  }),
  'claude-mythos-5-1': million({
    name: 'Claude Mythos 5.1',
    thinking: ALWAYS,
    ...SEALED,
    tiers: flat(10, 50, 0.25),
  }),
  'claude-opus-5-5': million({
    name: 'Claude Opus 5.5',
    thinking: ALWAYS,
    defaultEffort: 'medium',
    ...SEALED,
    tiers: flat(4, 20, 0.2),
  }),
  'claude-sonnet-5-5': million({
    name: 'Claude Sonnet 5.5',
    thinking: BETWEEN_TOOLS,
    ...SEALED,
    tiers: flat(2, 10, 0.1),
  }),
  'claude-haiku-5-5': million({
    name: 'Claude Haiku 5.5',
    thinking: ADAPTIVE,
    defaultEffort: 'medium',
    ...SEALED,
    tiers: [
      { upTo: 100_000, input: 0.1, output: 0.5, cacheWrite: 0.125, cacheWriteHour: 0.2, cacheRead: 0.01 },
      { upTo: null, input: 0.5, output: 2.5, cacheWrite: 0.625, cacheWriteHour: 1, cacheRead: 0.05 },
    ],
  }),
  'claude-fable-5': million({ name: 'Claude Fable 5', thinking: ALWAYS, tiers: flat(10, 50, 1) }),
  'claude-mythos-5': million({ name: 'Claude Mythos 5', thinking: ALWAYS, tiers: flat(10, 50, 1) }),
  'claude-opus-5': million({ name: 'Claude Opus 5', thinking: ADAPTIVE, tiers: flat(5, 25, 0.5) }),
  'claude-sonnet-5': million({
    name: 'Claude Sonnet 5',
    thinking: ADAPTIVE,
    cacheMinimum: 1_024,
    ...NOT_LATE,
    tiers: flat(2, 10, 0.2),
  }),
  'claude-opus-4-8': million({
    name: 'Claude Opus 4.8',
    thinking: ADAPTIVE,
    cacheMinimum: 1_024,
    tiers: flat(5, 25, 0.5),
  }),
  'claude-opus-4-7': million({
    name: 'Claude Opus 4.7',
    thinking: ADAPTIVE,
    cacheMinimum: 2_048,
    ...NOT_LATE,
    tiers: flat(5, 25, 0.5),
  }),
  'claude-opus-4-6': million({
    name: 'Claude Opus 4.6',
    thinking: ADAPTIVE,
    efforts: FOUR,
    cacheMinimum: 4_096,
    ...NOT_LATE,
    tiers: flat(5, 25, 0.5),
  }),
  'claude-sonnet-4-6': million({
    name: 'Claude Sonnet 4.6',
    thinking: ADAPTIVE,
    efforts: FOUR,
    cacheMinimum: 1_024,
    ...NOT_LATE,
    tiers: flat(3, 15, 0.3),
  }),
  'claude-opus-4-5': older({
    name: 'Claude Opus 4.5',
    efforts: ['low', 'medium', 'high'],
    defaultEffort: 'high',
    cacheMinimum: 4_096,
    // The day of deprecation is the one on which the SDK was told.
    ends: { deprecatedAt: '2026-11-23', retiresAt: '2027-01-22', successor: 'claude-opus-5-5' },
    tiers: flat(5, 25, 0.5),
  }),
  'claude-sonnet-4-5': older({
    name: 'Claude Sonnet 4.5',
    ends: { deprecatedAt: '2026-09-30', retiresAt: '2026-11-30', successor: 'claude-sonnet-5-5' },
    tiers: flat(3, 15, 0.3),
  }),
  'claude-haiku-4-5': older({ name: 'Claude Haiku 4.5', cacheMinimum: 4_096, tiers: flat(1, 5, 0.1) }),
  'claude-opus-4-1': older({
    name: 'Claude Opus 4.1',
    maxOutput: 32_000,
    ends: { deprecatedAt: '2026-06-05', retiresAt: '2026-08-05', successor: 'claude-opus-4-8' },
    regionCosts: false,
    tiers: flat(15, 75, 1.5),
  }),
  'claude-opus-4': older({
    name: 'Claude Opus 4',
    maxOutput: 32_000,
    ends: { deprecatedAt: '2026-04-14', retiresAt: '2026-06-15', successor: 'claude-opus-4-8' },
    regionCosts: false,
    tiers: flat(15, 75, 1.5),
  }),
  'claude-sonnet-4': older({
    name: 'Claude Sonnet 4',
    ends: { deprecatedAt: '2026-04-14', retiresAt: '2026-06-15', successor: 'claude-sonnet-4-6' },
    regionCosts: false,
    tiers: flat(3, 15, 0.3),
  }),
  // The models of this house, as they say of themselves (rehearsal/models.ts).
  'rehearsal-1': older({
    name: 'Rehearsal 1',
    thinking: ADAPTIVE,
    efforts: EFFORTS,
    bindsThinking: true,
    cacheMinimum: 512,
    compacts: true,
    tiers: FREE,
  }),
  // What people who do not exist were answered in the demonstration (server/demonstration.ts).
  prepared: older({
    name: 'Written beforehand',
    thinking: ADAPTIVE,
    efforts: EFFORTS,
    bindsThinking: true,
    cacheMinimum: 512,
    compacts: true,
    tiers: FREE,
  }),
  'rehearsal-small': older({
    name: 'Rehearsal small',
    contextWindow: 20_000,
    maxOutput: 8_000,
    thinking: { kind: 'none', least: 'disabled' },
    clears: false,
    ends: { deprecatedAt: '2026-11-01', retiresAt: '2027-06-30', successor: 'rehearsal-1' },
    tiers: FREE,
  }),
}

/** What the table has of a model under any host's id for it; null when it has nothing. */
export function modelFacts(id: string): ModelFacts | null {
  const plain = plainId(id)
  return Object.hasOwn(MODELS, plain) ? (MODELS[plain] ?? null) : null
}

/** For people: the model's name, or its id when nobody knows it. */
export function modelName(id: string): string {
  return modelFacts(id)?.name ?? id
}

/** The first-party id without a date that a host's id stands for (`global.anthropic.…-v1:0`, `anthropic.…`, `…@20251001`). */
export function plainId(id: string): string {
  return id
    .replace(/^.*\//, '')
    .replace(/^(?:[a-z]{2,6}\.)?anthropic\./, '')
    .replace(/-v\d+(?::\d+)?$/, '')
    .replace(/[-@]\d{8}$/, '')
}

/**
 * Whether an id of Amazon Bedrock is one of the Mantle endpoint: the first-party id behind `anthropic.`, without the version that
 * ids of bedrock-runtime end with.
 */
export function goesToMantle(model: string): boolean {
  return /^anthropic\.claude-/.test(model) && !/-v\d+(:\S+)?$/.test(model)
}

/** The models that are offered where a host cannot list its own, best first. */
export const KNOWN_MODELS: readonly string[] = [
  'claude-sonnet-5-5',
  'claude-opus-5-5',
  'claude-haiku-5-5',
  'claude-fable-5-1',
  'claude-sonnet-4-6',
]
