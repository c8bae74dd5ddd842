/**
 * Hands messages to the server. One that it cannot be reached for waits in this tab, also through a reload, and goes by itself once the
 * line is back, under the same id: exactly once, however often it was tried.
 */
import { useMemo, useSyncExternalStore } from 'react'
import { type Answer, api } from '../api.ts'
import { sayProblem } from '../components/toast.tsx'
import { onLine } from '../store/live.ts'
import { retryAfter } from '../store/retry-after.ts'
import { current } from '../store/store.ts'
import { putIntoComposer } from './draft.ts'
import { toNewest } from './reader.ts'
import { isNext, isUnreached, parseUnsent, type Unsent } from './unsent-model.ts'

const KEY = 'commonplace.unsent'

let waiting: readonly Unsent[] =
  typeof sessionStorage === 'undefined' ? [] : parseUnsent(sessionStorage.getItem(KEY))
const listeners = new Set<() => void>()
/** What was tried last in each chat: the same words again are the same message. */
const tried = new Map<string, Unsent>()
let handing = false
let attempt = 0
let timer: ReturnType<typeof setTimeout> | undefined

function set(next: readonly Unsent[]): void {
  waiting = next
  if (next.length === 0) sessionStorage.removeItem(KEY)
  else sessionStorage.setItem(KEY, JSON.stringify(next))
  for (const listener of listeners) listener()
}

export type Handed =
  /** The server has it. */
  | { readonly kind: 'sent' }
  /** It goes by itself. */
  | { readonly kind: 'waits' }
  | { readonly kind: 'refused'; readonly message: string }

/** Sends a message. While Claude answers, it waits for its end; the same words after a lost answer are the same turn. */
export async function handOver(chat: string, text: string, speaker: string): Promise<Handed> {
  const before = tried.get(chat)
  const known = before?.text === text && !waiting.includes(before)
  const message = known ? before : { id: `turn_${crypto.randomUUID()}`, chat, text, speaker }
  tried.set(chat, message)
  if (isNext(waiting, chat, message.id)) {
    const answer = await ask(message)
    if (answer.ok) {
      tried.delete(chat)
      return { kind: 'sent' }
    }
    if (!isUnreached(answer.problem)) return { kind: 'refused', message: answer.problem.message }
  }
  if (!waiting.some(({ id }) => id === message.id)) set([...waiting, message])
  again()
  return { kind: 'waits' }
}

/** Takes a message that waits back into the message box of its chat. Sent again unchanged, it is still the same. */
export function takeBack({ id, chat, text }: Unsent): void {
  set(waiting.filter((one) => one.id !== id))
  putIntoComposer(chat, text)
}

/** Hands over what waits, now and whenever the line is back. To be called once. */
export function keepHandingOver(): void {
  onLine(() => void handAll())
  void handAll()
}

async function handAll(): Promise<void> {
  if (handing || waiting.length === 0) return
  handing = true
  clearTimeout(timer)
  for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
    const answer = await ask(next)
    if (!answer.ok && isUnreached(answer.problem)) break
    attempt = 0
    settle(next, answer)
  }
  handing = false
  if (waiting.length > 0) again()
}

function settle(message: Unsent, answer: Answer<object>): void {
  const { id, chat } = message
  // Whoever took it back meanwhile has it in the box: sent from there, it is still the same.
  const stillWaits = waiting.some((one) => one.id === id)
  if (answer.ok) {
    set(waiting.filter((one) => one.id !== id))
    if (stillWaits && tried.get(chat)?.id === id) tried.delete(chat)
    toNewest(chat)
  } else {
    if (stillWaits) takeBack(message)
    sayProblem(answer.problem.message)
  }
}

/** Tries again after a while, when the line does not say before that it is back. */
function again(): void {
  clearTimeout(timer)
  timer = setTimeout(() => void handAll(), retryAfter(attempt++))
}

function ask({ chat, id, text, speaker }: Unsent): Promise<Answer<object>> {
  // Somebody else may send in the same moment: then this one waits for its turn.
  const idle = (current().app?.workspace.chats[chat]?.running ?? null) === null
  return api.enqueue(chat, id, text, speaker, idle)
}

/** The messages of a chat that wait for the line. */
export function useUnsent(chat: string): readonly Unsent[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting,
  )
  return useMemo(() => all.filter((one) => one.chat === chat), [all, chat])
}
