/**
 * Which batches share a segment. Greedy from the first commit on, so that all processes cut at the same places and nobody
 * has to agree with anybody. Pure.
 */
import type { Span } from './formats.ts'

export interface Bounds {
  /** A group is full with so many members … */
  readonly members: number
  /** … or when its members hold so many commits together. */
  readonly commits: number
}

/** Level 1 gathers batches, level 2 gathers segments of level 1. All processes that share a log must use the same. */
export type Levels = Readonly<Record<1 | 2, Bounds>>

/** A log of 100,000 lone commits is read with about 150 requests. */
export const LEVELS: Levels = {
  1: { members: 64, commits: 2_000 },
  2: { members: 64, commits: 16_000 },
}

/** The spans of the full groups, in order; members after the last full group are in none. */
export function fullGroups(members: readonly Span[], bounds: Bounds): readonly Span[] {
  const groups: Span[] = []
  let first: number | undefined
  let count = 0
  for (const member of members) {
    first ??= member.first
    count++
    if (count < bounds.members && member.last - first + 1 < bounds.commits) continue
    groups.push({ first, last: member.last })
    first = undefined
    count = 0
  }
  return groups
}

/** Those of the spans, in order, that follow each other without a gap after commit `after`. */
export function withoutGap(spans: readonly Span[], after: number): readonly Span[] {
  const found: Span[] = []
  let last = after
  for (const span of spans) {
    if (span.first !== last + 1) continue
    found.push(span)
    last = span.last
  }
  return found
}
