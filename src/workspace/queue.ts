/**
 * Messages that wait in a chat while Claude answers: what is told of them, and what it adds up to. Pure and browser-safe.
 * A message leaves the queue with the very event that begins its turn (`turn.started` with its id), so it is always in exactly
 * one of the two.
 */
import type { Outcome } from '../agent/events.ts'
import type { Principal } from '../memory/rights.ts'

/** How many messages may wait in one chat. */
export const MOST_QUEUED = 20
/** Characters of all of them together: as many as one message may have. */
export const LONGEST_QUEUE = 200_000

export interface Queue {
  /** In the order in which they will be sent. */
  readonly messages: readonly QueuedMessage[]
  /** Why the first is not sent by itself, until somebody sends; null: it is, as soon as Claude has answered. */
  readonly held: Hold | null
}

export interface QueuedMessage {
  /** Made by the client; its turn will have the same. */
  readonly id: string
  readonly speaker: string
  readonly text: string
  /** Who wrote it last, for whom it is sent: only while they may still see the chat. */
  readonly by: Principal
  readonly at: string
}

/** Ways in which the turn before did not end well, and reasons why the next one could not begin. */
export type Hold =
  | 'stopped'
  | 'failed'
  | 'refused'
  | 'cut'
  | 'rounds'
  | 'interrupted'
  /** A limit on money is reached. */
  | 'spending'
  /** Whoever it is for may not speak here (any more). */
  | 'rights'
  /** The chat was deleted. */
  | 'deleted'

export type QueueFact =
  | { readonly type: 'message.queued'; readonly chat: string; readonly message: QueuedMessage }
  /** One that waits has another text or speaker now. */
  | { readonly type: 'message.changed'; readonly chat: string; readonly message: QueuedMessage }
  /** It is sent before that other one now; null: last. */
  | {
      readonly type: 'message.moved'
      readonly chat: string
      readonly id: string
      readonly before: string | null
    }
  /** It will not be sent. */
  | { readonly type: 'message.unqueued'; readonly chat: string; readonly id: string }
  | { readonly type: 'queue.held'; readonly chat: string; readonly because: Hold }

export const NOTHING_QUEUED: Queue = { messages: [], held: null }

export function isQueueFact<Fact extends { readonly type: string }>(
  fact: Fact,
): fact is Extract<Fact, { type: QueueFact['type'] }> {
  return /^(message|queue)\./.test(fact.type)
}

export function reduceQueue(queue: Queue, fact: QueueFact): Queue {
  const { messages } = queue
  switch (fact.type) {
    case 'message.queued':
      return { ...queue, messages: [...messages, fact.message] }
    case 'message.changed':
      return {
        ...queue,
        messages: messages.map((each) => (each.id === fact.message.id ? fact.message : each)),
      }
    case 'message.moved':
      return { ...queue, messages: moved(messages, fact.id, fact.before) }
    case 'message.unqueued':
      return without(queue, fact.id)
    case 'queue.held':
      return messages.length === 0 ? queue : { ...queue, held: fact.because }
    default:
      return fact satisfies never
  }
}

function moved(
  messages: readonly QueuedMessage[],
  id: string,
  before: string | null,
): readonly QueuedMessage[] {
  const message = messages.find((each) => each.id === id)
  if (!message) return messages
  const others = messages.filter((each) => each !== message)
  const found = others.findIndex((each) => each.id === before)
  const at = found < 0 ? others.length : found
  return [...others.slice(0, at), message, ...others.slice(at)]
}

/** The queue without one message. What nobody waits for is not held. */
function without({ messages, held }: Queue, id: string): Queue {
  const left = messages.filter((each) => each.id !== id)
  return left.length === 0 ? NOTHING_QUEUED : { messages: left, held }
}

/** A turn begins, perhaps with one of these messages, or goes on: the others wait for its end. */
export function afterBegin(queue: Queue, turn: string): Queue {
  return queue.messages.length === 0 ? queue : { ...without(queue, turn), held: null }
}

/** A turn has ended: well, and the next one follows; or not, and it waits. */
export function afterEnd(queue: Queue, outcome: Outcome): Queue {
  if (queue.messages.length === 0 || outcome.kind === 'answered') return queue
  return { ...queue, held: outcome.kind === 'spent' ? 'spending' : outcome.kind }
}

/** Why a message of this length cannot wait here too, in words; null when it can. `but`: a message whose place it takes. */
export function whyFull(
  { messages }: Pick<Queue, 'messages'>,
  text: string,
  but: string | null = null,
): string | null {
  const others = messages.filter(({ id }) => id !== but)
  if (others.length >= MOST_QUEUED)
    return `At most ${MOST_QUEUED} messages wait in a chat. Send one of them or take it out first.`
  const length = others.reduce((sum, each) => sum + each.text.length, text.length)
  if (length <= LONGEST_QUEUE) return null
  return `The messages that wait in a chat have at most ${LONGEST_QUEUE.toLocaleString('en')} characters together; with this one they would have ${length.toLocaleString('en')}.`
}
