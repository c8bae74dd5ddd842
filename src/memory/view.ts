/** What `view` answers for a document. Pure. */
import { linesOf, numbered } from './lines.ts'
import type { MemoryPath } from './types.ts'

/** Claude's built-in description of the tool says that longer views are cut. Characters. */
export const VIEW_LIMIT = 16_000
/** From the memory tool's documentation. */
export const MAX_LINES = 999_999

export type Viewed =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string }

/**
 * The numbered lines of a document; `range` is 1-based and inclusive, -1 as its end means to the end.
 * More than 16,000 characters are cut at a line, with a note how to go on.
 */
export function viewDocument(path: MemoryPath, text: string, range?: readonly [number, number]): Viewed {
  const lines = linesOf(text)
  if (lines.length > MAX_LINES)
    return { ok: false, message: `File ${path} exceeds maximum line limit of 999,999 lines.` }
  const span = range ? checkRange(range, lines.length, 'lines of the file') : { first: 1, last: lines.length }
  if (typeof span === 'string') return { ok: false, message: span }
  const header = `Here's the content of ${path} with line numbers:\n`
  return { ok: true, text: header + page(path, lines, span.first, span.last) }
}

/** A range made sure: 1-based, inclusive, its end not beyond `count`; or why it is none, in words. */
export function checkRange(
  range: readonly [number, number],
  count: number,
  what: string,
): { first: number; last: number } | string {
  const [first, end] = range
  const last = end === -1 ? count : end
  const said = `Error: Invalid \`view_range\` parameter: [${first}, ${end}].`
  if (!Number.isInteger(first) || !Number.isInteger(end)) return `${said} Both numbers must be whole.`
  if (first < 1 || first > Math.max(1, count))
    return `${said} Its first number should be within the range of ${what}: [1, ${count}]`
  if (last < first && count > 0) return `${said} Its second number should be -1 or at least the first.`
  return { first, last: Math.min(last, count) }
}

function page(path: MemoryPath, lines: readonly string[], first: number, last: number): string {
  const room = roomFor(path)
  let used = 0
  let next = first
  while (next <= last && used + lineCost(lines, next) <= room) {
    used += lineCost(lines, next)
    next++
  }
  if (next > last) return numbered(lines.slice(first - 1, last), first)
  if (next === first) return longLine(path, lines, first)
  const shown = numbered(lines.slice(first - 1, next - 1), first)
  return `${shown}\n[Cut: lines ${first} to ${next - 1} of ${lines.length} are shown. To go on, view ${path} with view_range [${next}, ${last === lines.length ? -1 : last}].]`
}

/** Characters for lines: the path stands in the header and again in the note. */
function roomFor(path: MemoryPath): number {
  return VIEW_LIMIT - 300 - 2 * path.length
}

function lineCost(lines: readonly string[], line: number): number {
  return (lines[line - 1]?.length ?? 0) + 8
}

/** One line that alone is over the limit: its beginning, and that there is no way to page inside a line. */
function longLine(path: MemoryPath, lines: readonly string[], line: number): string {
  const whole = lines[line - 1] ?? ''
  const room = roomFor(path)
  const shown = numbered([whole.slice(0, room).toWellFormed()], line)
  const on = line < lines.length ? ` To go on, view ${path} with view_range [${line + 1}, -1].` : ''
  return `${shown}\n[Cut: line ${line} has ${whole.length} characters; the first ${room} are shown.${on}]`
}

/** The present text for a refusal: numbered and cut to `limit` characters. */
export function excerpt(text: string, limit: number): string {
  const lines = linesOf(text)
  const kept: string[] = []
  let used = 0
  for (const line of lines) {
    used += line.length + 8
    if (used > limit) break
    kept.push(line)
  }
  // A first line that alone is too long is still shown as far as there is room.
  if (kept.length === 0 && lines[0] !== undefined) {
    return `${numbered([lines[0].slice(0, limit).toWellFormed()], 1)}\n[Cut: the beginning of line 1 of ${lines.length} is shown.]`
  }
  const shown = numbered(kept, 1)
  return kept.length === lines.length
    ? shown
    : `${shown}\n[Cut: ${kept.length} of ${lines.length} lines are shown.]`
}
