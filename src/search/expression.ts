/** Terms in the language of SQLite's FTS5. Pure. Words hold letters and digits alone, so nothing has to be escaped. */
import type { Form, Term } from './term.ts'

/**
 * What a document must hold to match: every term, or any of them; anywhere, or in its path and headings. Undefined when
 * there are none.
 */
export function expressionOf(
  terms: readonly Term[],
  match: 'all' | 'any',
  where?: 'title',
): string | undefined {
  if (terms.length === 0) return undefined
  const parts = terms.map(({ forms }) => `(${forms.map(ofForm).join(' OR ')})`)
  const expression = parts.join(match === 'all' ? ' AND ' : ' OR ')
  return where ? `{${where}} : (${expression})` : expression
}

/** A word that stands there whole counts beside the longer words that begin with it, so that it ranks before them. */
function ofForm({ words, prefix }: Form): string {
  const phrase = `"${words.join(' ')}"`
  return prefix ? `${phrase} OR ${phrase} *` : phrase
}
