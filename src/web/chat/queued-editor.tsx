import { useState } from 'react'
import type { QueuedMessage } from '../../workspace/queue.ts'
import { api } from '../api.ts'
import { sayProblem } from '../components/toast.tsx'
import { MessageField } from './message-field.tsx'
import { words } from './words-queue.ts'

/** Changes a message while it waits. Enter keeps it, Escape leaves it as it was. */
export function QueuedEditor({ chat, message, onEnd }: QueuedEditorProps) {
  const [text, setText] = useState(message.text)
  const keep = async (next: string) => {
    if (next !== message.text) {
      const answer = await api.changeQueued(chat, message.id, { text: next })
      if (!answer.ok) return sayProblem(answer.problem.message)
    }
    onEnd()
  }
  return <MessageField text={text} said={words()} onWrite={setText} onKeep={keep} onLeave={onEnd} />
}

export interface QueuedEditorProps {
  readonly chat: string
  readonly message: QueuedMessage
  /** Called once it is kept, or left as it was. */
  readonly onEnd: () => void
}
