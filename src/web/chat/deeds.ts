/** What can be done to a chat and taken back. */
import { api, orThrow } from '../api.ts'
import { focusComposer } from '../board/chats.ts'
import { goesByKeys } from '../components/focus.ts'
import { say, sayProblem } from '../components/toast.tsx'
import { copyText } from '../prose/copy.ts'
import { shownIn } from '../store/live.ts'
import { current } from '../store/store.ts'
import { chatMarkdown } from './markdown.ts'
import { toNewest } from './reader.ts'
import { words } from './words.ts'

/** Ends the conversation of a chat for Claude; memory keeps what it wrote there. */
export async function clearChat(chat: string): Promise<void> {
  const answer = await api.clearChat(chat)
  if (!answer.ok) return sayProblem(answer.problem.message)
  const { before } = answer.value
  say({
    words: words().deeds.cleared(nameOf(chat)),
    action: { name: words().deeds.undo, run: () => void api.clearChat(chat, before) },
  })
}

export async function closeChat(chat: string): Promise<void> {
  const answer = await api.placeChat(chat, 'closed')
  if (!answer.ok) return sayProblem(answer.problem.message)
  say({
    words: words().deeds.closed(nameOf(chat)),
    action: { name: words().deeds.undo, run: () => void api.placeChat(chat, 'board') },
  })
}

export async function deleteChat(chat: string): Promise<void> {
  const answer = await api.placeChat(chat, 'deleted')
  if (!answer.ok) return sayProblem(answer.problem.message)
  say({
    words: words().deeds.deleted(nameOf(chat)),
    action: { name: words().deeds.undo, run: () => void api.placeChat(chat, 'board') },
  })
}

/** Has the message of a turn answered anew, in a branch beside it, and brings the reader there. */
export async function answerAnew(chat: string, turn: string): Promise<void> {
  const byKeys = goesByKeys()
  const answer = await api.regenerate(chat, turn, `turn_${crypto.randomUUID()}`)
  if (!answer.ok) return sayProblem(answer.problem.message)
  toNewest(chat)
  if (byKeys) focusComposer(chat)
}

/** Turns that are fetched at once for a copy of all. */
const PAGE = 200

/** Copies the whole conversation as Markdown, with what this tab has not loaded. */
export async function copyChat(chat: string): Promise<void> {
  await copyText(wholeChat(chat))
}

async function wholeChat(chat: string): Promise<string> {
  const shown = shownIn(chat)
  let turns = shown?.turns ?? []
  let earlier = shown?.earlier ?? 0
  while (earlier > 0 && turns[0]) {
    const page = await orThrow(api.turns(chat, turns[0].number, PAGE))
    turns = [...page.turns, ...turns]
    earlier = page.earlier
  }
  return chatMarkdown(nameOf(chat), turns)
}

function nameOf(chat: string): string {
  return current().app?.workspace.chats[chat]?.name ?? words().deeds.theChat
}
