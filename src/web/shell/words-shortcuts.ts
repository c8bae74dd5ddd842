import { catalogue } from '../language/language.ts'

export const words = catalogue('shell-shortcuts', {
  title: 'Keyboard shortcuts',
  about: 'Press the keys of a line to give it others. They are kept in this browser.',
  press: 'Press the new keys…',
  pressHint: 'Escape leaves it as it is, Backspace leaves it without keys.',
  none: 'no keys',
  change: (command: string, keys: string) => `Change the keys of “${command}”, now ${keys}`,
  reset: (command: string, keys: string) => `Give “${command}” its first keys again: ${keys}`,
  resetAll: 'All as at first',
  had: (keys: string, command: string) => `${keys} is for “${command}” until now.`,
  useHere: 'Use it here',
  leave: 'Leave it there',
  refused: {
    taken: (keys: string) => `${keys} moves or writes wherever one is, and cannot be given away.`,
    browser: (keys: string) => `The browser keeps ${keys} for itself.`,
    number: (keys: string) =>
      `${keys} is no number. Press 1 together with Alt or Ctrl; 2 to 9 are meant too.`,
  },
  single: 'Keys pressed alone',
  singleAbout:
    'Keys such as / and ?, without Alt or Ctrl. Off helps whoever dictates or presses keys by chance.',
  fixed: 'Always the same',
  fixedAbout:
    'They hold only where they are named, or are what every program means by them. They cannot be changed.',
  send: 'Send',
  newLine: 'New line',
  versions: 'Walk the versions of a message',
  ontoNewest: 'In a conversation: onto its newest message',
  walkMessages: 'From there: the message before and after',
  walkTree: 'Walk the tree',
  folder: 'Close and open a folder',
  openDocument: 'Open the document',
  rowMenu: 'In the tree: the menu of a row',
  walkChanged: 'In what changed: next and previous',
  conflict: 'In a conflict: mine, theirs, both, edit',
  save: 'Save while editing',
  wider: 'Make one wider; with Shift by more',
  even: 'Make all even',
  unzoom: 'Show all chats again, when one fills the board',
})
export type ShellShortcutsWords = ReturnType<typeof words>
