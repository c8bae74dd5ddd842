/** Speaking, stopping, and taking up a turn that did not end well. */
import { isOnDemand, summaryIn } from '../agent/opening.ts'
import { may } from '../memory/rights.ts'
import { conversationTo, parentOf } from './branches.ts'
import { type Core, findChat } from './core.ts'
import type { ChatId, ChatInfo, TurnId, TurnPurpose, TurnState } from './events.ts'
import { done, type Result, refuse } from './result.ts'
import { refuseSpending } from './spending-watch.ts'

export interface Speak {
  readonly chat: ChatId
  /** Made by the client, so that the same message sent again is the same turn. */
  readonly id: TurnId
  readonly text: string
  readonly speaker: string
  /** The turn in whose place it is said: a new branch leaves from before it. At the end of the conversation when left out. */
  readonly instead?: TurnId | undefined
}

export interface Spoken {
  readonly turn: TurnId
}

/**
 * Stores a message and has it answered. The same id again gives the same answer and changes nothing. Said in the place of
 * another, it leaves that one and all that came after it in a branch of their own.
 */
export async function speak(core: Core, input: Speak): Promise<Result<Spoken>> {
  const found = findChat(core, input.chat)
  if (!found.ok) return found
  return await speakNow(core, input, (info, place) => {
    begin(core, input, info, place)
    if (input.instead === undefined) emptyDraft(core, info)
    return null
  })
}

/** Begins a turn with a message of this speaker when nothing is in the way; `announce` as for `beginWhenFree`. */
export async function speakNow(
  core: Core,
  { chat, id, speaker, instead }: Omit<Speak, 'text'>,
  announce: (info: ChatInfo, place: Place) => Result<never> | null,
): Promise<Result<Spoken>> {
  return await beginWhenFree(
    core,
    { chat, id },
    async (info) => whyNotSpeaking(core, info, speaker) ?? (await placeOf(core, info, instead)),
    (info, place) => refuseSpending(core, speaker) ?? announce(info, place),
  )
}

/**
 * Begins a turn when nothing is in the way. `look` reads what has to be known for that; `announce` does it, in the moment in
 * which all checks hold, or says why it will not. The same id again gives the same answer.
 */
export async function beginWhenFree<Seen>(
  core: Core,
  { chat, id }: Pick<Speak, 'chat' | 'id'>,
  look: (info: ChatInfo) => Promise<Result<Seen>>,
  announce: (info: ChatInfo, seen: Seen) => Result<never> | null,
): Promise<Result<Spoken>> {
  for (;;) {
    const twice = await alreadySpoken(core, { chat, id })
    if (twice) return twice
    const before = mayBegin(core, chat)
    if (!before.ok) return before
    const seen = await look(before.value)
    if (!seen.ok) return seen
    if (core.current.begun.has(id)) continue
    const now = mayBegin(core, chat)
    if (!now.ok) return now
    if (!isSameConversation(now.value, before.value)) continue
    const refused = announce(now.value, seen.value)
    if (refused) return refused
    // Nothing has waited since the checks, so they still hold.
    core.runner.start(chat, id)
    await core.feed.settled()
    return done({ turn: id })
  }
}

/** The answer to a turn's id that was used before; null when it is a new one. */
export async function alreadySpoken(
  core: Core,
  { id, chat }: Pick<Speak, 'id' | 'chat'>,
): Promise<Result<Spoken> | null> {
  const usedIn = (await begunIn(core, id)) ?? waitsElsewhere(core, id, chat)
  if (usedIn === undefined) return null
  if (usedIn !== chat)
    return refuse('conflict', 'This turn id is already used in another chat. Make a new one.')
  await core.feed.settled()
  return done({ turn: id })
}

/** The chat in which a turn was begun; undefined when there is none with this id. */
async function begunIn(core: Core, turn: TurnId): Promise<ChatId | undefined> {
  const { begun } = core.current
  // Asked again after the store: it may have begun meanwhile.
  return begun.get(turn) ?? (await core.store.turn(turn))?.chat ?? begun.get(turn)
}

/** Another chat in which a message waits that will have this id. */
function waitsElsewhere(core: Core, id: TurnId, chat: ChatId): ChatId | undefined {
  const { chats } = core.feed.ahead.workspace
  const holds = (info: ChatInfo) => info.id !== chat && info.queue.messages.some((each) => each.id === id)
  return Object.values(chats).find(holds)?.id
}

export const DELETED = refuse('conflict', 'This chat is deleted. Restore it before you speak in it.')

/** The chat, when a turn may begin in it now. */
function mayBegin(core: Core, chat: ChatId): Result<ChatInfo> {
  const found = findChat(core, chat)
  if (!found.ok) return found
  if (found.value.place === 'deleted') return DELETED
  if (found.value.running)
    return refuse('busy', 'Claude is still answering in this chat. Wait for the answer, or stop it.')
  return found
}

/** Whoever speaks takes part, and Claude may only what all who take part may: that must never happen unnoticed. */
export function whyNotSpeaking(
  core: Core,
  { memories, participants }: ChatInfo,
  speaker: string,
): Result<never> | null {
  if (participants.includes(speaker)) return null
  const infos = core.edge.list().filter(({ id }) => memories.includes(id))
  const lost = infos.filter((info) => !may(info, { kind: 'person', name: speaker }, 'read'))
  if (lost.length === 0) return null
  const names = lost.map(({ name }) => `"${name}"`).join(' and ')
  return refuse(
    'conflict',
    `This chat has ${names}, which ${speaker} may not read. Speak in a new chat without it, or take it out of this chat's settings first.`,
  )
}

/** Whether the same turns are part of it. */
function isSameConversation(a: ChatInfo, b: ChatInfo): boolean {
  return a.turns === b.turns && a.tip === b.tip && a.clearedThrough === b.clearedThrough
}

/** Where a turn begins. */
export interface Place {
  /** Number of the turn before it; 0: none. */
  readonly after: number
  /** Tool uses that the conversation holds before it, cleared turns left out. */
  readonly toolUsesBefore: number
}

async function placeOf(core: Core, info: ChatInfo, instead: TurnId | undefined): Promise<Result<Place>> {
  if (instead === undefined) return done(await placeAfter(core, info, info.tip))
  const stored = await messageOf(core, info.id, instead)
  return stored.ok ? done(await placeAfter(core, info, parentOf(info, stored.value.number))) : stored
}

async function placeAfter(core: Core, info: ChatInfo, after: number): Promise<Place> {
  return behind(after, await turnAt(core, info, after))
}

/** `last`: the turn with which the conversation before it ends; null when there is none. */
export function behind(after: number, last: TurnState | null): Place {
  return { after, toolUsesBefore: last ? toolUsesAfter(last) : 0 }
}

/** A turn in which somebody said something. */
export async function messageOf(core: Core, chat: ChatId, turn: TurnId): Promise<Result<TurnState>> {
  const stored = await core.store.turn(turn)
  if (stored?.chat !== chat) return noTurn(turn)
  if (isOnDemand(stored.turn))
    return refuse('conflict', 'Nobody said anything in this turn: it sums the conversation up.')
  return done(stored.turn)
}

/** Announces a turn. `purpose`: left out for a message. */
export function begin(
  core: Core,
  { chat, id, text, speaker, purpose }: Speak & { readonly purpose?: TurnPurpose },
  info: ChatInfo,
  { after, toolUsesBefore }: Place,
): void {
  core.current.begun.set(id, chat)
  core.feed.append({
    type: 'turn.started',
    chat,
    turn: id,
    number: info.turns + 1,
    ...(after === info.turns ? {} : { after }),
    speaker,
    text,
    toolUsesBefore,
    ...(purpose ? { purpose } : {}),
  })
}

/** The tab that typed has emptied its composer already and may be typing the next message. */
export function emptyDraft(core: Core, { id, draft, draftBy }: ChatInfo): void {
  if (draft !== '') core.feed.append({ type: 'chat.drafted', chat: id, draft: '', client: draftBy })
}

/** Tool uses that the conversation holds after this turn. A summary stands for those before it. */
function toolUsesAfter(turn: TurnState): number {
  let uses = turn.toolUsesBefore
  for (const step of turn.steps) {
    if (summaryIn(turn, step)) uses = 0
    if (step.finished) uses += step.blocks.filter(({ kind }) => kind === 'tool').length
  }
  return uses
}

/** The last turn of the conversation, cleared ones left out. */
export async function newestTurn(core: Core, info: ChatInfo): Promise<TurnState | null> {
  return await turnAt(core, info, info.tip)
}

/** The turn with which a conversation up to this number would end; null when nothing of it is left. */
async function turnAt(core: Core, info: ChatInfo, number: number): Promise<TurnState | null> {
  await core.feed.settled()
  const rows = await core.store.turns(info.id, conversationTo(info, number), 1)
  return rows[0]?.turn ?? null
}

export interface OfTurn {
  readonly chat: ChatId
  readonly turn: TurnId
}

/** Stops a running turn; what it has said so far is kept. A turn that is not running is left as it is. */
export async function stop(core: Core, of: OfTurn): Promise<Result<object>> {
  return await toRunning(core, of, core.runner.stop)
}

/** Has a turn that waits for its next attempt try at once. Nothing happens when it does not wait (any more). */
export async function tryNow(core: Core, of: OfTurn): Promise<Result<object>> {
  return await toRunning(core, of, core.runner.hurry)
}

/** Does something to a turn if it runs; one of this chat that does not is left as it is. */
async function toRunning(
  core: Core,
  { chat, turn }: OfTurn,
  act: (turn: TurnId) => void,
): Promise<Result<object>> {
  const found = findChat(core, chat)
  if (!found.ok) return found
  if (found.value.running === turn) act(turn)
  else if ((await begunIn(core, turn)) !== chat) return noTurn(turn)
  return done({})
}

export function noTurn(turn: TurnId): Result<never> {
  return refuse('not_found', `There is no turn with the id ${JSON.stringify(turn)} in this chat.`)
}

/** Takes up the last turn of the conversation where it ended: stopped, interrupted, cut, failed, or out of rounds. */
export async function resume(core: Core, { chat, turn }: OfTurn): Promise<Result<object>> {
  const found = mayBegin(core, chat)
  if (!found.ok) return found.refusal.code === 'busy' && (await runs(core, chat, turn)) ? done({}) : found
  const newest = await newestTurn(core, found.value)
  if (newest?.id !== turn) {
    if ((await begunIn(core, turn)) !== chat) return noTurn(turn)
    return refuse('conflict', 'Only the last turn of the conversation can be continued.')
  }
  const { status } = newest
  if (status.kind !== 'finished' || status.outcome.kind === 'answered') {
    return refuse('conflict', 'This turn was answered to its end; there is nothing to continue.')
  }
  const again = mayBegin(core, chat)
  if (!again.ok) return again
  if (!isSameConversation(again.value, found.value)) return resume(core, { chat, turn })
  const spent = refuseSpending(core, newest.speaker)
  if (spent) return spent
  core.feed.reopen(chat, newest)
  core.feed.append({ type: 'turn.continued', chat, turn, speaker: newest.speaker })
  core.runner.start(chat, turn)
  await core.feed.settled()
  return done({})
}

/** Continue pressed twice: the turn runs already, as was asked. */
async function runs(core: Core, chat: ChatId, turn: TurnId): Promise<boolean> {
  return core.feed.ahead.workspace.chats[chat]?.running === turn
}
