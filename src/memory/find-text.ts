/**
 * Finding words that shall be forgotten, wherever they are quoted. Pure and browser-safe.
 *
 * Exact in letters and case; any run of white space in the words matches any run in a text, so that a quotation that was
 * wrapped or indented anew is found too.
 */

/** What stands where words were removed. */
export const REMOVED = '[removed]'

/** Shorter words would be found everywhere. */
export const SHORTEST_WORDS = 3

/** Shorter lines of a document are not searched for elsewhere: they tell nothing, or too many have them. */
const SHORTEST_LINE = 12

/** Characters of context on each side of a sample, and samples of one text at most. */
const CONTEXT = 40
const SAMPLES = 3

export interface Found {
  readonly count: number
  /** The words with a little around them, on one line. */
  readonly samples: readonly string[]
}

export interface Finder {
  readonly needles: readonly string[]
  has(text: string): boolean
  find(text: string): Found
  /** The text with `REMOVED` in the place of the words. */
  remove(text: string): string
  /** Whether a text that holds what is searched for in some written form (JSON, say) may be this one; false is certain. */
  mayHold(written: string): boolean
}

/** One phrase for each line of what a person typed; too short ones and repetitions are left out. */
export function phrasesOf(words: string): readonly string[] {
  const phrases = words.split(/\r?\n/).map(normal)
  return [...new Set(phrases)].filter((phrase) => phrase.length >= SHORTEST_WORDS)
}

/** Finds any of the needles; the longest wins where several begin. */
export function finderOf(needles: readonly string[]): Finder {
  const sorted = [...new Set(needles.map(normal))].filter((each) => each !== '').sort(longestFirst)
  const known = sorted.map((needle) => ({ core: coreOf(needle), pattern: patternOf(needle) }))
  // A whole document has many lines: only those that can be in this text go into the expression.
  const expression = (text: string): RegExp | null => {
    const patterns = known.filter(({ core }) => text.includes(core)).map(({ pattern }) => pattern)
    return patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'gu')
  }
  return {
    needles: sorted,
    has: (text) => expression(text)?.test(text) ?? false,
    find(text) {
      const pattern = expression(text)
      const found = pattern ? [...text.matchAll(pattern)] : []
      const samples = farApart(found)
        .slice(0, SAMPLES)
        .map((each) => sampleOf(text, each.index, each[0].length))
      return { count: found.length, samples: [...new Set(samples)] }
    },
    remove(text) {
      const pattern = expression(text)
      return pattern ? text.replace(pattern, REMOVED) : text
    },
    // Escaped characters could hide any word.
    mayHold: (written) =>
      known.some(({ core }) => written.includes(core)) || /\\u[0-9a-fA-F]{4}/.test(written),
  }
}

/**
 * The lines that stand in texts that go and in none that stays, so that finding one elsewhere means a quotation. Marks of
 * lists, headings and quotations in front of a line do not count, for a quotation may leave them out.
 */
export function distinctiveLines(going: Iterable<string>): DistinctiveLines {
  const lines = new Set<string>()
  for (const text of going) for (const line of linesOf(text)) lines.add(line)
  return {
    stays(text) {
      if (lines.size > 0) for (const line of linesOf(text)) lines.delete(line)
    },
    left: () => [...lines],
  }
}

export interface DistinctiveLines {
  /** A text stays, and so its lines are in no way distinctive. */
  stays(text: string): void
  left(): readonly string[]
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => normal(line.replace(/^\s*(?:[-*+>]\s+|#{1,6}\s+|\d+[.)]\s+|\[[ xX]\]\s+)*/, '')))
    .filter((line) => line.length >= SHORTEST_LINE)
}

/** How a needle may be written in a file: as it is, and escaped in JSON once, twice or three times. */
export function writtenForms(needle: string): readonly string[] {
  const forms = [needle]
  for (let depth = 0; depth < 3; depth++) forms.push(JSON.stringify(forms.at(-1) ?? '').slice(1, -1))
  return [...new Set(forms)]
}

/** A text may quote raw JSON, where a quotation mark and white space have backslashes in front. */
const ESCAPES = '\\\\*'
const GAP = '(?:\\s|\\\\+[nrt])+'

function normal(text: string): string {
  return text.trim().replace(/\s+/gu, ' ')
}

function longestFirst(a: string, b: string): number {
  return b.length - a.length
}

function patternOf(needle: string): string {
  return needle
    .split(' ')
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll('"', `${ESCAPES}"`))
    .join(GAP)
}

/** The longest piece of a needle that is written the same in plain text and in JSON. */
function coreOf(needle: string): string {
  return needle
    .split(/[\s"\\\p{Cc}]+/u)
    .reduce((best, piece) => (piece.length > best.length ? piece : best), '')
}

/** Without what stands in the sample of a place before it. */
function farApart(found: readonly RegExpExecArray[]): readonly RegExpExecArray[] {
  const apart: RegExpExecArray[] = []
  let shownTo = -1
  for (const each of found) {
    if (each.index < shownTo) continue
    apart.push(each)
    shownTo = each.index + each[0].length + CONTEXT
  }
  return apart
}

function sampleOf(text: string, at: number, length: number): string {
  const from = Math.max(0, at - CONTEXT)
  const to = Math.min(text.length, at + length + CONTEXT)
  const inside = normal(text.slice(from, to).toWellFormed())
  return `${from > 0 ? '…' : ''}${inside}${to < text.length ? '…' : ''}`
}
