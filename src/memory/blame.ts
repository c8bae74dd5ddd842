/** Who wrote which line: carried from version to version by comparing lines. Pure and browser-safe. */
import { keptLines } from './line-diff.ts'

/** For each line of a text the number of the commit that wrote it; null when that is older than what is known. */
export type Blame = readonly (number | null)[]

/**
 * The blame of a text that commit `by` made from another one: lines that both have in the same order keep their author,
 * the others are of `by`.
 */
export function carry(
  before: Blame,
  old: readonly string[],
  lines: readonly string[],
  by: number | null,
): Blame {
  const kept = keptLines(old, lines)
  return lines.map((_, i) => {
    const from = kept[i]
    return from === undefined ? by : (before[from] ?? null)
  })
}
