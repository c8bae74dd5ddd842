/** Which lines two texts share. Pure and browser-safe. */
import { diffArrays } from 'diff'

type Lines = readonly string[]

/** Lines added and removed at most before a stretch without landmarks counts as written anew; about 100 ms at worst. */
const MOST_EDITS = 1000
/** Lines of both texts up to which the fewest possible edits are looked for. */
const SMALL = 400
/** How often a stretch is divided at lines that occur once in it. */
const MOST_DIVISIONS = 12

/**
 * For each line of `lines` the index of the line of `old` that it is; undefined for a new one. Indexes only grow. Of small
 * texts as many lines as can be are found; long ones are first divided at lines that occur once in both (patience diff), so
 * that the cost grows with the length and with what differs in one place, not with the square of all that differs.
 */
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
function pairs(old: Lines, lines: Lines, divisions = 0): readonly Pair[] {
  if (old.length === 0 || lines.length === 0) return []
  const small = old.length + lines.length <= SMALL || divisions === MOST_DIVISIONS
  const landmarks = small ? [] : landmarksOf(old, lines)
  return landmarks.length === 0 ? pairsByDiff(old, lines) : between(old, lines, landmarks, divisions + 1)
}

function pairsByDiff(old: Lines, lines: Lines): readonly Pair[] {
  const parts = diffArrays([...old], [...lines], { maxEditLength: MOST_EDITS })
  const found: Pair[] = []
  let from = 0
  let to = 0
  for (const { value, added, removed } of parts ?? []) {
    if (!added && !removed) for (const i of value.keys()) found.push([from + i, to + i])
    if (!added) from += value.length
    if (!removed) to += value.length
  }
  return found
}

/** Landmarks, and the pairs of each stretch between two of them. */
function between(old: Lines, lines: Lines, landmarks: readonly Pair[], divisions: number): readonly Pair[] {
  const found: Pair[] = []
  let [from, to] = [0, 0]
  for (const [nextFrom, nextTo] of [...landmarks, [old.length, lines.length] as const]) {
    const stretch = pairs(old.slice(from, nextFrom), lines.slice(to, nextTo), divisions)
    for (const [a, b] of stretch) found.push([from + a, to + b])
    if (nextFrom < old.length) found.push([nextFrom, nextTo])
    from = nextFrom + 1
    to = nextTo + 1
  }
  return found
}

/** Lines that occur once on both sides, in the same order. */
function landmarksOf(old: Lines, lines: Lines): readonly Pair[] {
  const there = placesOfUnique(old)
  const both: Pair[] = []
  for (const [line, to] of placesOfUnique(lines)) {
    const from = there.get(line)
    if (from !== undefined) both.push([from, to])
  }
  return longestGrowing(both)
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
