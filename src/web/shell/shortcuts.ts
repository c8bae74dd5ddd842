/** The keys that work everywhere, as data; the list that `?` shows is made of it. */
import { activePane, movePane, toggleZoom } from '../board/arrange.ts'
import { addChat, panesNow, showChat } from '../board/chats.ts'
import { currentView, look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { toggleBlame } from '../past/blame-switch.ts'
import { backToNow, lookBack } from '../past/time.ts'
import { openShell } from './shell.ts'
import { words } from './words-shortcuts.ts'

export interface Shortcut {
  /** Keys that are pressed together, with a plus between them. */
  readonly keys: string
  readonly words: string
}

export interface ShortcutGroup {
  readonly title: string
  readonly keys: readonly Shortcut[]
}

/** The names that stand on the keys. */
export function keyNames(keys: string): string {
  const { keyNames: names } = words()
  return keys
    .split('+')
    .map((key) => names[key] ?? key)
    .join(' ')
}

/** All keys, in groups, in the words of the language shown. */
export function shortcuts(): readonly ShortcutGroup[] {
  const said = words()
  const { groups } = said
  return [
    {
      title: groups.anywhere,
      keys: [
        { keys: 'Alt+1…9', words: said.writeIn },
        { keys: 'Alt+M', words: said.goToMemory },
        { keys: 'Alt+N', words: said.addChat },
        { keys: 'Alt+T', words: said.lookBack },
        { keys: 'Alt+Z', words: said.zoom },
        { keys: 'Alt+PageUp', words: said.toStart },
        { keys: 'Alt+PageDown', words: said.toEnd },
        { keys: 'Alt+,', words: said.settings },
        { keys: '/', words: said.find },
        { keys: '?', words: said.list },
      ],
    },
    {
      title: groups.message,
      keys: [
        { keys: 'Enter', words: said.send },
        { keys: 'Shift+Enter', words: said.newLine },
      ],
    },
    {
      title: groups.memory,
      keys: [
        { keys: '↑ ↓', words: said.walkTree },
        { keys: '← →', words: said.folder },
        { keys: 'Enter', words: said.openDocument },
        { keys: 'Alt+B', words: said.blame },
        { keys: '1 2 3 4', words: said.conflict },
        { keys: 'Ctrl+S', words: said.save },
      ],
    },
    {
      title: groups.panes,
      keys: [
        { keys: '← →', words: said.wider },
        { keys: 'Enter', words: said.even },
      ],
    },
  ]
}

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
    case 'KeyZ':
      return withActive(toggleZoom)
    case 'PageUp':
      return withActive((chat) => movePane(chat, -1))
    case 'PageDown':
      return withActive((chat) => movePane(chat, 1))
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

/** Does something with the pane one is in. */
function withActive(act: (chat: string) => void): boolean {
  const chat = isNarrow() ? null : activePane()
  if (chat !== null) act(chat)
  return chat !== null
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
  const chat = panesNow()[number - 1]
  if (chat === undefined) return false
  showChat(chat)
  return true
}

/** Where one lands in memory: in the tree; without one in sight in the document that is open, else in the panel itself. */
const IN_MEMORY = ['[role=tree]', '[data-document]', '[data-memory]'] as const

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
