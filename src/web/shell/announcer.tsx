import { useCallback, useEffect, useRef, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { current, useWorkspace } from '../store/store.ts'
import { troubleOf } from '../trouble/trouble.ts'
import { onAnnounced } from './announce.ts'
import { words } from './words.ts'

/** A space nobody hears, behind what is said twice: only what changes is read out. */
const AGAIN = '\u00a0'

/** Tells ears when an answer begins and how it ended. Never the words of the answer themselves. */
export function Announcer() {
  const chats = useWorkspace((workspace) => workspace.chats)
  const before = useRef(chats)
  const [said, setSaid] = useState('')
  const say = useCallback(
    (words: string) => setSaid((before) => (before === words ? `${words}${AGAIN}` : words)),
    [],
  )
  useEffect(() => {
    const told = Object.values(chats).flatMap((chat) => change(before.current[chat.id], chat) ?? [])
    before.current = chats
    if (told.length > 0) say(told.join(' '))
  }, [chats, say])
  useEffect(() => onAnnounced(say), [say])
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}

function change(before: ChatInfo | undefined, now: ChatInfo): string | null {
  const was = before?.running ?? null
  if (was === now.running) return null
  if (now.running !== null) return words().said.answering(now.name)
  const how = howItEnded(now.id, was)
  return how === null ? words().said.finished(now.name) : words().said.ended(how, now.name)
}

function howItEnded(chat: string, turn: string | null): string | null {
  const found = current().app?.chats[chat]?.turns.find((one) => one.id === turn)
  if (found?.status.kind !== 'finished') return null
  return troubleOf(found, found.status.outcome, words().said.theHost)?.title ?? null
}
