/** Texts that the server finds for the palette: asked for once somebody stops typing. */
import { useQuery } from '@tanstack/react-query'
import { useRested } from '../search/rested.ts'
import type { Found } from './entries.ts'

/** Letters from which on it is worth asking. */
const FEWEST = 3

/** What texts hold, of chats or documents. */
export interface HeldFound {
  readonly entries: readonly Found[]
  /** The answer is still to come. */
  readonly asking: boolean
}

/** `name`: of what is asked, for the cache. `ask` rejects when the server refuses; nothing is found then. */
export function useHeld<Answer>(
  name: string,
  typed: string,
  ask: (query: string) => Promise<Answer>,
  entriesOf: (answer: Answer, query: string) => readonly Found[],
): HeldFound {
  const query = typed.trim()
  const rested = useRested(query)
  const enabled = rested === query && query.length >= FEWEST
  const { data, isError } = useQuery({
    queryKey: [name, rested],
    enabled,
    gcTime: 0,
    queryFn: () => ask(rested),
  })
  if (query.length < FEWEST || isError) return { entries: [], asking: false }
  if (!enabled || data === undefined) return { entries: [], asking: true }
  return { entries: entriesOf(data, query), asking: false }
}
