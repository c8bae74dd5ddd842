/** A line of Markdown as a list shows it: its words, without the marks. Pure. */

/**
 * Of headings, quotations and list items at its beginning, or behind the end of a sentence where lines were joined (a dash
 * elsewhere is a dash); of bold, struck and code words.
 */
const MARKS =
  /(?<=^\s*|[.:;!?…”"`*]\s)(?:(?:#{1,6}|>|[-*+](?: \[[ x]\])?)\s+)+(?=\S)|(?<=\s)>\s+[-*+]\s+|\*\*|~~|`/gi

export interface Plain {
  readonly text: string
  /** Where each of its units stood in the Markdown. */
  readonly from: readonly number[]
}

export function withoutMarks(markdown: string): Plain {
  const from: number[] = []
  let text = ''
  let at = 0
  const keep = (to: number) => {
    for (; at < to; at++) {
      text += markdown[at]
      from.push(at)
    }
  }
  for (const mark of markdown.matchAll(MARKS)) {
    keep(mark.index)
    at = mark.index + mark[0].length
  }
  keep(markdown.length)
  return { text, from }
}
