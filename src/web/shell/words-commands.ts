import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'
import type { CommandId } from './bindings.ts'
import type { Room } from './commands.ts'

const commands: Readonly<Record<CommandId, string>> = {
  palette: 'Search for anything to do or open',
  addChat: 'Add a chat',
  toChat: 'Write in the chat that stands there',
  broadcast: 'Say to several chats…',
  zoom: 'Let this chat fill the board, and back',
  toStart: 'Move this chat towards the first',
  toEnd: 'Move this chat towards the last',
  only: 'Show only this chat',
  leaveOut: 'Leave this chat out of the view',
  wholeBoard: 'Show the whole board',
  newestChats: 'Show the chats that were spoken in last',
  findChat: 'Find a chat, the newest first',
  stop: 'Stop Claude in this chat',
  closeChat: 'Close this chat',
  goToMemory: 'Go to memory',
  find: 'Find a document, by its name or text',
  blame: 'Who wrote each line',
  renameRow: 'In the tree: rename',
  nextChanged: 'In what changed: next',
  beforeChanged: 'In what changed: previous',
  openChanged: 'In what changed: open the document',
  readChanged: 'In what changed: mark as read',
  undoChanged: 'In what changed: undo',
  lookBack: 'Look back in time, and back to now',
  panel: 'Show and hide memory',
  prompts: 'Prompts: find one for a message',
  settings: 'Settings',
  statistics: 'Statistics',
  messages: 'Go to the message that came up',
  tour: 'Take the tour',
  lookAround: 'Look around in a demonstration',
  shortcuts: 'Keyboard shortcuts',
  system: 'Colours as the system has them',
  light: 'Light colours',
  dark: 'Dark colours',
  contrast: 'High contrast',
}

const rooms: Readonly<Record<Room, string>> = {
  board: 'Board',
  memory: 'Memory',
  workspace: 'Workspace',
  look: 'Look',
}

export const words = catalogue('shell-commands', {
  commands,
  rooms,
  found: (n: number) => `${count(n, 'result')}.`,
  scattered: 'With these letters somewhere',
  palette: {
    title: 'Commands',
    field: 'Search for anything to do or open',
    placeholder: 'What would you like to do, open or find?',
    list: 'Commands, chats and documents',
    written: 'Written in documents',
    said: 'Said in chats',
    nothing: 'Nothing is called so. No document holds it, nor was it said in a chat.',
    recent: 'Recent',
    chats: 'Chats',
    away: 'Chats, put away',
    documents: 'Documents',
    settings: 'Settings',
  },
  chats: {
    title: 'All chats',
    followTitle: 'Follow a chat, without taking part',
    field: 'Find a chat',
    placeholder: 'Name of a chat, or who spoke there',
    list: 'Chats, the newest first',
    nothing: 'No chat is called so.',
    deleted: 'Chats, deleted',
  },
})
export type ShellCommandsWords = ReturnType<typeof words>
