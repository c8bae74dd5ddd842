/** What people do with messages that wait while Claude answers, and how one becomes a turn when the one before has ended well. */
import { type Core, findChat } from './core.ts'
import type { ChatId, ChatInfo, TurnId } from './events.ts'
import type { Entry } from './ledger.ts'
import { type Hold, type QueuedMessage, whyFull } from './queue.ts'
import { done, type Result, refuse } from './result.ts'
import { sightOf } from './sight.ts'
import { refuseSpending, whyNotSpending } from './spending-watch.ts'
import {
  alreadySpoken,
  begin,
  behind,
  DELETED,
  emptyDraft,
  type OfTurn,
  type Place,
  type Speak,
  type Spoken,
  speak,
  speakNow,
  whyNotSpeaking,
} from './turn-actions.ts'

export interface Queued extends Spoken {
  /** Whether it waits; false: its turn has begun. */
  readonly waits: boolean
}

export interface Enqueue extends Omit<Speak, 'instead'> {
  /** Goes ahead of messages that are held, as whoever speaks while Claude is idle does. Behind a turn that runs it waits as all do. */
  readonly ahead?: boolean | undefined
}

/**
 * Has a message wait for its turn; when nothing runs and nothing waits, its turn begins at once. The same id again gives the
 * same answer and changes nothing.
 */
export async function enqueue(core: Core, input: Enqueue): Promise<Result<Queued>> {
  const { chat, id, text, speaker, ahead = false } = input
  const found = findChat(core, chat)
  if (!found.ok) return found
  const twice = await alreadySpoken(core, input)
  if (twice) return twice.ok ? done({ turn: id, waits: false }) : twice
  const now = findChat(core, chat)
  if (!now.ok) return now
  const { queue, running, place } = now.value
  if (queue.messages.some((each) => each.id === id)) {
    await core.feed.settled()
    return done({ turn: id, waits: true })
  }
  if (core.current.unqueued.has(id)) return refuse('conflict', 'This message was taken out of the queue.')
  if (!running && (ahead || queue.messages.length === 0)) {
    const spoken = await speak(core, { chat, id, text, speaker })
    if (spoken.ok) return done({ ...spoken.value, waits: false })
    return spoken.refusal.code === 'busy' ? enqueue(core, input) : spoken
  }
  if (place === 'deleted') return DELETED
  const refused = whyNotSpeaking(core, now.value, speaker)
  if (refused) return refused
  const full = whyFull(queue, text)
  if (full !== null) return refuse('conflict', full)
  const message = { id, speaker, text, by: core.viewer, at: core.now().toISOString() }
  core.feed.append({ type: 'message.queued', chat, message })
  emptyDraft(core, now.value)
  await core.feed.settled()
  return done({ turn: id, waits: true })
}

export interface ChangeQueued extends OfTurn {
  readonly text?: string | undefined
  readonly speaker?: string | undefined
  /** The message before which it is sent from now on; null: last. */
  readonly before?: TurnId | null | undefined
}

/** Changes a message that waits, or its place; what is left out stays. */
export async function changeQueued(core: Core, input: ChangeQueued): Promise<Result<object>> {
  const { chat, turn, before } = input
  const found = await findQueued(core, input)
  if (!found.ok) return found
  const { info, message } = found.value
  const text = input.text ?? message.text
  const speaker = input.speaker ?? message.speaker
  const refused = speaker === message.speaker ? null : whyNotSpeaking(core, info, speaker)
  if (refused) return refused
  const full = whyFull(info.queue, text, turn)
  if (full !== null) return refuse('conflict', full)
  const known = before === undefined || before === null || info.queue.messages.some(({ id }) => id === before)
  if (!known) return refuse('not_found', `No message with the id ${JSON.stringify(before)} waits here.`)
  if (text !== message.text || speaker !== message.speaker) {
    const changed = { ...message, text, speaker, by: core.viewer }
    core.feed.append({ type: 'message.changed', chat, message: changed })
  }
  if (before !== undefined && before !== turn)
    core.feed.append({ type: 'message.moved', chat, id: turn, before })
  await core.feed.settled()
  return done({})
}

/** Takes a message out of the queue: it will not be sent. Doing it twice is doing it once. */
export async function unqueue(core: Core, { chat, turn }: OfTurn): Promise<Result<object>> {
  const found = await findQueued(core, { chat, turn })
  if (!found.ok) {
    const seen = findChat(core, chat)
    return seen.ok && core.current.unqueued.has(turn) ? done({}) : found
  }
  core.current.unqueued.add(turn)
  core.feed.append({ type: 'message.unqueued', chat, id: turn })
  await core.feed.settled()
  return done({})
}

/**
 * Sends a message that waits before all others: stops the turn that runs, if one does, and begins with this one in the same
 * moment. Those that wait follow when it was answered. The same again, once it was sent, gives the same answer.
 */
export async function sendQueued(core: Core, { chat, turn }: OfTurn): Promise<Result<Spoken>> {
  const seen = findChat(core, chat)
  if (!seen.ok) return seen
  const twice = await alreadySpoken(core, { chat, id: turn })
  if (twice) return twice
  const found = await findQueued(core, { chat, turn })
  if (!found.ok) return found
  const { info, message } = found.value
  if (info.running) {
    const refused = whyNotSending(core, info, message)
    if (refused) return refused
    await stopFor(core, chat, info.running, turn)
  }
  return await speakNow(core, { chat, id: turn, speaker: message.speaker }, (now, place) => {
    const newest = now.queue.messages.find(({ id }) => id === turn)
    if (newest?.speaker !== message.speaker)
      return refuse('conflict', 'This message was changed just now. Look at it, then send it again.')
    beginWith(core, now, newest, place)
    return null
  })
}

/** Nobody's answer is stopped for a message that cannot be sent. */
function whyNotSending(core: Core, info: ChatInfo, { speaker }: QueuedMessage): Result<never> | null {
  if (info.place === 'deleted') return DELETED
  return refuseSpending(core, speaker) ?? whyNotSpeaking(core, info, speaker)
}

async function stopFor(core: Core, chat: ChatId, running: TurnId, next: TurnId): Promise<void> {
  const { sendNext } = core.current
  sendNext.set(chat, next)
  core.runner.stop(running)
  await core.runner.ended(running)
  if (sendNext.get(chat) === next) sendNext.delete(chat)
}

function beginWith(core: Core, info: ChatInfo, message: QueuedMessage, place: Place): void {
  const { id, text, speaker } = message
  begin(core, { chat: info.id, id, text, speaker }, info, place)
}

interface Found {
  readonly info: ChatInfo
  readonly message: QueuedMessage
}

async function findQueued(core: Core, { chat, turn }: OfTurn): Promise<Result<Found>> {
  const found = findChat(core, chat)
  if (!found.ok) return found
  const message = found.value.queue.messages.find(({ id }) => id === turn)
  if (message) return done({ info: found.value, message })
  const sent = await alreadySpoken(core, { chat, id: turn })
  if (sent?.ok) return refuse('conflict', 'This message was sent already.')
  return refuse('not_found', `No message with the id ${JSON.stringify(turn)} waits in this chat.`)
}

/**
 * To be told of every event. When a turn has ended and a message shall follow, its turn begins before anything else can happen:
 * both are stored together. `core`: that of the server itself.
 */
export function followTurn(core: Core, { event, turn }: Entry): void {
  if (event.type !== 'turn.event' || event.event.type !== 'turn.finished' || core.current.closing) return
  const info = core.feed.ahead.workspace.chats[event.chat]
  if (!info || !turn) return
  const { messages, held } = info.queue
  const asked = core.current.sendNext.get(info.id)
  const next = messages.find(({ id }) => id === asked) ?? (held ? undefined : messages[0])
  if (!next) return
  const because = whyHolding(core, info, next)
  if (because !== null) core.feed.append({ type: 'queue.held', chat: info.id, because })
  else {
    beginWith(core, info, next, behind(info.tip, turn.state))
    // The turn that has just ended may not be stored yet, and this one is asked with it.
    core.runner.start(info.id, next.id, core.feed.settled())
  }
}

function whyHolding(core: Core, info: ChatInfo, { speaker, by }: QueuedMessage): Hold | null {
  if (info.place === 'deleted') return 'deleted'
  const seen = sightOf(core.feed.ahead.workspace, by).chat(info.id)
  if (!seen || whyNotSpeaking(core, info, speaker)) return 'rights'
  return whyNotSpending(core, speaker) === null ? null : 'spending'
}

/** Sends what the end of the last server kept from following. To be called once, before anything is served. */
export async function followAll(core: Core): Promise<void> {
  for (const info of Object.values(core.feed.ahead.workspace.chats)) {
    const [next] = info.queue.messages
    if (!next || info.running || info.queue.held) continue
    const because = whyHolding(core, info, next)
    if (because === null) await sendQueued(core, { chat: info.id, turn: next.id })
    else core.feed.append({ type: 'queue.held', chat: info.id, because })
  }
}
