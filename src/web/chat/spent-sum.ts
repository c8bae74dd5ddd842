/** What an answer took: tokens, money, and what the cache did for it. Pure. */
import type { CacheMiss } from '../../agent/events.ts'
import type { StepState } from '../../workspace/events.ts'
import { words } from './words-turn.ts'

export interface SpentSum {
  readonly replies: number
  /** Tokens of all prompts that were not read from a cache. */
  readonly input: number
  readonly output: number
  readonly cached: number
  readonly written: number
  /** US dollars; null when one of the replies has no known price. */
  readonly cost: number | null
  /** US dollars that caching saved; negative when writing cost more; null when not to be told. */
  readonly saved: number | null
  readonly misses: readonly CacheMiss[]
}

const NOTHING: SpentSum = {
  replies: 0,
  input: 0,
  output: 0,
  cached: 0,
  written: 0,
  cost: 0,
  saved: 0,
  misses: [],
}

export function spentOn(steps: readonly StepState[]): SpentSum {
  return steps.reduce<SpentSum>((sum, { finished }) => {
    if (!finished) return sum
    const { usage, cost, costUncached = null, cacheMiss } = finished
    return {
      replies: sum.replies + 1,
      input: sum.input + usage.input + usage.cacheWrite,
      output: sum.output + usage.output,
      cached: sum.cached + usage.cacheRead,
      written: sum.written + usage.cacheWrite,
      cost: plus(sum.cost, cost),
      saved: plus(sum.saved, cost === null || costUncached === null ? null : costUncached - cost),
      misses: cacheMiss ? [...sum.misses, cacheMiss] : sum.misses,
    }
  }, NOTHING)
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}

/** What the cache did, in a sentence; null when no cache was used. */
export function cacheWords({ input, cached, written, saved }: SpentSum): string | null {
  if (cached + written === 0) return null
  const said = words().spent
  const share = Math.floor((100 * cached) / (input + cached))
  const money = saved === null || saved === 0 ? '' : saved > 0 ? said.saved(saved) : said.dearer(-saved)
  return said.share(share) + money
}

/** Why the cache could not be used as far as it might. */
export function missWords({ kind, tokens }: CacheMiss): string {
  const said = words().spent
  return `${said.misses[kind]}${tokens === null ? '' : said.again(tokens)}.`
}
