/**
 * Cuts what the model says into the pieces of a stream. Joined, the pieces are the text again.
 * No piece ends between the halves of a surrogate pair, so each can be encoded on its own.
 */

const LONGEST_WORD_PIECE = 16

/** Text in words, each with the space before it; very long words in slices. */
export function textPieces(text: string): readonly string[] {
  const pieces: string[] = []
  for (const [word] of text.matchAll(/\s*\S+|\s+$/g)) {
    if (word.length <= LONGEST_WORD_PIECE) pieces.push(word)
    else pieces.push(...slices(word, () => LONGEST_WORD_PIECE))
  }
  return pieces
}

/** JSON in pieces of 3 to 12 characters, as a model writes them; sizes follow from the position. */
export function jsonPieces(json: string): readonly string[] {
  return slices(json, (count) => 3 + ((count * 7 + 2) % 10))
}

function slices(text: string, size: (count: number) => number): string[] {
  const pieces: string[] = []
  let at = 0
  while (at < text.length) {
    let end = Math.min(text.length, at + size(pieces.length))
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end += 1
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
