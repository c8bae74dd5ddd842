import { catalogue } from '../language/language.ts'

/** What stands on a key, where it is not what we call it. */
const names: Readonly<Record<string, string>> = {
  '1…9': '1 … 9',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
}

export const words = catalogue('shell-shortcuts', {
  title: 'Keyboard shortcuts',
  groups: {
    anywhere: 'Anywhere',
    message: 'In a message',
    memory: 'In memory',
    panes: 'Between two panes',
  },
  keyNames: names,
  writeIn: 'Write in that chat',
  goToMemory: 'Go to memory',
  addChat: 'Add a chat',
  lookBack: 'Look back in time, and back to now',
  zoom: 'Let this chat fill the board, and back',
  toStart: 'Move this chat towards the first',
  toEnd: 'Move this chat towards the last',
  settings: 'Settings',
  find: 'Find a document, by its name or text',
  list: 'This list',
  send: 'Send',
  newLine: 'New line',
  walkTree: 'Walk the tree',
  folder: 'Close and open a folder',
  openDocument: 'Open the document',
  blame: 'Who wrote each line',
  conflict: 'In a conflict: mine, theirs, both, edit',
  save: 'Save while editing',
  wider: 'Make one wider; with Shift by more',
  even: 'Make all even',
})
export type ShellShortcutsWords = ReturnType<typeof words>
