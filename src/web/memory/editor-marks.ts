/** Who wrote each line while it is being edited: the marks of the stored version, carried through what is typed. Pure. */
import type { ChangeDesc, Text } from '@codemirror/state'

/** The commit that wrote a line; `new`: written here and not saved yet; null: not known. */
export type Mark = number | 'new' | null

/** The marks after a change. Lines that a change left as they are keep theirs. */
export function carryMarks(
  marks: readonly Mark[],
  before: Text,
  changes: ChangeDesc,
  after: Text,
): readonly Mark[] {
  const next: Mark[] = []
  let done = 0
  changes.iterChangedRanges((fromA, toA, fromB, toB) => {
    const old = span(before, fromA, toA)
    const now = span(after, fromB, toB)
    const from = Math.max(old.first, done)
    next.push(...slice(marks, done, from))
    next.push(
      ...settle(marks, before, { first: from, last: old.last }, after, {
        first: next.length,
        last: now.last,
      }),
    )
    done = old.last + 1
  })
  next.push(...slice(marks, done, before.lines))
  return next
}

/** Lines by number from 0, both ends included. */
interface Span {
  readonly first: number
  readonly last: number
}

function span(text: Text, from: number, to: number): Span {
  return { first: text.lineAt(from).number - 1, last: text.lineAt(to).number - 1 }
}

function slice(marks: readonly Mark[], from: number, to: number): readonly Mark[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => marks[from + i] ?? null)
}

/** The lines of a changed stretch: those at its two ends that read as before keep their marks, the others are new. */
function settle(marks: readonly Mark[], before: Text, old: Span, after: Text, now: Span): readonly Mark[] {
  const oldLines = linesIn(before, old)
  const newLines = linesIn(after, now)
  const most = Math.min(oldLines.length, newLines.length)
  let head = 0
  while (head < most && oldLines[head] === newLines[head]) head++
  let tail = 0
  while (tail < most - head && oldLines.at(-1 - tail) === newLines.at(-1 - tail)) tail++
  return newLines.map((_, i): Mark => {
    if (i < head) return marks[old.first + i] ?? null
    const fromEnd = newLines.length - 1 - i
    return fromEnd < tail ? (marks[old.last - fromEnd] ?? null) : 'new'
  })
}

function linesIn(text: Text, { first, last }: Span): readonly string[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => text.line(first + i + 1).text)
}
