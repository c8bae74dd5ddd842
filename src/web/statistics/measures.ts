/** What can be read from a sum of answers, with its words. Pure. */
import type { SpendingSum } from '../../workspace/spending.ts'
import { dollars, numeral } from '../words.ts'

export type MeasureId = 'cost' | 'saved' | 'read' | 'written' | 'cleared' | 'memory'

export interface Measure {
  readonly name: string
  readonly about: string
  readonly of: (sum: SpendingSum) => number
  readonly words: (sum: SpendingSum) => string
}

/** A dash when nothing of it has a known price: never a wrong number. */
const money = (of: (sum: SpendingSum) => number) => (sum: SpendingSum) =>
  sum.replies === sum.unpriced ? '–' : signed(of(sum))

const tokens = (of: (sum: SpendingSum) => number) => (sum: SpendingSum) => numeral(of(sum))

function signed(amount: number): string {
  return amount < 0 ? `−${dollars(-amount)}` : dollars(amount)
}

const read = (sum: SpendingSum) => sum.input + sum.cacheRead + sum.cacheWrite

export const MEASURES: Readonly<Record<MeasureId, Measure>> = {
  cost: {
    name: 'Cost',
    about: 'US dollars by the table of prices',
    of: ({ cost }) => cost,
    words: money(({ cost }) => cost),
  },
  saved: {
    name: 'Saved by caching',
    about: 'What the same answers would have cost without a cache, less what they did',
    of: ({ savedByCaching }) => savedByCaching,
    words: money(({ savedByCaching }) => savedByCaching),
  },
  read: {
    name: 'Tokens read',
    about: 'By Claude, from the cache and afresh',
    of: read,
    words: tokens(read),
  },
  written: {
    name: 'Tokens written',
    about: 'By Claude, thinking and calls of tools included',
    of: ({ output }) => output,
    words: tokens(({ output }) => output),
  },
  cleared: {
    name: 'Tokens cleared',
    about: 'Kept out of prompts by clearing old tool results',
    of: ({ clearedTokens }) => clearedTokens,
    words: tokens(({ clearedTokens }) => clearedTokens),
  },
  memory: {
    name: 'Tokens of memory',
    about: 'Of what Claude read, the part that came from reading memory, estimated',
    of: ({ memoryTokens }) => memoryTokens,
    words: tokens(({ memoryTokens }) => memoryTokens),
  },
}

/** How much of what was read came from a cache; a dash when nothing was read. */
export function cachedShare(sum: SpendingSum): string {
  return read(sum) === 0 ? '–' : `${Math.floor((100 * sum.cacheRead) / read(sum))} %`
}
