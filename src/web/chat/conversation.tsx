import { ArrowDown } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { clearedToolUses } from '../../workspace/state.ts'
import { Button } from '../components/button.tsx'
import { loadEarlier } from '../store/live.ts'
import { useConversation } from '../store/store.ts'
import { count } from '../words.ts'
import { clearedBefore } from './items.ts'
import { useStickToEnd } from './stick.ts'
import { TurnView } from './turn-view.tsx'

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
        aria-label="Conversation"
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
          className="rise absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full! shadow-raised"
        >
          <ArrowDown className="size-3.5" />
          Newest
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
      {loading ? 'Loading…' : `Show ${count(Math.min(40, earlier), 'earlier message')}`}
    </Button>
  )
}

/** A chat in which nothing was said yet. */
function Blank({ chat }: { readonly chat: ChatInfo }) {
  const waiting = chat.draft.trim() !== ''
  return (
    <div className="my-auto flex flex-col gap-1.5 px-2 py-8 text-center">
      <p className="font-serif text-[19px] text-soft">
        {waiting ? 'The first message is ready' : 'Nothing said yet'}
      </p>
      <p className="text-[13px] text-balance text-faint">
        {waiting
          ? `Press Send to speak as ${chat.settings.speaker || 'yourself'}. Change the words as you like.`
          : 'Tell Claude something worth keeping, or ask what the others have told it.'}
      </p>
    </div>
  )
}
