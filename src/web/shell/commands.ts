/** Everything that one can do from anywhere, as data: the keys, the palette and the list of keys are made of it. */
import { api } from '../api.ts'
import { activePane, leaveOut, movePane, showBoardAsAtFirst, showOnly, toggleZoom } from '../board/arrange.ts'
import { addChat, chatsNow, panesNow } from '../board/chats.ts'
import { isMany } from '../board/layout.ts'
import { closeChat } from '../chat/deeds.ts'
import { sayProblem } from '../components/toast.tsx'
import { lookAround } from '../demonstration/look-around.ts'
import { currentView, look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { toggleBlame } from '../past/blame-switch.ts'
import { backToNow, lookBack } from '../past/time.ts'
import { openPrompts } from '../prompts/open-prompts.ts'
import { current } from '../store/store.ts'
import { setTheme, type Theme } from '../theme.ts'
import { takeTour } from '../welcome/example.ts'
import type { CommandId } from './bindings.ts'
import { openShell } from './shell.ts'

export type Room = 'board' | 'memory' | 'workspace' | 'look'

export interface Command {
  readonly room: Room
  /** Whether it can be done just now; always when left out. */
  readonly when?: () => boolean
  /** Left out: it is done where one is, by whoever has the focus. */
  readonly run?: () => void
}

const several = () => !isNarrow() && panesNow().length > 1
const hasMany = () => isMany(chatsNow())
const unzoomed = () => several() && currentView().zoom === null
const running = () => current().app?.workspace.chats[activePane() ?? '']?.running ?? null

/** In the order in which they are listed. */
export const COMMANDS: Readonly<Record<CommandId, Command>> = {
  palette: { room: 'workspace', run: () => openShell('palette') },
  addChat: { room: 'board', run: () => void addChat() },
  toChat: { room: 'board' },
  broadcast: { room: 'board', when: () => panesNow().length > 0, run: () => openShell('broadcast') },
  zoom: { room: 'board', when: several, run: () => withActive(toggleZoom) },
  toStart: { room: 'board', when: unzoomed, run: () => withActive((chat) => movePane(chat, -1)) },
  toEnd: { room: 'board', when: unzoomed, run: () => withActive((chat) => movePane(chat, 1)) },
  only: { room: 'board', when: several, run: () => withActive(showOnly) },
  leaveOut: { room: 'board', when: several, run: () => withActive(leaveOut) },
  wholeBoard: {
    room: 'board',
    when: () => !hasMany() && currentView().chats !== null,
    run: showBoardAsAtFirst,
  },
  newestChats: { room: 'board', when: hasMany, run: showBoardAsAtFirst },
  findChat: { room: 'board', run: () => openShell('chats') },
  stop: { room: 'board', when: () => running() !== null, run: () => void stop() },
  closeChat: {
    room: 'board',
    when: () => activePane() !== null,
    run: () => withActive((chat) => void closeChat(chat)),
  },
  goToMemory: { room: 'memory', run: goToMemory },
  find: { room: 'memory', run: find },
  blame: { room: 'memory', when: () => currentView().document !== null, run: () => void toggleBlame() },
  renameRow: { room: 'memory' },
  nextChanged: { room: 'memory' },
  beforeChanged: { room: 'memory' },
  openChanged: { room: 'memory' },
  readChanged: { room: 'memory' },
  undoChanged: { room: 'memory' },
  lookBack: { room: 'memory', run: () => (currentView().at ? backToNow() : lookBack()) },
  panel: { room: 'memory', when: () => !isNarrow(), run: () => look({ panel: !currentView().panel }) },
  prompts: { room: 'workspace', run: () => openPrompts(activePane()) },
  settings: { room: 'workspace', run: () => openShell('settings') },
  statistics: { room: 'workspace', run: () => openShell('statistics') },
  messages: { room: 'workspace', when: () => shownMessage() !== null, run: () => shownMessage()?.focus() },
  tour: { room: 'workspace', run: () => void takeTour() },
  lookAround: {
    room: 'workspace',
    when: () => current().app?.workspace.demonstration === null,
    run: () => void lookAround(),
  },
  shortcuts: { room: 'workspace', run: () => openShell('shortcuts') },
  system: theme('system'),
  light: theme('light'),
  dark: theme('dark'),
  contrast: theme('contrast'),
}

export function canRun(id: CommandId): boolean {
  return COMMANDS[id].run !== undefined && (COMMANDS[id].when?.() ?? true)
}

function theme(value: Theme): Command {
  return { room: 'look', run: () => setTheme(value) }
}

/** Does something with the pane one is in. */
function withActive(act: (chat: string) => void): void {
  const chat = activePane()
  if (chat !== null) act(chat)
}

async function stop(): Promise<void> {
  const [chat, turn] = [activePane(), running()]
  if (chat === null || turn === null) return
  const answer = await api.stop(chat, turn)
  if (!answer.ok) sayProblem(answer.problem.message)
}

/** What one can do with the message that came up last. */
function shownMessage(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-messages] button')
}

export function goToMemory(): void {
  look({ panel: true, ...(isNarrow() ? { front: 'memory' } : {}) })
  focusSoon(IN_MEMORY)
}

function find(): void {
  look({ panel: true, ...(isNarrow() ? { front: 'memory' } : {}) })
  focusSoon(['[data-find]'])
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
