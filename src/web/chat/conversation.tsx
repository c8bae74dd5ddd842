import { memo, useEffect, useMemo } from 'react'
import { shownOf } from '../../workspace/branches.ts'
import type { ChatInfo } from '../../workspace/events.ts'
import { late } from '../components/late.tsx'
import { useConversation, watch } from '../store/store.ts'
import { Log } from './log.tsx'
import { words } from './words.ts'

/** What shows turns: prose, tool cards, the list. One can write before it is there. */
const loadTurns = () => import('./turns.tsx').then((m) => m.Turns)
const Turns = late(loadTurns, { waiting: () => <Log /> })
/** Milliseconds in which an empty chat leaves the browser to what one does first. */
const BEFORE_TURNS = 2000

// Asked for as soon as somewhere something was said, not only once a chat is drawn.
let asked = false
watch(({ chats }) => {
  if (asked || !Object.values(chats).some(({ turns }) => turns.length > 0)) return
  asked = true
  loadTurns().catch(() => undefined)
})

/** What was said in a chat. */
export const Conversation = memo(function Conversation({ chat }: ConversationProps) {
  const conversation = useConversation(chat.id)
  const loaded = conversation?.turns
  const { turns, earlier, later } = useMemo(() => shownOf(chat, loaded ?? []), [chat, loaded])
  return (
    <div className="relative min-h-0 flex-1">
      {turns.length > 0 ? (
        <Turns chat={chat.id} turns={turns} earlier={earlier} />
      ) : (
        <Log>{later === 0 && conversation && <Blank chat={chat} />}</Log>
      )}
    </div>
  )
})

export interface ConversationProps {
  readonly chat: ChatInfo
}

/** A chat in which nothing was said yet. Soon something may be. */
function Blank({ chat }: { readonly chat: ChatInfo }) {
  useEffect(() => {
    const timer = setTimeout(() => loadTurns().catch(() => undefined), BEFORE_TURNS)
    return () => clearTimeout(timer)
  }, [])
  // What somebody has begun to write is their own matter; what came with the chat is ready to be sent.
  const waiting = chat.draft.trim() !== '' && chat.draftBy === ''
  const said = words().conversation
  return (
    <div className="flex min-h-full flex-col justify-center gap-1.5 px-6 py-12 text-center">
      <p className="font-serif text-head text-soft">{waiting ? said.ready : said.blank}</p>
      <p className="text-plain text-balance text-faint">
        {waiting ? said.readyAbout(chat.settings.speaker || null) : said.blankAbout}
      </p>
    </div>
  )
}
