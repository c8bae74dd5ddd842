/** Listens for the keys that work everywhere. */
import { panesNow, showChat } from '../board/chats.ts'
import { commandOf, MAC } from './bindings.ts'
import { COMMANDS, canRun } from './commands.ts'
import { chordOf, isSingle, oneOfNine } from './keys.ts'

/** To be called once. */
export function listenForShortcuts(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return
    const chord = chordOf(event, MAC)
    if (chord === null || (isSingle(chord) && isTyping(event.target))) return
    // Asked last: it looks through the whole page, and most keys are words being typed.
    if (document.querySelector('[role=dialog]')) return
    if (act(chord)) event.preventDefault()
  })
}

function act(chord: string): boolean {
  const id = commandOf(chord)
  if (id === 'toChat') return toChat(chord)
  if (id === null || !canRun(id)) return false
  COMMANDS[id].run?.()
  return true
}

/** A number leads to the chat that stands there. */
function toChat(chord: string): boolean {
  const number = oneOfNine(chord)?.number
  const chat = number && panesNow()[number - 1]
  if (!chat) return false
  showChat(chat)
  return true
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
