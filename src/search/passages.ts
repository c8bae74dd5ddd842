/** Where in a document the terms stand: the lines worth showing, with a little around them. Pure. */
import { linesOf } from '../memory/lines.ts'
import type { Form, Term } from './term.ts'
import { type Token, tokensOf } from './tokens.ts'

export interface Passage {
  /** Line numbers, from 1, both included. */
  readonly from: number
  readonly to: number
  readonly lines: readonly PassageLine[]
}

export interface PassageLine {
  readonly number: number
  /** A long line is cut around what was found, with `…` where something is left out. */
  readonly text: string
  /** From and to offsets in `text`, in order, not overlapping. */
  readonly matches: readonly (readonly [number, number])[]
}

export interface Passages {
  readonly passages: readonly Passage[]
  /** How many lines hold something that was looked for; `passages` may not show them all. */
  readonly matchingLines: number
}

/** How much is shown of one document. */
export interface Room {
  readonly passages: number
  readonly lines: number
}

const DEFAULT_ROOM: Room = { passages: 3, lines: 12 }
/** Lines shown before and after one that matches. */
const AROUND = 1
/** Characters of one line; the rest of a longer one is left out, and `…` stands there beside them. */
export const LONGEST_LINE = 240
/** Lines of the beginning, for a document that only its name or nothing at all made a hit. */
const BEGINNING = 3

/** The best passages of a text, in order; its beginning when none of the terms stands in it. */
export function passagesOf(text: string, terms: readonly Term[], room: Room = DEFAULT_ROOM): Passages {
  const lines = linesOf(text)
  const found = matchesByLine(text, terms)
  const shown = found.size === 0 ? beginningOf(lines) : chosen(found, lines.length, room)
  const passages = inRuns(shown).map(([from, to]): Passage => {
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    return { from, to, lines: numbers.map((n) => lineOf(n, lines[n - 1] ?? '', found.get(n)?.spans ?? [])) }
  })
  return { passages, matchingLines: found.size }
}

type Span = readonly [number, number]

interface LineMatches {
  /** Offsets in the line. */
  readonly spans: Span[]
  readonly terms: Set<Term>
}

function matchesByLine(text: string, terms: readonly Term[]): Map<number, LineMatches> {
  const byLine = new Map<number, LineMatches>()
  if (terms.length === 0) return byLine
  const { words, parts } = tokensOf(text)
  const starts = lineStarts(text)
  for (const term of terms) {
    for (const { start, end } of [words, parts].flatMap((row) => foundIn(row, term.forms))) {
      const line = lineOfOffset(starts, start)
      const matches = byLine.get(line) ?? { spans: [], terms: new Set() }
      byLine.set(line, matches)
      const begin = starts[line - 1] ?? 0
      matches.spans.push([start - begin, end - begin])
      matches.terms.add(term)
    }
  }
  return byLine
}

/** The words of every place where one of the forms stands. */
function foundIn(row: readonly Token[], forms: readonly Form[]): readonly Token[] {
  return forms.flatMap((form) =>
    row.flatMap((_, i) => (standsAt(row, i, form) ? row.slice(i, i + form.words.length) : [])),
  )
}

function standsAt(row: readonly Token[], place: number, { words, prefix }: Form): boolean {
  const last = words.length - 1
  return words.every((word, i) => {
    const there = row[place + i]?.word
    return there === word || (prefix && i === last && there?.startsWith(word))
  })
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineOfOffset(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low + 1
}

/** Numbers of the lines to show: those with the most of the terms first, as many as there is room for. */
function chosen(found: ReadonlyMap<number, LineMatches>, count: number, room: Room): readonly number[] {
  const best = [...found].sort(([a, x], [b, y]) => y.terms.size - x.terms.size || a - b)
  let shown: readonly number[] = []
  for (const [number] of best) {
    const around = Array.from({ length: 1 + 2 * AROUND }, (_, i) => number - AROUND + i)
    const more = [...new Set([...shown, ...around.filter((n) => n >= 1 && n <= count)])].sort((a, b) => a - b)
    if (shown.length > 0 && (more.length > room.lines || inRuns(more).length > room.passages)) continue
    shown = more
  }
  return shown
}

function beginningOf(lines: readonly string[]): readonly number[] {
  return lines.slice(0, BEGINNING).map((_, i) => i + 1)
}

/** Numbers in order as runs of numbers that follow each other. */
function inRuns(numbers: readonly number[]): readonly Span[] {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
}

function lineOf(number: number, line: string, spans: readonly Span[]): PassageLine {
  const matches = united(spans)
  if (line.length <= LONGEST_LINE) return { number, text: line, matches }
  const first = matches[0]?.[0] ?? 0
  const from = first < LONGEST_LINE / 2 ? 0 : Math.min(first - LONGEST_LINE / 4, line.length - LONGEST_LINE)
  const [start, end] = [wholeCharacter(line, from), wholeCharacter(line, from + LONGEST_LINE)]
  const before = start > 0 ? '…' : ''
  const moved = matches.flatMap(([a, b]): Span[] => {
    const kept: Span = [Math.max(a, start), Math.min(b, end)]
    return kept[0] < kept[1] ? [[kept[0] - start + before.length, kept[1] - start + before.length]] : []
  })
  return { number, text: before + line.slice(start, end) + (end < line.length ? '…' : ''), matches: moved }
}

/** Not between the halves of a character. */
function wholeCharacter(line: string, offset: number): number {
  const code = line.charCodeAt(offset)
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset
}

function united(spans: readonly Span[]): readonly Span[] {
  const merged: [number, number][] = []
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
