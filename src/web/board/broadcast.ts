/** One message to several chats: to whom it went, and what became of it in each. */
import { api } from '../api.ts'

export type Fate =
  | { readonly kind: 'sending' }
  /** Its turn has begun. */
  | { readonly kind: 'sent' }
  /** Claude is answering there: it waits, and is sent by itself. */
  | { readonly kind: 'waits' }
  | { readonly kind: 'refused'; readonly why: string }

/** What was tried in one chat. The id is made once: the same message again is the same turn, and nothing doubles. */
export interface Attempt {
  readonly id: string
  readonly text: string
  readonly speaker: string
  readonly fate: Fate
}

export type Attempts = Readonly<Record<string, Attempt>>

/** Whether the message has gone to this chat already. */
export function hasGone(attempt: Attempt | undefined): boolean {
  return attempt?.fate.kind === 'sent' || attempt?.fate.kind === 'waits'
}

/** What is tried next in a chat: what was tried before, when it is the same, else something new. */
export function attemptFor(
  before: Attempt | undefined,
  text: string,
  speaker: string,
  newId: () => string,
): Attempt {
  const same = before?.text === text && before.speaker === speaker
  return { id: same ? before.id : newId(), text, speaker, fate: { kind: 'sending' } }
}

/** Sends it as a turn of its own; where Claude is still answering, it waits there for its turn. */
export async function send(chat: string, { id, text, speaker }: Attempt): Promise<Fate> {
  const answer = await api.enqueue(chat, id, text, speaker, true)
  if (!answer.ok) return { kind: 'refused', why: answer.problem.message }
  return { kind: answer.value.waits ? 'waits' : 'sent' }
}
