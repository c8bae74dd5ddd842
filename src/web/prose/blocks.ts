/**
 * Cuts Markdown into blocks that can be rendered, and kept, each by itself: while a text grows at its end,
 * all blocks but the last stay the same strings. Reference definitions do not reach across blocks. Pure, linear.
 */
const FENCE = /^ {0,3}(`{3,}|~{3,})/
const ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/
const INDENTED = /^(?: {2,}|\t)/

export function splitBlocks(text: string): readonly string[] {
  const blocks: string[] = []
  let start = 0
  let at = 0
  let fence: string | null = null
  let blankBefore = false
  /** The line with which what a blank line may go on in began. */
  let first = ''

  while (at < text.length) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline + 1
    const line = text.slice(at, end).trimEnd()
    if (fence !== null) {
      if (closes(line, fence)) fence = null
    } else if (line === '') {
      blankBefore = true
    } else {
      if (blankBefore && at > start && !continues(first, line)) {
        blocks.push(text.slice(start, at))
        start = at
        first = line
      }
      // A list may begin right below a paragraph.
      if (first === '' || (ITEM.test(line) && !ITEM.test(first))) first = line
      blankBefore = false
      fence = FENCE.exec(line)?.[1] ?? null
    }
    at = end
  }
  if (text.slice(start).trim() !== '') blocks.push(text.slice(start))
  return blocks
}

/** A list goes on over a blank line with its next item or an indented paragraph. */
function continues(first: string, line: string): boolean {
  if (ITEM.test(first)) return ITEM.test(line) ? sameKind(first, line) : INDENTED.test(line)
  return /^(?: {4}|\t)/.test(first) && /^(?: {4}|\t)/.test(line)
}

function sameKind(a: string, b: string): boolean {
  return /^\s*\d/.test(a) === /^\s*\d/.test(b)
}

function closes(line: string, fence: string): boolean {
  const run = line.trimStart()
  return run.length >= fence.length && run === (fence[0] ?? '').repeat(run.length)
}

/** Blocks of a part, about: it ends before the next heading from the first number on, and at the second if it can. */
const PART = { enough: 5, most: 10 }
const HEADING = /^ {0,3}#{1,6}(?:\s|$)/

export interface Part {
  /** Its blocks are those from here up to, but not with, there. */
  readonly from: number
  readonly to: number
}

/**
 * Gathers blocks into parts, none of which ends with a heading. Where a part begins depends on what comes before and on its
 * own first block alone, so that none changes while a text grows at its end. Pure, linear.
 */
export function partsOf(blocks: readonly string[]): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (let at = 1; at < blocks.length; at++) {
    const opens = HEADING.test(blocks[at] ?? '')
    const afterHeading = HEADING.test(blocks[at - 1] ?? '')
    if (at - from < PART.enough || afterHeading || !(opens || at - from >= PART.most)) continue
    parts.push({ from, to: at })
    from = at
  }
  if (blocks.length > 0) parts.push({ from, to: blocks.length })
  return parts
}
