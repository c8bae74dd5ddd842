import { api } from '../api.ts'
import { showChat } from '../board/chats.ts'
import { sayProblem } from '../components/toast.tsx'

/** Puts a chat that was put away or deleted on the board again, and shows it. */
export async function bringBack(chat: string): Promise<void> {
  const answer = await api.placeChat(chat, 'board')
  if (!answer.ok) return sayProblem(answer.problem.message)
  showChat(chat)
}
