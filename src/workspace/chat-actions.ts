/** What people do with chats: add, rename, configure, place, clear, write drafts, and open the example. */
import { type MemoryId, may, type Principal } from '../memory/rights.ts'
import { type Core, findChat } from './core.ts'
import { isForAll } from './demonstration.ts'
import type { ChatId, ChatInfo, ChatPlace, ChatSettings } from './events.ts'
import { done, type Result, refuse } from './result.ts'
import { whyNoHost } from './setting-actions.ts'

export interface AddChat {
  readonly name?: string
  readonly speaker?: string
  /** What Claude has in it. When left out: all that the one who makes it and the speaker may both read. */
  readonly memories?: readonly MemoryId[]
}

export async function addChat(core: Core, input: AddChat): Promise<Result<{ readonly chat: ChatId }>> {
  const count = core.feed.ahead.workspace.chatOrder.length
  const speaker = input.speaker ?? core.speaker
  const memories = input.memories ?? readableBy(core, speaker)
  const refused = whyNotMounted(core, memories, [speaker])
  if (refused) return refused
  const chat = appendChat(core, input.name ?? `Chat ${count + 1}`, speaker, memories)
  await core.feed.settled()
  return done({ chat })
}

function appendChat(core: Core, name: string, speaker: string, memories: readonly MemoryId[]): ChatId {
  const chat = `chat_${core.newId()}`
  const settings: ChatSettings = { speaker, systemPrompt: null, model: null, contextEditing: null }
  core.feed.append({ type: 'chat.added', chat, name, settings, memories })
  return chat
}

function readableBy(core: Core, speaker: string): readonly MemoryId[] {
  const who: Principal = { kind: 'person', name: speaker }
  const { demonstration } = core.feed.ahead.workspace
  return core.edge
    .list()
    .flatMap((info) => (may(info, who, 'read') && isForAll(demonstration, info.id) ? [info.id] : []))
}

/** A chat has only memories that the viewer and everybody in it may read. */
function whyNotMounted(
  core: Core,
  memories: readonly MemoryId[],
  people: readonly string[],
): Result<never> | null {
  for (const id of memories) {
    const opened = core.edge.in(id, 'read')
    if (opened.kind === 'denied') return refuse('not_found', opened.message)
    const { info } = opened
    const other = people.find((name) => !may(info, { kind: 'person', name }, 'read'))
    if (other !== undefined)
      return refuse(
        'conflict',
        `${other}, who speaks in this chat, may not read "${info.name}". Leave it out, or speak of it in another chat.`,
      )
  }
  return null
}

export interface ChangeChat {
  readonly chat: ChatId
  readonly name?: string
  readonly settings?: Partial<ChatSettings>
  /** What Claude has in it from now on; earlier turns stay as they were. */
  readonly memories?: readonly MemoryId[]
}

export async function changeChat(
  core: Core,
  { chat, name, settings, memories }: ChangeChat,
): Promise<Result<object>> {
  const found = findChat(core, chat)
  if (!found.ok) return found
  const missing = settings?.host ? whyNoHost(core, settings.host) : null
  if (missing) return missing
  if (memories) {
    const refused = mayMount(core, found.value, memories)
    if (refused) return refused
  }
  if (name !== undefined && name !== found.value.name) core.feed.append({ type: 'chat.renamed', chat, name })
  if (settings && Object.keys(settings).length > 0) {
    core.feed.append({ type: 'chat.configured', chat, settings: { ...found.value.settings, ...settings } })
  }
  if (memories) core.feed.append({ type: 'chat.mounted', chat, memories: [...new Set(memories)] })
  await core.feed.settled()
  return done({})
}

function mayMount(core: Core, chat: ChatInfo, memories: readonly MemoryId[]): Result<never> | null {
  if (chat.running)
    return refuse('busy', 'Claude is answering in this chat. Its memories can be changed after that.')
  return whyNotMounted(core, memories, chat.participants)
}

/** Puts a chat on the board, away, or among the deleted ones (and back). A deleted chat's running turn is stopped. */
export async function placeChat(
  core: Core,
  { chat, place }: { readonly chat: ChatId; readonly place: ChatPlace },
): Promise<Result<object>> {
  const found = findChat(core, chat)
  if (!found.ok) return found
  if (place === 'deleted' && found.value.running) core.runner.stop(found.value.running)
  if (found.value.place !== place) core.feed.append({ type: 'chat.placed', chat, place })
  await core.feed.settled()
  return done({})
}

export interface Cleared {
  readonly through: number
  /** What to clear through to undo this. */
  readonly before: number
}

/**
 * Takes turns out of the conversation, up to `through` (all, when left out). They are kept: an earlier value brings them back.
 * Branches that left before stay as they are.
 */
export async function clearChat(
  core: Core,
  { chat, through }: { readonly chat: ChatId; readonly through?: number },
): Promise<Result<Cleared>> {
  const found = findChat(core, chat)
  if (!found.ok) return found
  const { tip, running, clearedThrough: before } = found.value
  if (running) return refuse('busy', 'Claude is answering in this chat. Stop the answer first, then clear.')
  const wanted = through ?? tip
  if (wanted > tip) {
    return refuse('bad_input', `Expected "through" of at most ${tip}, the last turn; got ${wanted}.`)
  }
  if (wanted !== before) core.feed.append({ type: 'chat.cleared', chat, through: wanted })
  await core.feed.settled()
  return done({ through: wanted, before })
}

export interface Draft {
  readonly chat: ChatId
  readonly draft: string
  /** The tab that typed. */
  readonly client: string
}

export async function keepDraft(core: Core, { chat, draft, client }: Draft): Promise<Result<object>> {
  const found = findChat(core, chat)
  if (!found.ok) return found
  if (found.value.draft !== draft) core.feed.append({ type: 'chat.drafted', chat, draft, client })
  await core.feed.settled()
  return done({})
}

/** Adds the chats of the example, with their first messages ready to be sent. */
export async function openExample(
  core: Core,
  _input: object,
): Promise<Result<{ readonly chats: readonly ChatId[] }>> {
  if (core.example.length === 0) {
    return refuse('not_found', 'The prompts of the example are missing from this installation (prompts/).')
  }
  const chats = core.example.map(({ name, speaker, draft }) => {
    const chat = appendChat(core, name, speaker, readableBy(core, speaker))
    core.feed.append({ type: 'chat.drafted', chat, draft, client: '' })
    return chat
  })
  await core.feed.settled()
  return done({ chats })
}
