/** What the workspace says of its chats, and which of many stand on this board. */
import type { WorkspaceState } from '../../workspace/events.ts'
import { chatsOnBoard, newestOnBoard } from '../../workspace/state.ts'
import { currentView, look, onView } from '../location.ts'
import { current, watch } from '../store/store.ts'
import { type Chats, panesOf, roomFor, settled } from './layout.ts'
import { panelWidth } from './panel-width.ts'

let known: { readonly workspace: WorkspaceState; readonly chats: Chats } | null = null

/** The chats as the workspace has them; the same object while it is the same. */
export function chatsOf(workspace: WorkspaceState): Chats {
  if (known?.workspace === workspace) return known.chats
  const chats = {
    board: chatsOnBoard(workspace),
    away: workspace.chatOrder.filter((chat) => workspace.chats[chat]?.place === 'closed'),
    first: newestOnBoard(workspace),
  }
  known = { workspace, chats }
  return chats
}

/** The chats that this tab shows, in order. */
export function panesIn(workspace: WorkspaceState): readonly string[] {
  return panesOf(currentView(), chatsOf(workspace))
}

/** Names in the address what is shown of a board with many chats, from now on. To be called once, before the line opens. */
export function keepStanding(): void {
  watch(({ workspace }) => {
    const before = current().app?.workspace
    settle(workspace, before ? panesIn(before) : [])
  })
  onView(() => {
    const workspace = current().app?.workspace
    if (workspace) settle(workspace, [])
  })
}

function settle(workspace: WorkspaceState, standing: readonly string[]): void {
  const view = currentView()
  const { panel, front } = view
  const newest = newestOnBoard(workspace, roomFor(window.innerWidth - (panel ? panelWidth() : 0)))
  const next = settled(view, chatsOf(workspace), { standing, newest, meant: front })
  if (next !== view) look(next)
}
