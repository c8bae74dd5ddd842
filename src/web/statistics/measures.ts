/** What can be read from a sum of answers, with its words. Pure. */
import type { SpendingSum } from '../../workspace/spending.ts'
import { dollars, numeral } from '../words.ts'

export type MeasureId = 'cost' | 'saved' | 'read' | 'written' | 'cleared' | 'memory'

export interface Measure {
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

/** Their names are in the catalogue, under the same ids. */
export const MEASURES: Readonly<Record<MeasureId, Measure>> = {
  cost: { of: ({ cost }) => cost, words: money(({ cost }) => cost) },
  saved: {
    of: ({ savedByCaching }) => savedByCaching,
    words: money(({ savedByCaching }) => savedByCaching),
  },
  read: { of: read, words: tokens(read) },
  written: { of: ({ output }) => output, words: tokens(({ output }) => output) },
  cleared: { of: ({ clearedTokens }) => clearedTokens, words: tokens(({ clearedTokens }) => clearedTokens) },
  memory: { of: ({ memoryTokens }) => memoryTokens, words: tokens(({ memoryTokens }) => memoryTokens) },
}

/** In the order in which they are shown. */
export const MEASURE_IDS = Object.keys(MEASURES) as readonly MeasureId[]

/** How much of what was read came from a cache; a dash when nothing was read. */
export function cachedShare(sum: SpendingSum): string {
  return read(sum) === 0 ? '–' : `${Math.floor((100 * sum.cacheRead) / read(sum))} %`
}
