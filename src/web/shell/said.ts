/** What was said in chats, as the palette finds it: by the server, for few of a chat's turns are at hand. */
import type { Said } from '../../workspace/find-said.ts'
import { orThrow } from '../api.ts'
import { showTurn } from '../chat/show-turn.ts'
import { useNow } from '../now.ts'
import { searchChats } from '../search/search-api.ts'
import { current } from '../store/store.ts'
import { ago, hand } from '../words.ts'
import type { Found } from './entries.ts'
import { match } from './fuzzy.ts'
import { type HeldFound, useHeld } from './held.ts'
import { withoutMarks } from './plain.ts'
import { words } from './words-commands.ts'

export function useSaid(typed: string): HeldFound {
  const now = useNow()
  return useHeld(
    'said',
    typed,
    (query) => orThrow(searchChats(query)),
    ({ found }, query) => found.map((one) => entryOf(one, query, now)),
  )
}

function entryOf(
  { chat, turn, speaker, claude, at, excerpt: markdown }: Said,
  query: string,
  now: number,
): Found {
  const who = hand(claude ? { kind: 'claude', onBehalfOf: speaker } : { kind: 'person', name: speaker })
  const excerpt = withoutMarks(markdown).text
  const name = current().app?.workspace.chats[chat]?.name ?? ''
  return {
    id: `said:${turn}`,
    name: excerpt,
    group: words().palette.said,
    about: `${name} · ${who} · ${ago(at, now)}`,
    at: match(query, excerpt)?.at ?? [],
    run: () => void showTurn(chat, turn),
  }
}
