import { useEffect, useState } from 'react'
import type { QueuedMessage } from '../../workspace/queue.ts'
import { api } from '../api.ts'
import { sayProblem } from '../components/toast.tsx'
import { editOf, keepEdit } from './edits.ts'
import { MessageField } from './message-field.tsx'
import { words } from './words-queue.ts'

/**
 * Changes a message while it waits. Enter keeps it, Escape leaves it as it was. Sent meanwhile, it is a turn with the same id, and
 * what was written goes on there.
 */
export function QueuedEditor({ chat, message, onEnd }: QueuedEditorProps) {
  const [text, setText] = useState(() => editOf(message.id) ?? message.text)
  useEffect(() => {
    keepEdit(message.id, text === message.text ? null : text)
  }, [message, text])
  const end = () => {
    keepEdit(message.id, null)
    onEnd()
  }
  const keep = async (next: string) => {
    if (next !== message.text) {
      const answer = await api.changeQueued(chat, message.id, { text: next })
      if (!answer.ok) return sayProblem(answer.problem.message)
    }
    end()
  }
  return <MessageField text={text} said={words()} onWrite={setText} onKeep={keep} onLeave={end} />
}

export interface QueuedEditorProps {
  readonly chat: string
  readonly message: QueuedMessage
  /** Called once it is kept, or left as it was. */
  readonly onEnd: () => void
}
