import { memo, useEffect, useRef } from 'react'
import { api } from '../api.ts'
import { ZoomButton } from '../board/zoom-button.tsx'
import { focusMiddle, useHandOn } from '../components/focus.ts'
import { sayProblem } from '../components/toast.tsx'
import { ChatMark } from '../demonstration/mark.tsx'
import { useWorkspace } from '../store/store.ts'
import { ChatMenu } from './chat-menu.tsx'
import { Composer } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { useNameOf, writeName } from './renaming.ts'
import { words } from './words.ts'

/** One chat on the board: its name, its conversation, and where one writes. */
export const ChatPane = memo(function ChatPane({ id }: { readonly id: string }) {
  const chat = useWorkspace((workspace) => workspace.chats[id])
  const handOn = useHandOn((had) => returnTo(id, had))
  if (!chat) return null
  return (
    <section
      ref={handOn}
      aria-label={chat.name}
      className="flex h-full min-h-0 min-w-0 flex-1 flex-col bg-paper [contain:layout_style]"
    >
      <header className="@container flex h-12 shrink-0 items-center gap-1 border-b border-line ps-4 pe-2">
        <Title id={id} name={chat.name} running={chat.running !== null} />
        <ChatMark chat={id} />
        <ZoomButton chat={id} name={chat.name} />
        <ChatMenu chat={chat} onRename={() => writeName(id, chat.name)} />
      </header>
      <Conversation chat={chat} />
      <Composer chat={chat} />
    </section>
  )
})

/** The pane may only stand elsewhere now, as in another layout. */
function returnTo(chat: string, had: Element): void {
  const composer = document.querySelector<HTMLTextAreaElement>(`[data-composer="${CSS.escape(chat)}"]`)
  if (!composer) {
    focusMiddle()
    return
  }
  composer.focus()
  if (had instanceof HTMLTextAreaElement) composer.setSelectionRange(had.selectionStart, had.selectionEnd)
}

function Title({ id, name, running }: TitleProps) {
  const written = useNameOf(id)
  const renaming = written !== null
  const field = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const byKeys = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a name that somebody else gives meanwhile begins nothing
  useEffect(() => {
    if (renaming) begin(field.current, name)
    else if (byKeys.current) button.current?.focus()
    byKeys.current = false
  }, [renaming])

  const keep = async (next: string) => {
    writeName(id, null)
    const clean = next.trim()
    if (clean === '' || clean === name) return
    const answer = await api.changeChat(id, { name: clean })
    if (!answer.ok) sayProblem(answer.problem.message)
  }

  if (renaming) {
    return (
      <input
        ref={field}
        aria-label={words().pane.name}
        dir="auto"
        value={written}
        onChange={(event) => writeName(id, event.currentTarget.value)}
        maxLength={80}
        onBlur={() => void keep(written)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          // The name takes the focus at once, and would take this for a press.
          event.preventDefault()
          byKeys.current = true
          if (event.key === 'Enter') event.currentTarget.blur()
          else writeName(id, null)
        }}
        className="-ms-2 h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-page px-2 font-serif text-title outline-none focus-visible:border-accent"
      />
    )
  }
  return (
    <h2 className="flex min-w-0 flex-auto items-center gap-2.5">
      <button
        ref={button}
        type="button"
        title={words().pane.rename}
        dir="auto"
        onClick={() => writeName(id, name)}
        className="-ms-2 min-w-0 truncate rounded-md px-2 py-0.5 text-start font-serif text-title font-title tracking-title translate-y-px hover:bg-hover"
      >
        {name}
      </button>
      {running && <span className="pulse" title={words().pane.answering} />}
    </h2>
  )
}

/** All of the old name is to be written over; one that was half written goes on at its end. */
function begin(field: HTMLInputElement | null, name: string): void {
  if (field?.value === name) field.select()
  else field?.focus()
}

interface TitleProps {
  readonly id: string
  readonly name: string
  readonly running: boolean
}
