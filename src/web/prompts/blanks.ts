/** Blanks in a prompt: `{{who it is for}}`, or with an example, `{{the day|1 December}}`. Pure. */

export interface Blank {
  readonly label: string
  /** Shown where nothing is filled in yet; empty when there is none. */
  readonly example: string
}

const BLANK = /\{\{\s*([^{}|\n]{1,60}?)\s*(?:\|\s*([^{}\n]{0,200}?)\s*)?\}\}/g

/** The blanks of a text in their order; one that comes again is the same blank. */
export function blanksOf(text: string): readonly Blank[] {
  const found = new Map<string, Blank>()
  for (const [, label = '', example = ''] of text.matchAll(BLANK)) {
    if (!found.has(label)) found.set(label, { label, example })
  }
  return [...found.values()]
}

/** The text with what was filled in. What was not stays a mark that one sees: `[the day]`. */
export function fillBlanks(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(BLANK, (_, label: string) => values[label]?.trim() || `[${label}]`)
}

/** The text as its author would say it: every blank filled with its example. */
export function exampleOf(text: string): string {
  return fillBlanks(text, Object.fromEntries(blanksOf(text).map(({ label, example }) => [label, example])))
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'blank'; readonly label: string; readonly value: string }

/** A text as it is shown while its blanks are filled in. Joined, the pieces are the whole text. */
export function piecesOf(text: string, values: Readonly<Record<string, string>>): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(BLANK)) {
    const label = match[1] ?? ''
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) })
    pieces.push({ kind: 'blank', label, value: values[label]?.trim() ?? '' })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}
