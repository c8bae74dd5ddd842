import { ArrowDown } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { clearedToolUses } from '../../workspace/state.ts'
import { Button } from '../components/button.tsx'
import { loadEarlier } from '../store/live.ts'
import { useConversation } from '../store/store.ts'
import { clearedBefore } from './items.ts'
import { useStickToEnd } from './stick.ts'
import { TurnView } from './turn-view.tsx'
import { words } from './words.ts'

/** The turns of a chat, oldest first, with the newest in view. */
export const Conversation = memo(function Conversation({ chat }: { readonly chat: ChatInfo }) {
  const conversation = useConversation(chat.id)
  const { window, content, atEnd, toEnd } = useStickToEnd()
  const turns = conversation?.turns.filter((turn) => turn.number > chat.clearedThrough) ?? []
  const newest = turns.at(-1)?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message brings the reader to it
  useEffect(toEnd, [newest])
  const clearedUses = clearedToolUses(turns)
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={window}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled conversation must be readable by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={words().conversation.name}
        className="h-full overflow-y-auto overscroll-contain [overflow-anchor:auto] focus-visible:-outline-offset-2"
      >
        <div ref={content} className="flex min-h-full flex-col gap-6 px-4 py-4">
          {conversation && conversation.earlier > 0 && (
            <Earlier chat={chat.id} earlier={conversation.earlier} />
          )}
          {turns.length === 0 && conversation && <Blank chat={chat} />}
          {turns.map((turn, index) => (
            <TurnView
              key={turn.id}
              chat={chat.id}
              turn={turn}
              clearedBefore={clearedBefore(turns, index)}
              clearedUses={clearedUses}
              last={index === turns.length - 1}
            />
          ))}
        </div>
      </div>
      {!atEnd && (
        <Button
          small
          onClick={toEnd}
          className="rise absolute bottom-2 inset-x-0 mx-auto w-fit rounded-full! shadow-raised"
        >
          <ArrowDown className="size-3.5" />
          {words().conversation.newest}
        </Button>
      )}
    </div>
  )
})

function Earlier({ chat, earlier }: { readonly chat: string; readonly earlier: number }) {
  const [loading, setLoading] = useState(false)
  return (
    <Button
      small
      look="quiet"
      disabled={loading}
      className="self-center"
      onClick={async () => {
        setLoading(true)
        await loadEarlier(chat)
        setLoading(false)
      }}
    >
      {loading ? words().conversation.loading : words().conversation.earlier(Math.min(40, earlier))}
    </Button>
  )
}

/** A chat in which nothing was said yet. */
function Blank({ chat }: { readonly chat: ChatInfo }) {
  const waiting = chat.draft.trim() !== ''
  const said = words().conversation
  return (
    <div className="my-auto flex flex-col gap-1.5 px-2 py-8 text-center">
      <p className="font-serif text-[19px] text-soft">{waiting ? said.ready : said.blank}</p>
      <p className="text-[13px] text-balance text-faint">
        {waiting ? said.readyAbout(chat.settings.speaker || null) : said.blankAbout}
      </p>
    </div>
  )
}
