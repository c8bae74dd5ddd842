/** Two texts as the lines that stayed, went and came. Pure. */
import { diffLines } from 'diff'
import { words } from './words-turn.ts'

export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new' | 'gap'
  readonly text: string
}

/** Unchanged lines kept around a change. */
const CONTEXT = 2

/** The lines of a change, with far unchanged stretches folded into one `gap` line that says how many. */
export function diffOf(before: string, after: string): readonly DiffLine[] {
  const parts = diffLines(before, after)
  return parts.flatMap((part, index): DiffLine[] => {
    const lines = splitLines(part.value)
    if (part.added) return lines.map((text) => ({ kind: 'new', text }))
    if (part.removed) return lines.map((text) => ({ kind: 'gone', text }))
    return fold(lines, index === 0, index === parts.length - 1)
  })
}

function fold(lines: readonly string[], first: boolean, last: boolean): DiffLine[] {
  const head = first ? 0 : CONTEXT
  const tail = last ? 0 : CONTEXT
  const same = (text: string): DiffLine => ({ kind: 'same', text })
  if (lines.length <= head + tail + 1) return lines.map(same)
  const hidden = lines.length - head - tail
  const gap: DiffLine = { kind: 'gap', text: words().card.unchanged(hidden) }
  return [...lines.slice(0, head).map(same), gap, ...lines.slice(lines.length - tail).map(same)]
}

function splitLines(text: string): readonly string[] {
  const lines = text.split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** How many lines came and went. */
export function diffCounts(lines: readonly DiffLine[]): { readonly added: number; readonly removed: number } {
  return {
    added: lines.filter((line) => line.kind === 'new').length,
    removed: lines.filter((line) => line.kind === 'gone').length,
  }
}
