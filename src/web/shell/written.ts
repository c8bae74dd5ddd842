/** What stands in documents, as the palette finds it: by the server's search, the line where it stands. */
import type { SearchAnswer, SearchHit } from '../../search/answer.ts'
import { orThrow } from '../api.ts'
import { goToLine } from '../memory/go-to-line.ts'
import { useNow } from '../now.ts'
import { searchMemory } from '../search/search-api.ts'
import { ago, hand, shortPath } from '../words.ts'
import type { Found } from './entries.ts'
import { type HeldFound, useHeld } from './held.ts'
import { withoutMarks } from './plain.ts'
import { words } from './words-commands.ts'

/** Documents that are listed at most: the panel has them all. */
const MOST = 5

export function useWritten(typed: string): HeldFound {
  const now = useNow()
  return useHeld(
    'written',
    typed,
    (query) => orThrow(searchMemory(query, 0, MOST)),
    (answer) => writtenIn(answer, now),
  )
}

/** The first line of each document in which it stands. Those that hold a part of it, or have it in their name alone, are left out. */
export function writtenIn(answer: SearchAnswer, now: number): readonly Found[] {
  if (answer.kind === 'unclear' || answer.matched === 'some') return []
  return answer.hits.flatMap((hit) => entryOf(hit, now))
}

function entryOf({ document, path, changedBy, changedAt, passages }: SearchHit, now: number): Found[] {
  const line = passages.flatMap(({ lines }) => lines).find(({ matches }) => matches.length > 0)
  if (!line) return []
  const { text, from } = withoutMarks(line.text.trimEnd())
  const cut = text.length - text.trimStart().length
  const name = text.trimStart()
  return [
    {
      id: `written:${document}`,
      name,
      group: words().palette.written,
      about: `${shortPath(path)} · ${hand(changedBy)} · ${ago(changedAt, now)}`,
      at: lettersIn(name, from.slice(cut), line.matches),
      run: () => goToLine(document, line.number),
    },
  ]
}

/** Which letters of a text lie in these parts of what it was `from`: a letter may be two of the units that the parts count. */
function lettersIn(
  text: string,
  from: readonly number[],
  parts: readonly (readonly [number, number])[],
): readonly number[] {
  const at: number[] = []
  let unit = 0
  for (const [index, letter] of [...text].entries()) {
    const was = from[unit] ?? -1
    if (parts.some(([start, end]) => start <= was && was < end)) at.push(index)
    unit += letter.length
  }
  return at
}
