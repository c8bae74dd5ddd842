import { ArrowUp, LibraryBig, Square } from 'lucide-react'
import { memo, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { focusComposer } from '../board/chats.ts'
import { IconButton } from '../components/button.tsx'
import { useHandOn } from '../components/focus.ts'
import { late } from '../components/late.tsx'
import { Tip } from '../components/tip.tsx'
import { sayProblem } from '../components/toast.tsx'
import { openPrompts } from '../prompts/open-prompts.ts'
import { ModelChip } from './model-chip.tsx'
import { SpeakerPicker } from './speaker.tsx'
import { words } from './words.ts'

/** Comes with the turns: the server reads a whole chat to answer it, and what was said is to be seen first. An empty context has none. */
const ContextMeter = late(() => import('../context/meter.tsx').then((m) => m.ContextMeter), {
  failed: 'stays',
})

/** Below what one writes: who speaks, who answers, how full the context is, and the way to send or stop. Not made anew by a keystroke. */
export const ComposerFoot = memo(function ComposerFoot({ chat, ready, written }: ComposerFootProps) {
  return (
    <div className="@container flex items-center gap-1.5 px-2 pb-2">
      <div className="flex min-w-0 flex-1 items-center gap-0.5">
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
        <ModelChip chat={chat} />
      </div>
      {chat.tip !== chat.clearedThrough && <ContextMeter chat={chat} />}
      {chat.running !== null && <StopButton chat={chat.id} turn={chat.running} />}
      {(chat.running === null || written) && <SendButton ready={ready} waits={chat.running !== null} />}
    </div>
  )
})

export interface ComposerFootProps {
  readonly chat: ChatInfo
  /** It can be sent now. */
  readonly ready: boolean
  readonly written: boolean
}

const ROUND =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-full transition-[opacity,background-color] duration-quick coarse:size-11 [&_svg]:size-[17px]'

function SendButton({ ready, waits }: { readonly ready: boolean; readonly waits: boolean }) {
  const said = words().composer
  return (
    <Tip words={waits ? said.queueHint : said.sendHint} side="top">
      <button
        type="submit"
        aria-label={waits ? said.queue : said.send}
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
  const handOn = useHandOn(() => focusComposer(chat))
  return (
    <Tip words={words().composer.stopHint} side="top">
      <button
        ref={handOn}
        type="button"
        aria-label={words().composer.stop}
        aria-disabled={asked === turn}
        onClick={async ({ detail }) => {
          // The second press of a double click on Send, in whose place this now stands.
          if (asked === turn || detail > 1) return
          setAsked(turn)
          const answer = await api.stop(chat, turn)
          if (!answer.ok) {
            setAsked(null)
            sayProblem(answer.problem.message)
          }
        }}
        className={`${ROUND} bg-strong text-on-strong hover:opacity-88 aria-disabled:opacity-45 [&_svg]:size-3! [&_svg]:fill-current`}
      >
        <Square />
      </button>
    </Tip>
  )
}
