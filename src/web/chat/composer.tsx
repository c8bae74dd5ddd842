import { ArrowUp, LibraryBig, Square } from 'lucide-react'
import { type KeyboardEvent, memo, useCallback, useRef, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { IconButton } from '../components/button.tsx'
import { Tip } from '../components/tip.tsx'
import { sayProblem } from '../components/toast.tsx'
import { ContextMeter } from '../context/meter.tsx'
import { setMyName, viewerName } from '../me.ts'
import { openPrompts } from '../prompts/open-prompts.ts'
import { type Draft, useDraft } from './draft.ts'
import { ShutOut } from './shut-out.tsx'
import { SpeakerPicker } from './speaker.tsx'
import { words } from './words.ts'

/** Where a person writes. Enter sends, Shift and Enter begin a new line; while Claude answers, Stop is here. */
export const Composer = memo(function Composer({ chat, onSent }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const focused = useCallback(() => document.activeElement === field.current, [])
  const draft = useDraft(chat, focused)
  const send = useSend(chat, draft.text, draft.write, onSent)
  const ready = draft.text.trim() !== '' && chat.running === null && !send.sending

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
      className="mx-auto w-full max-w-[52rem] px-3 pt-1 pb-[max(12px,env(safe-area-inset-bottom))]"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void send.go()
      }}
    >
      <ShutOut chat={chat} />
      <div className="rounded-2xl border border-line-strong bg-page shadow-low transition-colors focus-within:border-accent">
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
          className="block max-h-[min(38dvh,320px)] min-h-11 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-[14px] leading-[1.5] outline-none [field-sizing:content]"
        />
        <div className="flex items-center gap-2 px-2 pb-2">
          <div className="flex min-w-0 flex-1 items-center gap-1">
            <SpeakerPicker
              speaker={chat.settings.speaker}
              onChange={async (speaker) => {
                const answer = await api.changeChat(chat.id, { settings: { speaker } })
                if (!answer.ok) sayProblem(answer.problem.message)
              }}
            />
            <IconButton
              label={words().composer.prompts}
              hint={words().composer.promptsHint}
              onClick={() => openPrompts(chat.id)}
            >
              <LibraryBig />
            </IconButton>
          </div>
          <ContextMeter chat={chat} />
          {chat.running === null ? (
            <SendButton ready={ready} />
          ) : (
            <StopButton chat={chat.id} turn={chat.running} />
          )}
        </div>
      </div>
    </form>
  )
})

export interface ComposerProps {
  readonly chat: ChatInfo
  /** The server took the message. */
  readonly onSent: () => void
}

const ROUND =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-full transition-[opacity,background-color] duration-[var(--quick)] coarse:size-10 [&_svg]:size-[17px]'

function SendButton({ ready }: { readonly ready: boolean }) {
  return (
    <Tip words={words().composer.sendHint} side="top">
      <button
        type="submit"
        aria-label={words().composer.send}
        aria-disabled={!ready}
        className={`${ROUND} ${ready ? 'bg-accent text-on-accent hover:opacity-88' : 'cursor-default bg-sunken text-faint'}`}
      >
        <ArrowUp />
      </button>
    </Tip>
  )
}

function StopButton({ chat, turn }: { readonly chat: string; readonly turn: string }) {
  const [asked, setAsked] = useState<string | null>(null)
  return (
    <Tip words={words().composer.stopHint} side="top">
      <button
        type="button"
        aria-label={words().composer.stop}
        disabled={asked === turn}
        onClick={async () => {
          setAsked(turn)
          const answer = await api.stop(chat, turn)
          if (!answer.ok) {
            setAsked(null)
            sayProblem(answer.problem.message)
          }
        }}
        className={`${ROUND} bg-strong text-on-strong hover:opacity-88 disabled:opacity-45 [&_svg]:size-3! [&_svg]:fill-current`}
      >
        <Square />
      </button>
    </Tip>
  )
}

/** Sends the text as one turn. The same words sent again after a lost answer are the same turn: nothing doubles. */
function useSend(chat: ChatInfo, text: string, write: Draft['write'], onSent: () => void): Send {
  const [sending, setSending] = useState(false)
  const tried = useRef<{ readonly id: string; readonly text: string } | null>(null)
  const go = async () => {
    const { speaker } = chat.settings
    const attempt = tried.current?.text === text ? tried.current : { id: `turn_${crypto.randomUUID()}`, text }
    tried.current = attempt
    setSending(true)
    const answer = await api.speak(chat.id, attempt.id, text.trim(), speaker)
    setSending(false)
    if (!answer.ok) return sayProblem(answer.problem.message)
    tried.current = null
    if (viewerName() === null) setMyName(speaker)
    write('', true)
    onSent()
  }
  return { sending, go }
}

interface Send {
  readonly sending: boolean
  readonly go: () => Promise<void>
}
