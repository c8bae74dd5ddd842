/** The real elements that the steps of the tour speak of. */
import { isNarrow } from '../memory/open.ts'
import type { Tour } from './tour.ts'

const one = (selector: string) => document.querySelector(selector)
const named = (attribute: string, id: string) => one(`[${attribute}="${CSS.escape(id)}"]`)

/** What a step points at; `chat` is the one it speaks of. */
export function targetOf(tour: Tour, chat: string | null): Element | null {
  if (tour.kind !== 'on') return null
  switch (tour.step) {
    case 'ask':
      return messageBox(chat)
    case 'watch':
      return one('[data-memory]') ?? named('data-tab', 'memory') ?? one('[data-show-memory]')
    case 'other':
      return tour.second === null ? messageBox(chat) : conversation(tour.second)
    case 'back':
      return wayBack(tour.second ?? tour.first)
    default:
      return tour.step satisfies never
  }
}

function messageBox(chat: string | null): Element | null {
  if (chat === null) return one('[data-add-chat]')
  return named('data-composer', chat)?.parentElement ?? named('data-tab', chat)
}

function conversation(chat: string): Element | null {
  if (isNarrow()) return named('data-composer', chat) ? null : named('data-tab', chat)
  return named('data-pane', chat)
}

/** The newest change that can be taken back in that chat, or in any that is shown. */
function wayBack(chat: string | null): Element | null {
  const pane = chat === null ? null : named('data-pane', chat)
  const ways = [...(pane ?? document).querySelectorAll('[data-undo]')]
  const shown = ways.filter((way) => way.checkVisibility())
  return shown.at(-1) ?? (chat === null ? null : named('data-tab', chat))
}
