/** The memory calls under way, so that every browser sees a document being written. Pure and browser-safe. */
import type { ChatInfo, WorkspaceEvent, Writing } from './events.ts'

type Writings = Readonly<Record<string, Writing>>
type TurnFact = Extract<WorkspaceEvent, { type: 'turn.event' }>

/** Name of the tool whose calls are announced to every tab, whichever chats it shows. */
export const MEMORY_TOOL = 'memory'

export function reduceWritings(writings: Writings, chat: ChatInfo, fact: TurnFact): Writings {
  const event = fact.event
  switch (event.type) {
    case 'block.started': {
      if (event.block.kind !== 'tool' || event.block.name !== MEMORY_TOOL) return writings
      const key = `${fact.chat}/${fact.turn}/${event.block.id}`
      const { chat: id, turn } = fact
      const speaker = chat.lastSpeaker
      const writing: Writing = {
        key,
        chat: id,
        turn,
        step: event.step,
        index: event.index,
        speaker,
        input: '',
        state: 'arriving',
      }
      return { ...writings, [key]: writing }
    }
    case 'block.delta':
      return change(writings, fact, event.step, event.index, (w) => ({ ...w, input: w.input + event.text }))
    case 'tool.started':
      return change(writings, fact, event.step, event.index, (w) => ({ ...w, state: 'running' }))
    case 'tool.finished':
      return remove(writings, (w) => w.turn === fact.turn && w.step === event.step && w.index === event.index)
    case 'step.started':
    case 'turn.finished':
      return remove(writings, (w) => w.turn === fact.turn)
    default:
      return writings
  }
}

function change(
  writings: Writings,
  fact: TurnFact,
  step: number,
  index: number,
  to: (w: Writing) => Writing,
): Writings {
  const found = Object.values(writings).find(
    (w) => w.turn === fact.turn && w.step === step && w.index === index,
  )
  return found ? { ...writings, [found.key]: to(found) } : writings
}

function remove(writings: Writings, gone: (w: Writing) => boolean): Writings {
  const kept = Object.values(writings).filter((w) => !gone(w))
  if (kept.length === Object.keys(writings).length) return writings
  return Object.fromEntries(kept.map((w) => [w.key, w]))
}
