import { useMemo } from 'react'
import { api } from '../api.ts'
import { sayProblem } from '../components/toast.tsx'
import { currentView, look, useView } from '../location.ts'
import { myName } from '../me.ts'
import { isNarrow } from '../memory/open.ts'
import { current, useWorkspace } from '../store/store.ts'
import { type Chats, panesOf, withChat, zoomOf } from './layout.ts'
import { chatsOf } from './standing.ts'

/** The chats that this tab shows, in order: the board's, or what the address makes of them. */
export function useBoard(): readonly string[] {
  const view = useView()
  const joined = useWorkspace((workspace) => panesOf(view, chatsOf(workspace)).join(','))
  return useMemo(() => joined.split(',').filter(Boolean), [joined])
}

/** What the workspace says now of its chats; nothing before it is there. */
export function chatsNow(): Chats {
  const workspace = current().app?.workspace
  return workspace ? chatsOf(workspace) : { board: [], away: [], first: [] }
}

/** The chats that this tab shows now, in order. */
export function panesNow(): readonly string[] {
  return panesOf(currentView(), chatsNow())
}

/** Adds a chat in which `speaker` speaks, and puts the cursor into it; null when that went wrong and was said. */
export async function addChat(speaker = myName()): Promise<string | null> {
  const answer = await api.addChat(undefined, speaker)
  if (!answer.ok) {
    sayProblem(answer.problem.message)
    return null
  }
  showChat(answer.value.chat)
  return answer.value.chat
}

/** Brings a chat of the board into view, and the cursor into it. */
export function showChat(chat: string): void {
  const view = currentView()
  const shown = zoomOf(view, panesNow()) !== null && panesNow().includes(chat)
  const next = shown ? { ...view, zoom: chat } : withChat(view, chatsNow(), chat)
  const step = next.chats !== view.chats || next.zoom !== view.zoom
  look({ ...next, ...(isNarrow() ? { front: chat } : {}) }, step)
  focusComposer(chat)
}

/** Milliseconds to wait for a pane that was just asked for. */
const PATIENCE = 3000

/** Puts the cursor into a chat's composer, as soon as it is there; where one only follows, into what is said. */
export function focusComposer(chat: string): void {
  const mark = currentView().following.includes(chat) ? 'following' : 'composer'
  const until = performance.now() + PATIENCE
  const look = () => {
    const field = document.querySelector<HTMLElement>(`[data-${mark}="${CSS.escape(chat)}"]`)
    if (field?.checkVisibility()) {
      field.focus()
      field.scrollIntoView({ inline: 'nearest', block: 'nearest' })
    } else if (performance.now() < until) requestAnimationFrame(look)
  }
  look()
}
