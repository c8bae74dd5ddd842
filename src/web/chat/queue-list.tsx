import { ArrowUpToLine, ChevronUp, PencilLine, Trash2 } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import type { QueuedMessage } from '../../workspace/queue.ts'
import { type Answer, api } from '../api.ts'
import { focusComposer } from '../board/chats.ts'
import { sayProblem } from '../components/toast.tsx'
import { editOf } from './edits.ts'
import { QueuedEditor } from './queued-editor.tsx'
import { RowButton } from './row-button.tsx'
import { WaitingRow } from './waiting-row.tsx'
import { words } from './words-queue.ts'

/** Messages that wait for the end of the answer, in the order in which they will be sent. */
export const QueueList = memo(function QueueList({ chat }: { readonly chat: ChatInfo }) {
  const { messages, held } = chat.queue
  const said = words()
  return (
    <>
      <p role="status" className="sr-only">
        {messages.length > 0 && said.waiting(messages.length)}
      </p>
      {messages.length > 0 && (
        <section aria-label={said.name} className="mb-2 rounded-xl border border-line bg-paper text-plain">
          <p className="px-3 pt-2 text-small text-faint">
            {held === null ? said.willFollow : said.held[held]}
          </p>
          <ol className="max-h-44 overflow-y-auto py-1">
            {messages.map((message, index) => (
              <Row
                key={message.id}
                chat={chat.id}
                message={message}
                before={messages[index - 1]?.id ?? null}
              />
            ))}
          </ol>
        </section>
      )}
    </>
  )
})

function Row({ chat, message, before }: RowProps) {
  const [editing, setEditing] = useState(() => editOf(message.id) !== undefined)
  const edit = useRef<HTMLButtonElement>(null)
  const said = words()
  const { id, speaker, text } = message
  if (editing) {
    const end = () => {
      setEditing(false)
      requestAnimationFrame(() => edit.current?.focus())
    }
    return (
      <li className="px-2 py-1">
        <QueuedEditor chat={chat} message={message} onEnd={end} />
      </li>
    )
  }
  return (
    <WaitingRow speaker={speaker} text={text}>
      <span className="flex shrink-0">
        {before !== null && (
          <RowButton label={said.moveUp} onPress={() => void tell(api.changeQueued(chat, id, { before }))}>
            <ChevronUp />
          </RowButton>
        )}
        <RowButton label={said.sendNow} onPress={() => void tell(api.sendQueued(chat, id))}>
          <ArrowUpToLine />
        </RowButton>
        <RowButton label={said.edit} onPress={() => setEditing(true)} ref={edit}>
          <PencilLine />
        </RowButton>
        <RowButton label={said.delete} onPress={() => void remove(chat, id)}>
          <Trash2 />
        </RowButton>
      </span>
    </WaitingRow>
  )
}

interface RowProps {
  readonly chat: string
  readonly message: QueuedMessage
  /** The message that is sent before this one; null: none is. */
  readonly before: string | null
}

/** Takes it out; the focus goes to where one writes, for its button is gone. */
async function remove(chat: string, id: string): Promise<void> {
  await tell(api.unqueue(chat, id))
  focusComposer(chat)
}

async function tell(asked: Promise<Answer<object>>): Promise<void> {
  const answer = await asked
  if (!answer.ok) sayProblem(answer.problem.message)
}
