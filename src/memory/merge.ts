/** Three-way merge of texts, by line. Pure. */
import { diffArrays } from 'diff'
import { lineBreakOf } from './lines.ts'

export type Merge =
  | { readonly kind: 'clean'; readonly text: string }
  /** `text` holds both sides between conflict markers. */
  | { readonly kind: 'conflict'; readonly text: string }

export interface Sides {
  readonly base: string
  readonly present: string
  readonly yours: string
}

/** Lines added and removed on one side at most; comparing costs the square of it, here about 100 ms. */
const MOST_EDITS = 1000

/**
 * Brings together what `present` and `yours` each changed in `base`. Changes of different lines are both kept; changes of
 * the same or neighbouring lines conflict, unless they are the same change. A side that changed more than 1,000 lines
 * conflicts as a whole. The line breaks are those of `present`.
 */
export function mergeTexts(sides: Sides, names: { readonly present: string; readonly yours: string }): Merge {
  if (sides.present === sides.base || sides.present === sides.yours)
    return { kind: 'clean', text: sides.yours }
  if (sides.yours === sides.base) return { kind: 'clean', text: sides.present }
  const split = (text: string) => text.split(/\r?\n/)
  const regions = mergeLines(split(sides.base), split(sides.present), split(sides.yours))
  const lines = regions.flatMap((region) =>
    region.kind === 'settled'
      ? region.lines
      : [`<<<<<<< ${names.yours}`, ...region.yours, '=======', ...region.present, `>>>>>>> ${names.present}`],
  )
  const conflict = regions.some((region) => region.kind === 'open')
  return { kind: conflict ? 'conflict' : 'clean', text: lines.join(lineBreakOf(sides.present)) }
}

type Lines = readonly string[]

type Region =
  | { readonly kind: 'settled'; readonly lines: Lines }
  | { readonly kind: 'open'; readonly present: Lines; readonly yours: Lines }

/** `lines` in place of those of the base from `start` to before `end`. */
interface Hunk {
  readonly side: 'present' | 'yours'
  readonly start: number
  readonly end: number
  readonly lines: Lines
}

/** Khanna, Kunal, Pierce: A Formal Investigation of Diff3 (2007): hunks that touch are settled together. */
function mergeLines(base: Lines, present: Lines, yours: Lines): readonly Region[] {
  const theirs = hunksOf('present', base, present)
  const own = hunksOf('yours', base, yours)
  if (!theirs || !own) return [{ kind: 'open', present, yours }]
  const regions: Region[] = []
  let at = 0
  for (const group of touching([...theirs, ...own])) {
    const start = Math.min(...group.map((hunk) => hunk.start))
    const end = Math.max(...group.map((hunk) => hunk.end))
    regions.push({ kind: 'settled', lines: base.slice(at, start) }, settle(base, group, start, end))
    at = end
  }
  return [...regions, { kind: 'settled', lines: base.slice(at) }]
}

/** What changed from the base to one side, in order; null when that is too much to compare. */
function hunksOf(side: Hunk['side'], base: Lines, lines: Lines): readonly Hunk[] | null {
  const parts = diffArrays([...base], [...lines], { maxEditLength: MOST_EDITS })
  if (!parts) return null
  const hunks: Hunk[] = []
  let at = 0
  for (const { value, added, removed } of parts) {
    const start = at
    if (!added) at += value.length
    if (added || removed) hunks.push({ side, start, end: at, lines: added ? value : [] })
  }
  return hunks
}

function touching(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = []
  let end = -1
  for (const hunk of hunks.toSorted((a, b) => a.start - b.start)) {
    const group = hunk.start <= end ? groups.at(-1) : undefined
    if (group) group.push(hunk)
    else groups.push([hunk])
    end = Math.max(end, hunk.end)
  }
  return groups
}

function settle(base: Lines, group: readonly Hunk[], start: number, end: number): Region {
  const of = (side: Hunk['side']) => {
    const hunks = group.filter((hunk) => hunk.side === side)
    return hunks.length === 0 ? null : applied(base, hunks, start, end)
  }
  const present = of('present')
  const yours = of('yours')
  if (!present || !yours) return { kind: 'settled', lines: present ?? yours ?? [] }
  const same = present.length === yours.length && present.every((line, i) => line === yours[i])
  return same ? { kind: 'settled', lines: yours } : { kind: 'open', present, yours }
}

/** The lines of the base from `start` to before `end`, as one side changed them. */
function applied(base: Lines, hunks: readonly Hunk[], start: number, end: number): Lines {
  let at = start
  const lines: string[] = []
  for (const hunk of hunks) {
    for (; at < hunk.start; at++) lines.push(base[at] ?? '')
    for (const line of hunk.lines) lines.push(line)
    at = Math.max(at, hunk.end)
  }
  return [...lines, ...base.slice(at, end)]
}
