/** Markdown to tokens, with bounds: a text made to exhaust the parser is shown as it stands. */
import { lexer, type Token } from 'marked'

/** Deeper nesting than this is an attack or an accident; nobody writes it. */
const DEEPEST = 24
/** A longer block is shown as plain text. Characters. */
const LONGEST = 200_000

const DEEP = new RegExp(
  [
    `^(?:[ \\t]*>){${DEEPEST},}`,
    `^[ \\t]*(?:[-*+][ \\t]+){${DEEPEST},}`,
    `[*_~]{${DEEPEST * 2},}`,
    `\\[{${DEEPEST},}`,
    `(?:!?\\[[^\\]\\n]{0,3}){${DEEPEST * 2},}`,
    `(?:\\*\\*?[^*\\s]{0,2}){200,}`,
  ].join('|'),
  'm',
)

/** Tokens of one block; null when it should be shown as plain text. */
export function parseBlock(raw: string): readonly Token[] | null {
  if (raw.length > LONGEST || DEEP.test(raw)) return null
  try {
    return lexer(raw, { gfm: true })
  } catch {
    return null
  }
}
