/** From the table, a host's facts and what the host says itself to what a model can do where it runs. */
import type { Capabilities, Lifecycle, Prices, PriceTier } from '../agent/capabilities.ts'
import type { HostKind } from './contract.ts'
import { isRehearsal } from './kinds.ts'
import { type EndOfLife, type ModelFacts, modelFacts, PRICED } from './models.ts'
import type { ModelSays } from './models-listed.ts'
import { BETAS, type Place, placeOf } from './models-places.ts'

/** Where and when a model is asked. */
export interface Whereabouts {
  readonly kind: HostKind
  readonly model: string
  /** Whether the host keeps requests within a region, which costs more. Bedrock's ids say so themselves. */
  readonly regional?: boolean
  /** ISO 8601; only the day counts. */
  readonly today: string
}

const NO_THINKING = { kind: 'none', least: 'disabled' } as const

/** What the host says wins over the table, and what the host does not take counts for no model of it. */
export function capabilitiesOf(where: Whereabouts, says: ModelSays = {}): Capabilities {
  const place = placeOf(where.kind, where.model)
  // A server may call its model what it likes: a name tells nothing about it.
  const facts = where.kind === 'server' ? null : modelFacts(where.model)
  const thinking = where.kind === 'server' ? NO_THINKING : (says.thinking ?? facts?.thinking ?? NO_THINKING)
  const clears = place.betas.has(BETAS.clearing)
  const compacts = facts?.compacts ?? false
  const bindsThinking = facts?.bindsThinking ?? thinking.kind === 'adaptive'
  return {
    source: says.thinking || says.contextWindow ? 'host' : facts ? 'table' : 'assumed',
    ...sizeOf(where.kind, facts, says),
    thinking,
    ...effortsOf(place, facts, says),
    memoryTool: place.memoryTool,
    clearing: clears && (says.clearsTools ?? facts?.clears ?? true) ? 'host' : 'agent',
    clearsThinking: clears && (says.clearsThinking ?? facts?.clears ?? false),
    compaction: {
      threshold: place.betas.has(BETAS.compaction) && (says.compaction?.threshold ?? compacts),
      onDemand: place.betas.has(BETAS.compactNow) && (says.compaction?.onDemand ?? compacts),
    },
    inputStreaming: place.inputStreaming,
    caching: { ...place.caching, minimum: facts?.cacheMinimum ?? 1_024 },
    diagnosesCache: place.diagnosesCache,
    countsTokens: place.countsTokens,
    lateInstructions: place.lateInstructions && (facts?.lateInstructions ?? false),
    bindsThinking,
    dropsThinking: bindsThinking && place.betas.has(BETAS.dropThinking),
    lifecycle: lifecycleOf(place, facts?.ends ?? null, says, where.today),
    prices: pricesOf(where, facts),
  }
}

type Size = Pick<Capabilities, 'contextWindow' | 'maxOutput'>

function sizeOf(kind: HostKind, facts: ModelFacts | null, says: ModelSays): Size {
  const contextWindow = says.contextWindow ?? facts?.contextWindow ?? (kind === 'server' ? 32_768 : 200_000)
  // Servers count the reply's limit against their window before they begin.
  const guess = kind === 'server' ? Math.min(8_192, Math.floor(contextWindow / 4)) : 16_000
  return { contextWindow, maxOutput: says.maxOutput ?? facts?.maxOutput ?? guess }
}

type Efforts = Pick<Capabilities, 'efforts' | 'defaultEffort'>

/** InvokeModel wants a flag of its own for the effort of models that think with a budget. */
function effortsOf(place: Place, facts: ModelFacts | null, says: ModelSays): Efforts {
  const efforts = says.efforts ?? facts?.efforts ?? []
  const flagged = place.inputStreaming === 'header' && facts?.thinking.kind === 'budget'
  if (flagged || place.memoryTool === 'custom' || efforts.length === 0)
    return { efforts: [], defaultEffort: null }
  return { efforts, defaultEffort: facts?.defaultEffort ?? null }
}

function lifecycleOf(place: Place, ends: EndOfLife | null, says: ModelSays, today: string): Lifecycle {
  const successor = ends && place.prefix + ends.successor
  if (says.lifecycle) return { ...says.lifecycle, successor }
  const day = today.slice(0, 10)
  if (!ends || day < ends.deprecatedAt) return { status: 'active', retiresAt: null, successor: null }
  // Amazon and Google name days of their own; that its makers have something better holds there too.
  if (!place.datesHold) return { status: 'deprecated', retiresAt: null, successor }
  return { status: day > ends.retiresAt ? 'retired' : 'deprecated', retiresAt: ends.retiresAt, successor }
}

/** Of a server nobody knows what it costs whoever runs it. */
function pricesOf(where: Whereabouts, facts: ModelFacts | null): Prices | null {
  if (!facts) return null
  if (isRehearsal(where)) return { ...PRICED, from: 'built in', tiers: facts.tiers }
  const dearer = facts.regionCosts && (where.regional || isRegionalProfile(where.model))
  return { ...PRICED, tiers: dearer ? facts.tiers.map(inRegion) : facts.tiers }
}

/** What staying within a region costs, at Amazon, Google and in Microsoft's data zones. */
const REGION = 1.1

function inRegion(tier: PriceTier): PriceTier {
  return {
    upTo: tier.upTo,
    input: tier.input * REGION,
    output: tier.output * REGION,
    cacheWrite: tier.cacheWrite * REGION,
    cacheWriteHour: tier.cacheWriteHour * REGION,
    cacheRead: tier.cacheRead * REGION,
  }
}

/** Bedrock's profiles say in front where they stay; `global.` ones stay nowhere. */
function isRegionalProfile(model: string): boolean {
  return /(?:^|\/)(?!global\.)[a-z]{2,6}\.anthropic\./.test(model)
}
