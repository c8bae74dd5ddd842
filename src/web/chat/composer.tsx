import { type KeyboardEvent, memo, useCallback, useRef } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { openPrompts } from '../prompts/open-prompts.ts'
import { ComposerFoot } from './composer-foot.tsx'
import { useDraft } from './draft.ts'
import { QueueList } from './queue-list.tsx'
import { ShutOut } from './shut-out.tsx'
import { UnsentList } from './unsent-list.tsx'
import { useSend } from './use-send.ts'
import { words } from './words.ts'

/**
 * Where a person writes. Enter sends, Shift and Enter begin a new line. While Claude answers, Stop is here, and what is sent
 * waits above.
 */
export const Composer = memo(function Composer({ chat }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const focused = useCallback(() => document.activeElement === field.current, [])
  const draft = useDraft(chat, focused)
  const send = useSend(chat, draft)
  const ready = draft.text.trim() !== '' && !send.sending

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === '/' && draft.text === '' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      return openPrompts(chat.id, true)
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (ready) void send.go()
  }

  return (
    <form
      // Positioned, so that the ring about it lies over the conversation, which is a layer of its own.
      className="relative mx-auto flex min-h-0 w-full max-w-[52rem] flex-col px-3 pt-1 pb-[max(12px,env(safe-area-inset-bottom))]"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void send.go()
      }}
    >
      <div className="min-h-0 overflow-y-auto">
        <ShutOut chat={chat} />
        <QueueList chat={chat} />
        <UnsentList chat={chat.id} />
      </div>
      <div className="shrink-0 rounded-2xl border border-line-strong bg-page shadow-low transition-colors focus-within:border-accent">
        <textarea
          ref={field}
          aria-label={words().composer.message}
          dir="auto"
          data-composer={chat.id}
          rows={1}
          value={draft.text}
          placeholder={words().composer.placeholder}
          onChange={(event) => draft.write(event.target.value)}
          onKeyDown={onKeyDown}
          className="block max-h-[min(42dvh,380px)] min-h-11 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-field leading-normal outline-none [field-sizing:content]"
        />
        <ComposerFoot chat={chat} ready={ready} written={draft.text.trim() !== ''} />
      </div>
    </form>
  )
})

export interface ComposerProps {
  readonly chat: ChatInfo
}
