/** What a person does to the panes of this tab. Everything ends in the address, so that Back takes it back. */
import { api } from '../api.ts'
import { sayProblem } from '../components/toast.tsx'
import { currentView, look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { announce } from '../shell/announce.ts'
import { current } from '../store/store.ts'
import { chatsNow, focusComposer, panesNow, showChat } from './chats.ts'
import { followed, joined, type Layout, movedTo, without, zoomOf } from './layout.ts'
import { words } from './words.ts'

/** The pane that fills the board; else the one that has the focus, had it last, or comes first. */
export function activePane(): string | null {
  const panes = panesNow()
  const zoomed = zoomOf(currentView(), panes)
  if (zoomed !== null) return zoomed
  const focused = document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane
  const found = [focused, latest].find((pane) => pane !== undefined && panes.includes(pane))
  return found ?? panes[0] ?? null
}

let latest: string | undefined

/** Notes from now on which pane has got the focus. Returns the way to stop. */
export function watchFocus(): () => void {
  const note = ({ target }: FocusEvent) => {
    const pane = target instanceof Element ? target.closest<HTMLElement>('[data-pane]') : null
    latest = pane?.dataset.pane ?? latest
  }
  document.addEventListener('focusin', note)
  return () => document.removeEventListener('focusin', note)
}

/** Moves a pane by some places towards the end of the row, or towards its start when `by` is below 0. */
export function movePane(chat: string, by: number): void {
  placePane(chat, panesNow().indexOf(chat) + by)
}

/** Moves a pane to a place in the row, 0 for the first. */
export function placePane(chat: string, place: number): void {
  const before = panesNow().indexOf(chat)
  keepingPlaces(() => change((layout) => movedTo(layout, chatsNow(), chat, place)))
  const panes = panesNow()
  const at = panes.indexOf(chat)
  if (at !== before) announce(words().moved(nameOf(chat), at + 1, panes.length))
}

/** Lets a pane fill the board, or shows the others again. */
export function toggleZoom(chat: string): void {
  const zoom = zoomOf(currentView(), panesNow()) === chat ? null : chat
  look({ zoom }, true)
  announce(zoom === null ? words().zoomedOut : words().zoomedIn(nameOf(chat)))
}

/** Shows all panes again. Whether one filled the board. */
export function endZoom(): boolean {
  const zoom = zoomOf(currentView(), panesNow())
  if (zoom !== null) toggleZoom(zoom)
  return zoom !== null
}

/** Takes a pane out of what this tab shows. The chat stays where it is, and goes on. */
export function leaveOut(chat: string): void {
  change((layout) => without(layout, chatsNow(), chat))
}

export function showOnly(chat: string): void {
  look({ chats: [chat] }, true)
}

/** The whole board; of many chats those that were spoken in last. */
export function showBoardAsAtFirst(): void {
  look({ chats: null }, true)
}

/** Opens a chat to be read, with what is being written in it. */
export function follow(chat: string): void {
  change((layout) => followed(layout, chatsNow(), chat))
  if (isNarrow()) look({ front: chat })
  focusComposer(chat)
}

/** From reading along to speaking: a chat that was put away comes back to everybody's board. */
export async function takePart(chat: string): Promise<void> {
  if (current().app?.workspace.chats[chat]?.place === 'closed') {
    const answer = await api.placeChat(chat, 'board')
    if (!answer.ok) return sayProblem(answer.problem.message)
  }
  change((layout) => joined(layout, chat))
  showChat(chat)
}

function change(by: (layout: Layout) => Layout): void {
  look(by(currentView()), true)
}

function nameOf(chat: string): string {
  return current().app?.workspace.chats[chat]?.name ?? words().chat
}

/** A pane that is put elsewhere in the page loses its focus and how far it was scrolled: gives both back. */
function keepingPlaces(act: () => void): void {
  const focused = document.activeElement
  const scrolled = [...document.querySelectorAll('[data-pane] [role=log]')].map(
    (log) => [log, log.scrollTop] as const,
  )
  act()
  requestAnimationFrame(() => {
    for (const [log, top] of scrolled) log.scrollTop = top
    const lost = document.activeElement === document.body
    if (lost && focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true })
  })
}
