import { memo, useEffect, useRef, useState } from 'react'
import { api } from '../api.ts'
import { ZoomButton } from '../board/zoom-button.tsx'
import { focusMiddle, useHandOn } from '../components/focus.ts'
import { sayProblem } from '../components/toast.tsx'
import { ChatMark } from '../demonstration/mark.tsx'
import { useWorkspace } from '../store/store.ts'
import { ChatMenu } from './chat-menu.tsx'
import { Composer } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { words } from './words.ts'

/** One chat on the board: its name, its conversation, and where one writes. */
export const ChatPane = memo(function ChatPane({ id }: { readonly id: string }) {
  const chat = useWorkspace((workspace) => workspace.chats[id])
  const [renaming, setRenaming] = useState(false)
  const handOn = useHandOn(focusMiddle)
  if (!chat) return null
  return (
    <section
      ref={handOn}
      aria-label={chat.name}
      className="flex h-full min-h-0 min-w-0 flex-1 flex-col bg-paper [contain:layout_style]"
    >
      <header className="@container flex h-12 shrink-0 items-center gap-1 border-b border-line ps-4 pe-2">
        <Title
          id={id}
          name={chat.name}
          renaming={renaming}
          setRenaming={setRenaming}
          running={chat.running !== null}
        />
        <ChatMark chat={id} />
        <ZoomButton chat={id} name={chat.name} />
        <ChatMenu chat={chat} onRename={() => setRenaming(true)} />
      </header>
      <Conversation chat={chat} />
      <Composer chat={chat} />
    </section>
  )
})

function Title({ id, name, renaming, setRenaming, running }: TitleProps) {
  const field = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const byKeys = useRef(false)
  useEffect(() => {
    if (renaming) field.current?.select()
    else if (byKeys.current) button.current?.focus()
    byKeys.current = false
  }, [renaming])

  const keep = async (next: string) => {
    setRenaming(false)
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
        defaultValue={name}
        maxLength={80}
        onBlur={(event) => void keep(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          // The name takes the focus at once, and would take this for a press.
          event.preventDefault()
          byKeys.current = true
          if (event.key === 'Enter') event.currentTarget.blur()
          else setRenaming(false)
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
        onClick={() => setRenaming(true)}
        className="-ms-2 min-w-0 truncate rounded-md px-2 py-0.5 text-start font-serif text-title font-title tracking-title translate-y-px hover:bg-hover"
      >
        {name}
      </button>
      {running && <span className="pulse" title={words().pane.answering} />}
    </h2>
  )
}

interface TitleProps {
  readonly id: string
  readonly name: string
  readonly renaming: boolean
  readonly setRenaming: (renaming: boolean) => void
  readonly running: boolean
}
