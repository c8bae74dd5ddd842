/** Who wrote which line: carried from version to version by comparing lines. Pure and browser-safe. */
import { diffArrays } from 'diff'

/** For each line of a text the number of the commit that wrote it; null when that is older than what is known. */
export type Blame = readonly (number | null)[]

type Lines = readonly string[]

/** Lines added and removed at most before the middle of two texts counts as written anew; about 100 ms at worst. */
const MOST_EDITS = 1000

/**
 * The blame of a text that commit `by` made from another one: lines that both have in the same order keep their author,
 * the others are of `by`. Costs grow with what differs; beyond 1,000 lines of difference only what is the same at the
 * beginning, at the end and around lines that occur once is kept.
 */
export function carry(before: Blame, old: Lines, lines: Lines, by: number | null): Blame {
  const kept = keptLines(old, lines)
  return lines.map((_, i) => {
    const from = kept[i]
    return from === undefined ? by : (before[from] ?? null)
  })
}

/** For each line of `lines` the index of the line of `old` that it is; undefined for a new one. Indexes only grow. */
export function keptLines(old: Lines, lines: Lines): readonly (number | undefined)[] {
  const kept: (number | undefined)[] = new Array(lines.length).fill(undefined)
  const start = sameAtStart(old, lines)
  const end = sameAtEnd(old, lines, start)
  for (let i = 0; i < start; i++) kept[i] = i
  for (let i = 1; i <= end; i++) kept[lines.length - i] = old.length - i
  const middle = pairs(old.slice(start, old.length - end), lines.slice(start, lines.length - end))
  for (const [from, to] of middle) kept[start + to] = start + from
  return kept
}

function sameAtStart(old: Lines, lines: Lines): number {
  const most = Math.min(old.length, lines.length)
  let same = 0
  while (same < most && old[same] === lines[same]) same++
  return same
}

function sameAtEnd(old: Lines, lines: Lines, start: number): number {
  const most = Math.min(old.length, lines.length) - start
  let same = 0
  while (same < most && old[old.length - 1 - same] === lines[lines.length - 1 - same]) same++
  return same
}

type Pair = readonly [from: number, to: number]

/** Pairs of equal lines, in order on both sides. */
function pairs(old: Lines, lines: Lines): readonly Pair[] {
  if (old.length === 0 || lines.length === 0) return []
  const parts = diffArrays([...old], [...lines], { maxEditLength: MOST_EDITS })
  if (!parts) return pairsOfUnique(old, lines)
  const found: Pair[] = []
  let from = 0
  let to = 0
  for (const { value, added, removed } of parts) {
    if (!added && !removed) for (const i of value.keys()) found.push([from + i, to + i])
    if (!added) from += value.length
    if (!removed) to += value.length
  }
  return found
}

/** Lines that occur once on both sides and in the same order (patience diff's first step), grown up and down over equal neighbours. */
function pairsOfUnique(old: Lines, lines: Lines): readonly Pair[] {
  const there = placesOfUnique(old)
  const here = placesOfUnique(lines)
  const anchors: Pair[] = []
  for (const [line, to] of here) {
    const from = there.get(line)
    if (from !== undefined) anchors.push([from, to])
  }
  const found: Pair[] = []
  let last: Pair = [-1, -1]
  const chain = longestGrowing(anchors)
  for (const [index, anchor] of chain.entries()) {
    const limit = chain[index + 1] ?? [old.length, lines.length]
    for (const pair of grown(old, lines, last, anchor, limit)) found.push(pair)
    last = found.at(-1) ?? last
  }
  return found
}

/** The pair with the equal lines before it (after `last`) and behind it (before `limit`). */
function grown(old: Lines, lines: Lines, last: Pair, [from, to]: Pair, limit: Pair): readonly Pair[] {
  let up = 0
  while (from - up - 1 > last[0] && to - up - 1 > last[1] && old[from - up - 1] === lines[to - up - 1]) up++
  let down = 0
  while (
    from + down + 1 < limit[0] &&
    to + down + 1 < limit[1] &&
    old[from + down + 1] === lines[to + down + 1]
  )
    down++
  return Array.from({ length: up + 1 + down }, (_, i): Pair => [from - up + i, to - up + i])
}

/** In order of the text. */
function placesOfUnique(lines: Lines): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [i, line] of lines.entries()) places.set(line, places.has(line) ? -1 : i)
  for (const [line, place] of places) if (place === -1) places.delete(line)
  return places
}

/** The longest run of pairs whose `from` grows; they come ordered by `to`. */
function longestGrowing(anchors: readonly Pair[]): readonly Pair[] {
  const ends: number[] = []
  const before: number[] = []
  for (const [i, [from]] of anchors.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((anchors[ends[middle] ?? 0]?.[0] ?? 0) < from) low = middle + 1
      else high = middle
    }
    before[i] = low > 0 ? (ends[low - 1] ?? -1) : -1
    ends[low] = i
  }
  const run: Pair[] = []
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i] ?? -1) {
    const anchor = anchors[i]
    if (anchor) run.push(anchor)
  }
  return run.reverse()
}
