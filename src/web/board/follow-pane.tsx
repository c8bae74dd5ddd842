import { Eye, X } from 'lucide-react'
import { memo } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { Conversation } from '../chat/conversation.tsx'
import { Button, IconButton } from '../components/button.tsx'
import { Monogram } from '../components/person.tsx'
import { ReadingOnly } from '../components/reading-only.ts'
import { useWorkspace } from '../store/store.ts'
import { leaveOut, takePart } from './arrange.ts'
import { words } from './words.ts'
import { ZoomButton } from './zoom-button.tsx'

/** A chat that one reads along: what is said and written in it, who speaks there, and the way to take part. */
export const FollowPane = memo(function FollowPane({ id }: { readonly id: string }) {
  const chat = useWorkspace((workspace) => workspace.chats[id])
  if (!chat) return null
  const said = words().follow
  return (
    <section
      aria-label={said.title(chat.name)}
      className="flex h-full min-h-0 min-w-0 flex-1 flex-col bg-paper"
    >
      <header className="@container flex h-12 shrink-0 items-center gap-1 border-b border-line ps-4 pe-2">
        <h2 className="flex min-w-0 flex-auto items-center gap-2.5">
          <span
            dir="auto"
            data-following={id}
            tabIndex={-1}
            className="min-w-0 translate-y-px truncate font-serif text-title font-title tracking-title"
          >
            {chat.name}
          </span>
          {chat.running && <span className="pulse" />}
        </h2>
        <span className="inline-flex items-center gap-1.5 rounded-full bg-sunken px-2 py-0.5 text-small text-soft">
          <Eye className="size-3.5" aria-hidden="true" />
          {said.mark}
        </span>
        <ZoomButton chat={id} name={chat.name} />
        <IconButton label={said.end(chat.name)} hint={said.endHint} onClick={() => leaveOut(id)}>
          <X />
        </IconButton>
      </header>
      <ReadingOnly value={true}>
        <Conversation chat={chat} />
      </ReadingOnly>
      <Whoever chat={chat} />
    </section>
  )
})

/** In the place of the composer: who speaks here, and what they are just writing. */
function Whoever({ chat }: { readonly chat: ChatInfo }) {
  const said = words().follow
  const speaker = (chat.running ? chat.lastSpeaker : chat.settings.speaker) || chat.lastSpeaker
  const draft = chat.draft.trim()
  return (
    <div className="flex items-center gap-3 border-t border-line bg-ground px-4 py-3 pb-[max(12px,env(safe-area-inset-bottom))]">
      <Monogram name={speaker} />
      <div className="min-w-0 flex-1 text-plain">
        <p className="truncate">{chat.running ? said.answered(speaker) : said.speaks(speaker)}</p>
        {draft !== '' && (
          <p dir="auto" className="line-clamp-2 text-small text-faint italic [overflow-wrap:anywhere]">
            {draft}
          </p>
        )}
      </div>
      <Button small onClick={() => void takePart(chat.id)}>
        {said.takePart}
      </Button>
    </div>
  )
}
