/** Two sides of a text, region by region: what is settled, and what somebody has to choose. Pure and browser-safe. */
import { keptLines } from './line-diff.ts'

type Lines = readonly string[]

export type Region =
  /** `from`: which side changed the base here; `both` made the same change. */
  | { readonly kind: 'settled'; readonly lines: Lines; readonly from: 'base' | 'present' | 'yours' | 'both' }
  | { readonly kind: 'open'; readonly base: Lines; readonly present: Lines; readonly yours: Lines }

/** What shall stand where a region is open; `both`: yours first, then the present lines. */
export type Choice = 'present' | 'yours' | 'both' | { readonly text: string }

/**
 * Brings together what `present` and `yours` each changed in `base`, in order of the text. Changes of different lines are
 * both settled; those of the same or neighbouring lines are open, unless they are the same change. A stretch of which a side
 * rewrote more than 1,000 lines counts as one change.
 */
export function hunksOf(base: string, present: string, yours: string): readonly Region[] {
  return regionsOf(splitLines(base), splitLines(present), splitLines(yours))
}

/** Every difference of two texts as an open region, for when nobody knows what they came from. */
export function differencesOf(present: string, yours: string): readonly Region[] {
  const [now, own] = [splitLines(present), splitLines(yours)]
  const hunks = changesTo('yours', now, own)
  const regions: Region[] = []
  let at = 0
  for (const { start, end, lines } of hunks) {
    const old = now.slice(start, end)
    regions.push({ kind: 'settled', lines: now.slice(at, start), from: 'base' })
    regions.push({ kind: 'open', base: old, present: old, yours: lines })
    at = end
  }
  return filled([...regions, { kind: 'settled', lines: now.slice(at), from: 'base' }])
}

/**
 * The text that the choices make: one for each open region, in order of the text. null while one of them is missing.
 * `lineBreak` is put between the lines.
 */
export function applyChoices(
  regions: readonly Region[],
  choices: readonly (Choice | undefined)[],
  lineBreak: '\n' | '\r\n' = '\n',
): string | null {
  const lines: string[] = []
  let open = 0
  for (const region of regions) {
    if (region.kind === 'settled') {
      for (const line of region.lines) lines.push(line)
      continue
    }
    const choice = choices[open++]
    if (choice === undefined) return null
    for (const line of chosen(region, choice)) lines.push(line)
  }
  return lines.join(lineBreak)
}

function chosen({ present, yours }: Extract<Region, { kind: 'open' }>, choice: Choice): Lines {
  if (choice === 'present') return present
  if (choice === 'yours') return yours
  if (choice === 'both') return [...yours, ...present]
  return choice.text === '' ? [] : splitLines(choice.text)
}

function splitLines(text: string): Lines {
  return text.split(/\r?\n/)
}

/** `lines` in place of those of the base from `start` to before `end`. */
interface Hunk {
  readonly side: 'present' | 'yours'
  readonly start: number
  readonly end: number
  readonly lines: Lines
}

/** Khanna, Kunal, Pierce: A Formal Investigation of Diff3 (2007): hunks that touch are settled together. */
function regionsOf(base: Lines, present: Lines, yours: Lines): readonly Region[] {
  const theirs = changesTo('present', base, present)
  const own = changesTo('yours', base, yours)
  const regions: Region[] = []
  let at = 0
  for (const group of touching([...theirs, ...own])) {
    const start = Math.min(...group.map((hunk) => hunk.start))
    const end = Math.max(...group.map((hunk) => hunk.end))
    regions.push({ kind: 'settled', lines: base.slice(at, start), from: 'base' })
    regions.push(settle(base, group, start, end))
    at = end
  }
  return filled([...regions, { kind: 'settled', lines: base.slice(at), from: 'base' }])
}

/** Without what says nothing. */
function filled(regions: readonly Region[]): readonly Region[] {
  return regions.filter((region) => region.kind === 'open' || region.lines.length > 0)
}

/** What changed from the base to one side, in order. */
function changesTo(side: Hunk['side'], base: Lines, lines: Lines): readonly Hunk[] {
  const hunks: Hunk[] = []
  let [start, from] = [0, 0]
  const close = (end: number, to: number) => {
    if (end > start || to > from) hunks.push({ side, start, end, lines: lines.slice(from, to) })
  }
  for (const [to, end] of keptLines(base, lines).entries()) {
    if (end === undefined) continue
    close(end, to)
    start = end + 1
    from = to + 1
  }
  close(base.length, lines.length)
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
  if (!yours) return { kind: 'settled', lines: present ?? [], from: 'present' }
  if (!present) return { kind: 'settled', lines: yours, from: 'yours' }
  const same = present.length === yours.length && present.every((line, i) => line === yours[i])
  if (same) return { kind: 'settled', lines: yours, from: 'both' }
  return { kind: 'open', base: base.slice(start, end), present, yours }
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
