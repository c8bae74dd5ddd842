import { useRef, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { sayProblem } from '../components/toast.tsx'
import { setMyName, viewerName } from '../me.ts'
import type { Draft } from './draft.ts'
import { toNewest } from './reader.ts'
import { handOver } from './unsent.ts'

/** Sends what is written as one turn. What the server cannot be reached for leaves the composer too: it waits, and goes by itself. */
export function useSend(chat: ChatInfo, draft: Draft): Send {
  const latest = useRef(draft)
  latest.current = draft
  const [sending, setSending] = useState(false)
  const go = async () => {
    const { speaker } = chat.settings
    const { text } = latest.current
    setSending(true)
    const handed = await handOver(chat.id, text.trim(), speaker)
    setSending(false)
    if (handed.kind === 'refused') return sayProblem(handed.message)
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
