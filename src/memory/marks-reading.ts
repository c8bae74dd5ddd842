/** A text as it is read aloud: without the signs of emphasis, and with the way back to where each character stands. Pure. */

export interface Reading {
  readonly text: string
  /** The range, in the text that was given, of a range of `text` that is not empty. */
  rangeOf(from: number, to: number): { readonly from: number; readonly to: number }
}

const SIGNS = /[*`_ \t]{2,}|[*`_]/g
const LETTER = /[\p{L}\p{N}]/u

/**
 * Leaves `*`, `_` and backticks out and makes one blank of several, so that words stand beside each other as people and models
 * read them. A `_` within a word stays: it is no emphasis there. Takes time in proportion to the text.
 */
export function readPast(text: string): Reading {
  const kept: string[] = []
  /** Where the kept pieces begin, in what is read and in the text. */
  const read: number[] = [0]
  const stands: number[] = [0]
  let length = 0
  let at = 0
  for (const { 0: run, index } of text.matchAll(SIGNS)) {
    const end = index + run.length
    if (isWithinWord(text, run, index, end)) continue
    const blank = /[ \t]/.test(run) ? ' ' : ''
    kept.push(text.slice(at, index), blank)
    length += index - at + blank.length
    at = end
    read.push(length)
    stands.push(at)
  }
  kept.push(text.slice(at))
  const placeOf = (position: number) => {
    const piece = lastUpTo(read, position)
    return (stands[piece] ?? 0) + position - (read[piece] ?? 0)
  }
  return { text: kept.join(''), rangeOf: (from, to) => ({ from: placeOf(from), to: placeOf(to - 1) + 1 }) }
}

function isWithinWord(text: string, run: string, from: number, to: number): boolean {
  if (/[^_]/.test(run)) return false
  return LETTER.test(text.charAt(from - 1)) && LETTER.test(text.charAt(to))
}

/** Index of the last number that is at most `wanted`; the first of `numbers` is, and they never fall. */
function lastUpTo(numbers: readonly number[], wanted: number): number {
  let low = 0
  let high = numbers.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= wanted) low = middle
    else high = middle
  }
  return low
}
