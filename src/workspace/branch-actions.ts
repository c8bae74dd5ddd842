/** Answering a message anew, and walking between the branches of a chat. */
import { liesOn, newestBelow, pathTo } from './branches.ts'
import { type Core, findChat } from './core.ts'
import type { ChatId, ChatInfo, TurnId } from './events.ts'
import { done, type Result, refuse } from './result.ts'
import { messageOf, noTurn, type Spoken, speak } from './turn-actions.ts'

export interface Regenerate {
  readonly chat: ChatId
  /** The turn whose message is answered anew. */
  readonly turn: TurnId
  /** Of the new turn, made by the client, so that asking twice is asking once. */
  readonly id: TurnId
}

/** Has the message of a turn answered anew, in a new branch beside it. The same id again gives the same answer and changes nothing. */
export async function regenerate(core: Core, { chat, turn, id }: Regenerate): Promise<Result<Spoken>> {
  const found = findChat(core, chat)
  if (!found.ok) return found
  await core.feed.settled()
  const message = await messageOf(core, chat, turn)
  if (!message.ok) return message
  const { text, speaker } = message.value
  return speak(core, { chat, id, text, speaker, instead: turn })
}

export interface Walk {
  readonly chat: ChatId
  /** The turn to come by, by its id or its number. */
  readonly to: { readonly turn: TurnId } | { readonly number: number }
}

export interface Walked {
  /** Number of the turn that was walked to. */
  readonly number: number
  /** Where the conversation ends now, and where it ended before: walking there leads back. */
  readonly tip: number
  readonly before: number
  /** The turn lies before a clearing, so it is not shown. */
  readonly cleared: boolean
}

/** Makes the conversation one that holds the turn: the path to the newest turn below it. On the path already, nothing changes. */
export async function walk(core: Core, { chat, to }: Walk): Promise<Result<Walked>> {
  const found = findChat(core, chat)
  if (!found.ok) return found
  const number = await numberOf(core, found.value, to)
  if (!number.ok) return number
  const now = findChat(core, chat)
  if (!now.ok) return now
  const { tip: before } = now.value
  if (!liesOn(pathTo(now.value, before), number.value)) {
    if (now.value.running)
      return refuse(
        'busy',
        'Claude is answering in this chat. Stop the answer first, then look at another branch.',
      )
    core.feed.append({ type: 'chat.walked', chat, tip: newestBelow(now.value, number.value) })
  }
  const { tip, clearedThrough } = core.feed.ahead.workspace.chats[chat] ?? now.value
  await core.feed.settled()
  return done({ number: number.value, tip, before, cleared: number.value <= clearedThrough })
}

async function numberOf(core: Core, { id, turns }: ChatInfo, to: Walk['to']): Promise<Result<number>> {
  if ('number' in to) {
    if (to.number >= 1 && to.number <= turns) return done(to.number)
    return refuse('not_found', `There is no turn ${to.number} in this chat; it has ${turns}.`)
  }
  await core.feed.settled()
  const stored = await core.store.turn(to.turn)
  return stored?.chat === id ? done(stored.turn.number) : noTurn(to.turn)
}
