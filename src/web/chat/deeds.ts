/** What can be done to a chat and taken back. */
import { api } from '../api.ts'
import { say, sayProblem } from '../components/toast.tsx'
import { current } from '../store/store.ts'

/** Ends the conversation of a chat for Claude; memory keeps what it wrote there. */
export async function clearChat(chat: string): Promise<void> {
  const answer = await api.clearChat(chat)
  if (!answer.ok) return sayProblem(answer.problem.message)
  const { before } = answer.value
  say({
    words: `${nameOf(chat)} was cleared. Memory keeps what Claude wrote there.`,
    action: { name: 'Undo', run: () => void api.clearChat(chat, before) },
  })
}

export async function closeChat(chat: string): Promise<void> {
  const answer = await api.placeChat(chat, 'closed')
  if (!answer.ok) return sayProblem(answer.problem.message)
  say({
    words: `${nameOf(chat)} was put away. It stands in the list of chats.`,
    action: { name: 'Undo', run: () => void api.placeChat(chat, 'board') },
  })
}

export async function deleteChat(chat: string): Promise<void> {
  const answer = await api.placeChat(chat, 'deleted')
  if (!answer.ok) return sayProblem(answer.problem.message)
  say({
    words: `${nameOf(chat)} was deleted.`,
    action: { name: 'Undo', run: () => void api.placeChat(chat, 'board') },
  })
}

function nameOf(chat: string): string {
  return current().app?.workspace.chats[chat]?.name ?? 'The chat'
}
