import { useCallback, useEffect, useRef, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { CLIENT } from '../me.ts'
import { joined } from './markdown.ts'

const composers = new Map<string, (text: string) => void>()
const awaited = new Map<string, string>()

/**
 * Puts a text into the message box of a chat, below what is already there; it is not sent. A box that is not on the page yet
 * takes it as soon as it is.
 */
export function putIntoComposer(chat: string, text: string): void {
  const put = composers.get(chat)
  if (put) put(text)
  else awaited.set(chat, text)
}

/** What was written in this tab and is not stored yet: another composer of the chat, in another layout, goes on with it. */
const unstored = new Map<string, string>()

async function keep(chat: string, text: string, leaving: boolean): Promise<void> {
  await api.draft(chat, text, CLIENT, leaving)
  if (unstored.get(chat) === text) unstored.delete(chat)
}

/** Milliseconds of rest in typing before the draft is stored. */
const REST = 400

/**
 * The text of a composer, kept on the server so that a reload, another tab or another browser shows it.
 * What others type appears here unless this composer has the focus: nobody's typing is torn away.
 */
export function useDraft(chat: ChatInfo, focused: () => boolean): Draft {
  const [text, setText] = useState(() => unstored.get(chat.id) ?? chat.draft)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const pending = useRef<string | null>(null)
  const wrote = useRef(false)

  useEffect(() => {
    if (unstored.has(chat.id) || (chat.draftBy === CLIENT ? wrote.current : focused())) return
    setText(chat.draft)
  }, [chat.id, chat.draft, chat.draftBy, focused])

  const store = useCallback(
    (leaving = false) => {
      if (timer.current) clearTimeout(timer.current)
      const draft = pending.current
      pending.current = null
      if (draft !== null) void keep(chat.id, draft, leaving)
    },
    [chat.id],
  )

  useEffect(() => {
    const leave = () => store(true)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      store()
    }
  }, [store])

  const write = useCallback(
    (next: string, now = false) => {
      setText(next)
      pending.current = next
      wrote.current = true
      unstored.set(chat.id, next)
      if (timer.current) clearTimeout(timer.current)
      if (now) store()
      else timer.current = setTimeout(() => store(), REST)
    },
    [store, chat.id],
  )

  const put = useRef<(more: string) => void>(() => {})
  useEffect(() => {
    put.current = (more) => write(joined(text, more), true)
  })
  useEffect(() => {
    composers.set(chat.id, (more) => put.current(more))
    const waiting = awaited.get(chat.id)
    awaited.delete(chat.id)
    if (waiting !== undefined) put.current(waiting)
    return () => {
      composers.delete(chat.id)
    }
  }, [chat.id])

  return { text, write }
}

export interface Draft {
  readonly text: string
  /** `now`: store at once instead of after a rest. */
  readonly write: (text: string, now?: boolean) => void
}
