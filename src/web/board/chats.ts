import { useMemo } from 'react'
import { api } from '../api.ts'
import { sayProblem } from '../components/toast.tsx'
import { currentView, look, useView } from '../location.ts'
import { myName } from '../me.ts'
import { isNarrow } from '../memory/open.ts'
import { useWorkspace } from '../store/store.ts'

/** The chats that this tab shows, in order: the board's, or of those the ones that the address names. */
export function useBoard(): readonly string[] {
  const joined = useWorkspace((workspace) =>
    workspace.chatOrder.filter((chat) => workspace.chats[chat]?.place === 'board').join(','),
  )
  const { chats } = useView()
  return useMemo(() => {
    const board = joined.split(',').filter(Boolean)
    const named = chats?.filter((chat) => board.includes(chat)) ?? []
    return named.length > 0 ? named : board
  }, [joined, chats])
}

/** Adds a chat in which `speaker` speaks, and puts the cursor into it; null when that went wrong and was said. */
export async function addChat(speaker = myName()): Promise<string | null> {
  const answer = await api.addChat(undefined, speaker)
  if (!answer.ok) {
    sayProblem(answer.problem.message)
    return null
  }
  const { chat } = answer.value
  const { chats } = currentView()
  look({ chats: chats ? [...chats, chat] : null, front: isNarrow() ? chat : null })
  focusComposer(chat)
  return chat
}

/** Milliseconds to wait for a pane that was just asked for. */
const PATIENCE = 3000

/** Puts the cursor into a chat's composer, as soon as it is there. */
export function focusComposer(chat: string): void {
  const until = performance.now() + PATIENCE
  const look = () => {
    const field = document.querySelector<HTMLTextAreaElement>(`[data-composer="${CSS.escape(chat)}"]`)
    if (field) {
      field.focus()
      field.scrollIntoView({ inline: 'nearest', block: 'nearest' })
    } else if (performance.now() < until) requestAnimationFrame(look)
  }
  look()
}
