import { useRef, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { sayProblem } from '../components/toast.tsx'
import { setMyName, viewerName } from '../me.ts'
import type { Draft } from './draft.ts'
import { toNewest } from './reader.ts'

/**
 * Sends what is written as one turn; while Claude answers, it waits for its end. The same words sent again after a lost
 * answer are the same turn: nothing doubles.
 */
export function useSend(chat: ChatInfo, draft: Draft): Send {
  const latest = useRef(draft)
  latest.current = draft
  const [sending, setSending] = useState(false)
  const tried = useRef<{ readonly id: string; readonly text: string } | null>(null)
  const go = async () => {
    const { speaker } = chat.settings
    const { text } = latest.current
    const attempt = tried.current?.text === text ? tried.current : { id: `turn_${crypto.randomUUID()}`, text }
    tried.current = attempt
    setSending(true)
    // Somebody else may send in the same moment: then this one waits for its turn.
    const answer = await api.enqueue(chat.id, attempt.id, text.trim(), speaker, chat.running === null)
    setSending(false)
    if (!answer.ok) return sayProblem(answer.problem.message)
    tried.current = null
    if (viewerName() === null) setMyName(speaker)
    latest.current.write(leftOf(latest.current.text, text), true)
    toNewest(chat.id)
  }
  return { sending, go }
}

/** What stays in the composer once a message was taken: all that was written in the meantime. */
export function leftOf(now: string, sent: string): string {
  return now.startsWith(sent) ? now.slice(sent.length) : now
}

export interface Send {
  readonly sending: boolean
  readonly go: () => Promise<void>
}
