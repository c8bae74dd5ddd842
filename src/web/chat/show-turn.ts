/** Leads to a message from elsewhere: from a line of memory, or from its history. */
import { api } from '../api.ts'
import { say, sayProblem } from '../components/toast.tsx'
import { look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { loadEarlier } from '../store/live.ts'
import { current, subscribe } from '../store/store.ts'
import { revealTurn } from './reveal.ts'
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
  const number = await findTurn(chat, turn)
  const cleared = number !== null && number <= (current().app?.workspace.chats[chat]?.clearedThrough ?? 0)
  const place = number === null || cleared ? null : await painted(chat, turn)
  if (!place) {
    say({ words: words().showTurn.cleared })
    return
  }
  standOut(place, toolCall)
}

function bringToFront(chat: string): void {
  const pane = document.querySelector(`[data-pane="${CSS.escape(chat)}"]`)
  if (isNarrow()) look({ front: chat })
  else if (!pane) look({ chats: null })
  else if (!pane.checkVisibility()) look({ zoom: chat })
}

/** Loads pages of the conversation until the turn is among them; its number, or null when it is in none. */
async function findTurn(chat: string, turn: string): Promise<number | null> {
  if (!(await until(() => current().app?.chats[chat] !== undefined))) return null
  for (;;) {
    const conversation = current().app?.chats[chat]
    const found = conversation?.turns.find(({ id }) => id === turn)
    if (found) return found.number
    if (!conversation || conversation.earlier === 0) return null
    const before = conversation.turns.length
    await loadEarlier(chat)
    if ((current().app?.chats[chat]?.turns.length ?? 0) === before) return null
  }
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
  // Twice: what lies above is measured only when it comes near.
  target.scrollIntoView({ block: call ? 'center' : 'start' })
  requestAnimationFrame(() => target.scrollIntoView({ block: call ? 'center' : 'start' }))
  target.classList.add('pointed')
  setTimeout(() => target.classList.remove('pointed'), STANDS_OUT)
}
