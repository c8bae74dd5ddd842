/** Where a literal text stands in a line, for showing what would be replaced. Pure. */

export interface Piece {
  readonly text: string
  readonly found: boolean
}

export interface Sought {
  readonly find: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
}

const WORD = /[\p{L}\p{N}_]/u

/** The line in pieces, found and not; together they are the line. */
export function pieces(line: string, { find, matchCase, wholeWord }: Sought): readonly Piece[] {
  if (find === '') return [{ text: line, found: false }]
  const pattern = new RegExp(RegExp.escape(find), matchCase ? 'gu' : 'giu')
  const made: Piece[] = []
  let at = 0
  for (const match of line.matchAll(pattern)) {
    const end = match.index + match[0].length
    if (wholeWord && (isWord(lastOf(line.slice(0, match.index))) || isWord(firstOf(line.slice(end)))))
      continue
    if (match.index > at) made.push({ text: line.slice(at, match.index), found: false })
    made.push({ text: match[0], found: true })
    at = end
  }
  if (at < line.length) made.push({ text: line.slice(at), found: false })
  return made
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && WORD.test(character)
}

function firstOf(text: string): string | undefined {
  const point = text.codePointAt(0)
  return point === undefined ? undefined : String.fromCodePoint(point)
}

function lastOf(text: string): string | undefined {
  return [...text.slice(-2)].at(-1)
}
