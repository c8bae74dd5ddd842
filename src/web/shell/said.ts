/** What was said in chats, as the palette finds it: by the server, for few of a chat's turns are at hand. */
import { useQuery } from '@tanstack/react-query'
import { orThrow } from '../api.ts'
import { showTurn } from '../chat/show-turn.ts'
import { useNow } from '../now.ts'
import { useRested } from '../search/rested.ts'
import { searchChats } from '../search/search-api.ts'
import { current } from '../store/store.ts'
import { ago, hand } from '../words.ts'
import type { Found } from './entries.ts'
import { match } from './fuzzy.ts'
import { words } from './words-commands.ts'

/** Letters from which on it is worth asking. */
export const FEWEST = 3

/** What texts hold, of chats or documents. */
export interface HeldFound {
  readonly entries: readonly Found[]
  /** The answer is still to come. */
  readonly asking: boolean
}

export function useSaid(typed: string): HeldFound {
  const query = typed.trim()
  const rested = useRested(query)
  const now = useNow()
  const enabled = rested === query && query.length >= FEWEST
  const { data, isError } = useQuery({
    queryKey: ['said', rested],
    enabled,
    gcTime: 0,
    queryFn: () => orThrow(searchChats(rested)),
  })
  if (query.length < FEWEST || isError) return { entries: [], asking: false }
  if (!enabled || !data) return { entries: [], asking: true }
  const chats = current().app?.workspace.chats ?? {}
  const entries = data.found.map(({ chat, turn, speaker, claude, at, excerpt }): Found => {
    const who = hand(claude ? { kind: 'claude', onBehalfOf: speaker } : { kind: 'person', name: speaker })
    return {
      id: `said:${turn}`,
      name: excerpt,
      group: words().palette.said,
      about: `${chats[chat]?.name ?? ''} · ${who} · ${ago(at, now)}`,
      at: match(query, excerpt)?.at ?? [],
      run: () => void showTurn(chat, turn),
    }
  })
  return { entries, asking: false }
}
