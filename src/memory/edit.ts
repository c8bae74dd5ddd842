/** The two edits of Claude's memory tool, on plain text. Pure. */
import { lineAt, lineBreakOf, linesOf, numbered } from './lines.ts'

export type Edit =
  /** `line` is where the change begins, in the new text. */
  | { readonly kind: 'edited'; readonly text: string; readonly line: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'ambiguous'; readonly lines: readonly number[] }

/**
 * Replaces `oldText`, which must stand in `text` exactly once (overlapping occurrences count), by `newText`, literally.
 * In a text with `\r\n` line breaks, `\n` in both matches and becomes `\r\n`.
 */
export function replaceOnce(text: string, oldText: string, newText: string): Edit {
  if (oldText === '') return { kind: 'absent' }
  const eol = lineBreakOf(text)
  const replacement = eol === '\r\n' ? withBreaks(newText, eol) : newText
  const direct = replaceVerbatim(text, oldText, replacement)
  if (direct.kind !== 'absent' || eol === '\n') return direct
  return replaceVerbatim(text, withBreaks(oldText, eol), replacement)
}

function replaceVerbatim(text: string, oldText: string, newText: string): Edit {
  const at = text.indexOf(oldText)
  if (at === -1) return { kind: 'absent' }
  if (text.indexOf(oldText, at + 1) === -1) {
    return {
      kind: 'edited',
      text: text.slice(0, at) + newText + text.slice(at + oldText.length),
      line: lineAt(text, at),
    }
  }
  return { kind: 'ambiguous', lines: occurrences(text, oldText) }
}

/** Line numbers of at most this many occurrences are named; more would help nobody. */
const OCCURRENCES_NAMED = 50

function occurrences(text: string, wanted: string): readonly number[] {
  const lines = new Set<number>()
  let line = 1
  let counted = 0
  for (
    let at = text.indexOf(wanted);
    at !== -1 && lines.size < OCCURRENCES_NAMED;
    at = text.indexOf(wanted, at + 1)
  ) {
    line += lineAt(text.slice(counted, at), at - counted) - 1
    counted = at
    lines.add(line)
  }
  return [...lines]
}

export type Insertion =
  | { readonly kind: 'edited'; readonly text: string; readonly line: number }
  | { readonly kind: 'out_of_range'; readonly lines: number }

/**
 * Puts `inserted` after line `after` (0: before the first) as lines of its own, with the line breaks of the text.
 * One final line break of `inserted` is its end, not an empty line.
 */
export function insertAfter(text: string, after: number, inserted: string): Insertion {
  const lines = linesOf(text)
  if (!Number.isInteger(after) || after < 0 || after > lines.length)
    return { kind: 'out_of_range', lines: lines.length }
  const eol = lineBreakOf(text)
  const added = withBreaks(inserted.replace(/\r?\n$/, ''), eol)
  const offset = offsetAfterLine(text, after)
  const before = text.slice(0, offset)
  const rest = text.slice(offset)
  const open = before !== '' && !before.endsWith('\n')
  const closed = rest !== '' || before.endsWith('\n') || text === '' ? eol : ''
  return { kind: 'edited', text: `${before}${open ? eol : ''}${added}${closed}${rest}`, line: after + 1 }
}

function offsetAfterLine(text: string, line: number): number {
  let offset = 0
  for (let n = 0; n < line; n++) {
    const end = text.indexOf('\n', offset)
    if (end === -1) return text.length
    offset = end + 1
  }
  return offset
}

function withBreaks(text: string, eol: '\n' | '\r\n'): string {
  return text.replace(/\r?\n/g, eol)
}

/** Lines shown before and after a change. */
const CONTEXT = 2
/** A snippet shows at most so many lines of a long change. */
const SNIPPET_LINES = 40

/** Characters of one line that a snippet shows. */
const SNIPPET_WIDTH = 400

/** The changed lines with their numbers and a little context, for the answer to an edit. */
export function snippet(text: string, line: number, changedLines: number): string {
  const lines = linesOf(text)
  const from = Math.max(1, line - CONTEXT)
  const to = Math.min(lines.length, line + changedLines - 1 + CONTEXT, from + SNIPPET_LINES - 1)
  return numbered(
    lines
      .slice(from - 1, to)
      .map((each) =>
        each.length > SNIPPET_WIDTH ? `${each.slice(0, SNIPPET_WIDTH).toWellFormed()}…` : each,
      ),
    from,
  )
}
