/** The keys that work everywhere, as data; the list that `?` shows is made of it. */
import { addChat, focusComposer } from '../board/chats.ts'
import { currentView, look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { toggleBlame } from '../past/blame-switch.ts'
import { backToNow, lookBack } from '../past/time.ts'
import { current } from '../store/store.ts'
import { openShell } from './shell.ts'

export interface Shortcut {
  readonly keys: string
  readonly words: string
}

export const SHORTCUTS: readonly { readonly title: string; readonly keys: readonly Shortcut[] }[] = [
  {
    title: 'Anywhere',
    keys: [
      { keys: 'Alt 1 … 9', words: 'Write in that chat' },
      { keys: 'Alt M', words: 'Go to memory' },
      { keys: 'Alt N', words: 'Add a chat' },
      { keys: 'Alt T', words: 'Look back in time, and back to now' },
      { keys: 'Alt ,', words: 'Settings' },
      { keys: '/', words: 'Find a document, by its name or text' },
      { keys: '?', words: 'This list' },
    ],
  },
  {
    title: 'In a message',
    keys: [
      { keys: 'Enter', words: 'Send' },
      { keys: 'Shift Enter', words: 'New line' },
    ],
  },
  {
    title: 'In memory',
    keys: [
      { keys: '↑ ↓', words: 'Walk the tree' },
      { keys: '← →', words: 'Close and open a folder' },
      { keys: 'Enter', words: 'Open the document' },
      { keys: 'Alt B', words: 'Who wrote each line' },
      { keys: '1 2 3 4', words: 'In a conflict: mine, theirs, both, edit' },
      { keys: 'Ctrl S', words: 'Save while editing' },
    ],
  },
  {
    title: 'Between two panes',
    keys: [
      { keys: '← →', words: 'Make one wider; with Shift by more' },
      { keys: 'Enter', words: 'Make all even' },
    ],
  },
]

/** Listens for the keys that work everywhere. To be called once. */
export function listenForShortcuts(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey) return
    if (document.querySelector('[role=dialog]')) return
    if (event.altKey ? withAlt(event) : !isTyping(event.target) && plain(event)) event.preventDefault()
  })
}

function withAlt(event: KeyboardEvent): boolean {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
  if (digit) return goToChat(Number(digit))
  switch (event.code) {
    case 'KeyM':
      look({ panel: true, ...(isNarrow() ? { front: 'memory' } : {}) })
      focusSoon(IN_MEMORY)
      return true
    case 'KeyN':
      void addChat()
      return true
    case 'KeyB':
      return toggleBlame()
    case 'KeyT':
      if (currentView().at) backToNow()
      else lookBack()
      return true
    case 'Comma':
      openShell('settings')
      return true
    default:
      return false
  }
}

function plain(event: KeyboardEvent): boolean {
  switch (event.key) {
    case '?':
      openShell('shortcuts')
      return true
    case '/':
      look({ panel: true })
      focusSoon(['[data-find]'])
      return true
    default:
      return false
  }
}

function goToChat(number: number): boolean {
  const workspace = current().app?.workspace
  const chat = workspace?.chatOrder.filter((id) => workspace.chats[id]?.place === 'board')[number - 1]
  if (chat === undefined) return false
  if (isNarrow()) look({ front: chat })
  focusComposer(chat)
  return true
}

/** Where one lands in memory: in the tree; without one in sight in the document that is open, else in the panel itself. */
const IN_MEMORY = ['[role=tree]', '[data-document]', '[aria-label="Memory"]'] as const

/** Gives the focus to the first of these that can be seen. */
function focusSoon(selectors: readonly string[]): void {
  requestAnimationFrame(() => {
    const places = selectors.flatMap((selector) => [...document.querySelectorAll<HTMLElement>(selector)])
    places.find((place) => place.checkVisibility())?.focus()
  })
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
