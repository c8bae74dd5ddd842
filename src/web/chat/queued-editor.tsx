import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { QueuedMessage } from '../../workspace/queue.ts'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { sayProblem } from '../components/toast.tsx'
import { words } from './words-queue.ts'

/** Changes a message while it waits. Enter keeps it, Escape leaves it as it was. */
export function QueuedEditor({ chat, message, onEnd }: QueuedEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(message.text)
  const said = words()
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(message.text.length, message.text.length)
  }, [message.text.length])

  const keep = async () => {
    const clean = text.trim()
    if (clean !== '' && clean !== message.text) {
      const answer = await api.changeQueued(chat, message.id, { text: clean })
      if (!answer.ok) return sayProblem(answer.problem.message)
    }
    onEnd()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onEnd()
    else if (event.key === 'Enter' && !event.shiftKey) void keep()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="flex flex-col gap-1.5">
      <textarea
        ref={field}
        aria-label={said.message}
        dir="auto"
        rows={1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="max-h-32 w-full resize-none rounded-lg border border-line-strong bg-page px-2.5 py-1.5 outline-none [field-sizing:content] focus-visible:border-accent"
      />
      <div className="flex justify-end gap-1.5">
        <Button small look="quiet" onClick={onEnd}>
          {said.cancel}
        </Button>
        <Button small onClick={() => void keep()}>
          {said.save}
        </Button>
      </div>
    </div>
  )
}

export interface QueuedEditorProps {
  readonly chat: string
  readonly message: QueuedMessage
  /** Called once it is kept, or left as it was. */
  readonly onEnd: () => void
}
