/** Removing words from everything that was said in chats, and from what is set for them. */
import { type Finder, REMOVED } from '../memory/find-text.ts'
import { parentOf } from './branches.ts'
import type { Core } from './core.ts'
import { turnPlaces } from './erase-places.ts'
import { quotedIn, unbound, withoutWords } from './erase-turns.ts'
import type { ChatId, ChatInfo, TurnState, WorkspaceFact } from './events.ts'
import { type OwnPrompt, PROMPT_TEXTS, saysTheSame } from './prompts.ts'

/** Turns may quote the words anew while the others are cleaned; after so many rounds whoever does it is left to the check. */
const ROUNDS = 5

/** Names the one who changed a draft: no tab, so that every tab takes it over. */
const CLIENT = 'erased'

/** Stops answers that quote the words, and cleans all turns. Resolves with the number of turns that held them. */
export async function cleanTurns(
  core: Core,
  finder: Finder,
  mayClean: (chat: ChatId) => boolean,
): Promise<number> {
  let cleaned = 0
  for (let round = 0; round < ROUNDS; round++) {
    const places = (await turnPlaces(core, finder)).filter(({ chat }) => mayClean(chat))
    if (places.length === 0) return cleaned
    for (const chat of new Set(places.map((place) => place.chat))) {
      while (!(await cleanChat(core, chat, finder))) await stopAnswer(core, chat)
    }
    cleaned += places.length
  }
  return cleaned
}

async function stopAnswer(core: Core, chat: ChatId): Promise<void> {
  const running = core.feed.ahead.workspace.chats[chat]?.running
  if (!running) return
  core.runner.stop(running)
  await core.runner.ended(running)
}

/** False when an answer runs in the chat, or began while its turns were read: nothing was changed then. */
async function cleanChat(core: Core, chat: ChatId, finder: Finder): Promise<boolean> {
  const { feed, store } = core
  await feed.settled()
  const before = feed.ahead.workspace.chats[chat]
  if (!before || before.running) return !before
  const rows = await store.turns(chat, [{ from: 1, to: before.turns }])
  if (feed.ahead.workspace.chats[chat] !== before) return false
  // Nothing has waited since, so the turns are still as they were read.
  for (const fact of replacements(before, rows, finder)) feed.append(fact)
  await feed.settled()
  return true
}

/** Of turns in all branches. What comes after a changed one is no longer bound to what it was; other branches stay as they are. */
function replacements(
  info: ChatInfo,
  rows: readonly { readonly turn: TurnState }[],
  finder: Finder,
): readonly WorkspaceFact[] {
  const changed = new Set<number>()
  return rows.flatMap(({ turn }): WorkspaceFact[] => {
    const clean = withoutWords(turn, finder)
    const concerned =
      clean !== turn || quotedIn(turn, finder).count > 0 || changed.has(parentOf(info, turn.number))
    if (!concerned) return []
    changed.add(turn.number)
    const state = unbound(clean)
    return state === turn ? [] : [{ type: 'turn.replaced', chat: info.id, turn: turn.id, state }]
  })
}

/** Names, drafts, queued messages and system prompts of chats. Resolves with the number of chats that held the words. */
export async function cleanChats(
  core: Core,
  finder: Finder,
  mayClean: (chat: ChatId) => boolean,
): Promise<number> {
  const chats = Object.values(core.feed.ahead.workspace.chats).filter(({ id }) => mayClean(id))
  const facts = chats.map((info) => chatFacts(info, finder))
  for (const fact of facts.flat()) core.feed.append(fact)
  await core.feed.settled()
  return facts.filter((each) => each.length > 0).length
}

function chatFacts(info: ChatInfo, finder: Finder): readonly WorkspaceFact[] {
  const { id: chat, name, draft, queue, settings } = info
  const facts: WorkspaceFact[] = []
  if (finder.has(name)) facts.push({ type: 'chat.renamed', chat, name: finder.remove(name) || REMOVED })
  if (finder.has(draft))
    facts.push({ type: 'chat.drafted', chat, draft: finder.remove(draft), client: CLIENT })
  for (const message of queue.messages) {
    const clean = { ...message, text: finder.remove(message.text) }
    if (clean.text !== message.text) facts.push({ type: 'message.changed', chat, message: clean })
  }
  const prompt = settings.systemPrompt
  if (prompt !== null && finder.has(prompt)) {
    const clean = { ...settings, systemPrompt: finder.remove(prompt) }
    facts.push({ type: 'chat.configured', chat, settings: clean })
  }
  return facts
}

/** The workspace's own system prompt. */
export async function cleanSettings(core: Core, finder: Finder): Promise<void> {
  const { settings } = core.feed.ahead.workspace
  const systemPrompt = finder.remove(settings.systemPrompt)
  if (systemPrompt === settings.systemPrompt) return
  core.feed.append({ type: 'settings.changed', settings: { ...settings, systemPrompt } })
  await core.feed.settled()
}

/** Prompts that people made. */
export async function cleanPrompts(core: Core, finder: Finder): Promise<void> {
  for (const prompt of core.feed.ahead.workspace.prompts) {
    const parts = PROMPT_TEXTS.map((part) => [part, finder.remove(prompt[part])] as const)
    const clean: OwnPrompt = { ...prompt, ...Object.fromEntries(parts), version: prompt.version + 1 }
    if (!saysTheSame(clean, prompt)) core.feed.append({ type: 'prompt.kept', prompt: clean })
  }
  await core.feed.settled()
}

/** Notices name files, and may quote; a notice that does is put away. */
export async function cleanNotices(core: Core, finder: Finder): Promise<void> {
  const quoting = core.feed.ahead.workspace.notices.filter(({ message }) => finder.has(message))
  for (const { id, memory } of quoting) core.feed.append({ type: 'notice.dismissed', notice: id, memory })
  await core.feed.settled()
}
