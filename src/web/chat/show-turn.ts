/** Leads to a message from elsewhere: from a line of memory, or from its history. */
import { api } from '../api.ts'
import { chatsNow } from '../board/chats.ts'
import { withChat } from '../board/layout.ts'
import { say, sayProblem } from '../components/toast.tsx'
import { currentView, look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { loadEarlier, shownIn } from '../store/live.ts'
import { current, subscribe } from '../store/store.ts'
import { revealTurn } from './reader.ts'
import { words } from './words.ts'

/** Milliseconds to wait for a conversation, or for a message to be painted. */
const PATIENCE = 6000
/** Milliseconds for which the message stands out. */
const STANDS_OUT = 2400

/** Brings a message into view, with its chat, gives it the focus, and lets it stand out for a moment. Says why where it cannot. */
export async function showTurn(chat: string, turn: string, toolCall?: string): Promise<void> {
  const info = current().app?.workspace.chats[chat]
  if (!info || info.place === 'deleted') {
    say({ words: words().showTurn.gone })
    return
  }
  if (info.place === 'closed') {
    const answer = await api.placeChat(chat, 'board')
    if (!answer.ok) {
      sayProblem(answer.problem.message)
      return
    }
    say({ words: words().showTurn.back(info.name) })
  }
  bringToFront(chat)
  const found = await findTurn(chat, turn)
  if (found === 'refused') return
  const place = found === 'there' ? await painted(chat, turn) : null
  if (!place) {
    say({ words: words().showTurn.cleared })
    return
  }
  standOut(place, toolCall)
}

function bringToFront(chat: string): void {
  const pane = document.querySelector(`[data-pane="${CSS.escape(chat)}"]`)
  if (isNarrow()) look({ front: chat })
  else if (!pane) look(withChat(currentView(), chatsNow(), chat), true)
  else if (!pane.checkVisibility()) look({ zoom: chat })
}

/** Walks to the branch that holds the turn, and loads pages of the conversation until it is among them. */
async function findTurn(chat: string, turn: string): Promise<'there' | 'cleared' | 'refused'> {
  if (!(await until(() => shownIn(chat) !== null))) return 'cleared'
  if (shownIn(chat)?.turns.some(({ id }) => id === turn)) return 'there'
  const answer = await api.walk(chat, { turn })
  if (!answer.ok) {
    if (answer.problem.status === 404) return 'cleared'
    sayProblem(answer.problem.message)
    return 'refused'
  }
  const { tip, before, number, cleared } = answer.value
  if (tip !== before) {
    const back = () => void api.walk(chat, { number: before })
    say({ words: words().showTurn.walked, action: { name: words().showTurn.walkBack, run: back } })
  }
  if (cleared) return 'cleared'
  if (!(await until(() => onScreen(chat, tip)))) return 'cleared'
  for (;;) {
    const shown = shownIn(chat)
    const first = shown?.turns[0]
    if (!first || first.number <= number) return 'there'
    await loadEarlier(chat)
    if (shownIn(chat)?.turns[0]?.number === first.number) return 'cleared'
  }
}

/** Whether the conversation ends there, and its end is loaded. */
function onScreen(chat: string, tip: number): boolean {
  const shown = shownIn(chat)
  return current().app?.workspace.chats[chat]?.tip === tip && shown?.later === 0 && shown.turns.length > 0
}

/** Resolves once the state is so, or with false when it takes too long. */
function until(holds: () => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (result: boolean) => {
      clearTimeout(timer)
      stop()
      resolve(result)
    }
    const timer = setTimeout(() => end(false), PATIENCE)
    const stop = subscribe(() => holds() && end(true))
    if (holds()) end(true)
  })
}

/** The message on the page, which may take some frames to come. */
function painted(chat: string, turn: string): Promise<HTMLElement | null> {
  const started = performance.now()
  revealTurn(chat, turn)
  const selector = `[data-chat="${CSS.escape(chat)}"][data-turn="${CSS.escape(turn)}"]`
  return new Promise((resolve) => {
    const look = () => {
      const place = document.querySelector<HTMLElement>(selector)
      if (place || performance.now() - started > PATIENCE) resolve(place)
      else requestAnimationFrame(look)
    }
    look()
  })
}

function standOut(place: HTMLElement, toolCall: string | undefined): void {
  const call = toolCall ? place.querySelector<HTMLElement>(`[data-call="${CSS.escape(toolCall)}"]`) : null
  place.focus({ preventScroll: true })
  const target = call ?? place
  pointAt(target, call ? 'center' : 'start')
}

/** Brings something of a conversation into view and lets it stand out for a moment. */
export function pointAt(target: HTMLElement, block: ScrollLogicalPosition): void {
  target.scrollIntoView({ block })
  // Twice: what lies above is measured only when it comes near.
  requestAnimationFrame(() => target.scrollIntoView({ block }))
  target.classList.add('pointed')
  setTimeout(() => target.classList.remove('pointed'), STANDS_OUT)
}
