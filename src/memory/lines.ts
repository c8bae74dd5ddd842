/**
 * Lines of a document, as the commands and people count them: from 1. A final line break ends the last line, it does
 * not begin another. Browser-safe and pure.
 */

/** The lines of a text without their line breaks; an empty text has none. `\r\n` and `\n` both end a line. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
}

/** The line break that a text uses: that of its first line; `\n` when it has none. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n')
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n'
}

/**
 * `text` with the line breaks of `like`, if that has only `\r\n` and `text` only `\n`: an editor that knows one kind of
 * line break shall not change every line of a document. Otherwise `text` as it is.
 */
export function keepLineBreaks(text: string, like: string): string {
  const onlyWindows = like.includes('\r\n') && !/(^|[^\r])\n/.test(like)
  return onlyWindows && !text.includes('\r') ? text.replaceAll('\n', '\r\n') : text
}

/** The number of the line in which the character at `offset` stands. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}

/** Lines with their numbers, right-aligned to six places, as in the memory tool's documentation. */
export function numbered(lines: readonly string[], first: number): string {
  return lines.map((line, i) => `${String(first + i).padStart(6)}\t${line}`).join('\n')
}
