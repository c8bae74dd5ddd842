/** What is looked for, as the query language has it. Pure. */

export interface Filters {
  /** The id of a memory; null: all of them. */
  readonly memory: string | null
  /** A directory or document; null: everywhere. */
  readonly under: string | null
  /** A person's name (who ever changed it), or `Claude` and `disk` (who changed it last); null: anybody. */
  readonly who: string | null
  /** Changed since, such as `7d` or `today`; null: at any time. */
  readonly since: string | null
}

export const NO_FILTERS: Filters = { memory: null, under: null, who: null, since: null }

export function hasFilters({ memory, under, who, since }: Filters): boolean {
  return memory !== null || under !== null || who !== null || since !== null
}

/** Words as they were typed, and the filters behind them; '' when there is nothing to look for. */
export function queryOf(words: string, { memory, under, who, since }: Filters): string {
  const last = who === 'Claude' || who === 'disk'
  return [
    words.trim(),
    memory === null ? '' : `memory:${quoted(memory)}`,
    under === null ? '' : `path:${quoted(under)}`,
    who === null ? '' : `${last ? 'by' : 'author'}:${quoted(who)}`,
    since === null ? '' : `after:${since}`,
  ]
    .filter(Boolean)
    .join(' ')
}

function quoted(value: string): string {
  return /^[\p{L}\p{N}/._~-]+$/u.test(value) ? value : `"${value.replaceAll('"', ' ')}"`
}

/** A line cut where something that was looked for begins and ends. */
export function piecesOf(
  text: string,
  matches: readonly (readonly [number, number])[],
): readonly { readonly text: string; readonly found: boolean }[] {
  const pieces: { text: string; found: boolean }[] = []
  let at = 0
  for (const [from, to] of matches) {
    if (from > at) pieces.push({ text: text.slice(at, from), found: false })
    pieces.push({ text: text.slice(from, to), found: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false })
  return pieces
}
