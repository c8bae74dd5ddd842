/** What a reply costs. */
import type { Prices, PriceTier } from '../agent/capabilities.ts'
import type { Usage } from '../agent/events.ts'

type Tokens = Pick<Usage, 'input' | 'output' | 'cacheRead' | 'cacheWrite' | 'cacheWriteHour'>

/**
 * US dollars for one reply; null when the price of the model is not known. A tier holds for a whole pass, by the length of its
 * prompt, cache included. Of a summary that was made on the way only its whole prompt is known, so it gets its share of each kind
 * of the tokens.
 */
export function costOf(prices: Prices | null, usage: Usage): number | null {
  if (!prices) return null
  const { compaction, ...whole } = usage
  if (!compaction) return cost(prices, whole, usage.context ?? promptOf(whole))
  const all = promptOf(whole)
  const share = all === 0 ? 0 : Math.min(1, compaction.input / all)
  const output = Math.min(whole.output, compaction.output)
  const summing = { ...portion(whole, share), output }
  const answering = { ...portion(whole, 1 - share), output: whole.output - output }
  const first = cost(prices, summing, compaction.input)
  const second = cost(prices, answering, usage.context ?? all - compaction.input)
  return first === null || second === null ? null : first + second
}

function portion(usage: Tokens, share: number): Tokens {
  const { input, output, cacheRead, cacheWrite, cacheWriteHour = 0 } = usage
  return {
    input: input * share,
    output,
    cacheRead: cacheRead * share,
    cacheWrite: cacheWrite * share,
    cacheWriteHour: cacheWriteHour * share,
  }
}

function promptOf({ input, cacheRead, cacheWrite }: Tokens): number {
  return input + cacheRead + cacheWrite
}

function cost({ tiers }: Prices, tokens: Tokens, prompt: number): number | null {
  const tier = tiers.find(({ upTo }) => upTo === null || prompt <= upTo)
  return tier ? inTier(tier, tokens) / 1_000_000 : null
}

function inTier(tier: PriceTier, tokens: Tokens): number {
  const hour = Math.min(tokens.cacheWriteHour ?? 0, tokens.cacheWrite)
  return (
    tokens.input * tier.input +
    tokens.output * tier.output +
    tokens.cacheRead * tier.cacheRead +
    (tokens.cacheWrite - hour) * tier.cacheWrite +
    hour * tier.cacheWriteHour
  )
}
