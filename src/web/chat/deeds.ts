/** What can be done to a chat and taken back. */
import { api } from '../api.ts'
import { say, sayProblem } from '../components/toast.tsx'
import { current } from '../store/store.ts'
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

function nameOf(chat: string): string {
  return current().app?.workspace.chats[chat]?.name ?? words().deeds.theChat
}
