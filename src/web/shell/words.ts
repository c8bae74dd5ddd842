import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** What stands on a key, where it is not what we call it. */
const keyNames: Readonly<Record<string, string>> = {
  '1…9': '1 … 9',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
}

export const words = catalogue('shell', {
  name: 'Commonplace',
  addChat: 'Add chat',
  toChats: 'To the chats',
  toMemory: 'To memory',
  allChats: 'All chats',
  statistics: 'Statistics',
  settings: 'Settings',
  palette: 'Search for anything',
  keyNames,
  tipWithKeys: (tip: string, keys: string) => `${tip} (${keys})`,
  showMemory: 'Show memory',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
  chats: {
    board: 'On the board',
    newest: 'Spoken in last',
    find: (of: number) => `Find one of ${count(of, 'chat')}…`,
    atWork: 'Claude is at work',
    none: 'No chat on the board',
    away: 'Put away',
    deleted: 'Deleted',
    broadcast: 'Say to several chats…',
    follow: 'Follow, without taking part',
    followOne: 'Follow one, without taking part…',
  },
  host: {
    rehearsal: 'Rehearsal model, follows rules',
    rehearsalShort: 'Rehearsal',
    connect: 'Connect Claude',
  },
  line: {
    lost: 'Connection lost.',
    lostMore:
      'What was asked for is stored, and what you wrote is kept. What you send now goes as soon as the server is reached again.',
    back: 'Connected again. Everything is up to date.',
  },
  notices: {
    title: 'Notices',
    onlyNewest: 'Only the newest',
    more: (n: number) => `${n} more`,
    putAway: 'Put this notice away',
    putAwayHint: 'Put away, for everybody',
  },
  said: {
    answering: (chat: string) => `Claude is answering in ${chat}.`,
    finished: (chat: string) => `Claude finished in ${chat}.`,
    ended: (how: string, chat: string) => `${how} in ${chat}.`,
    theHost: 'The host',
  },
})
export type ShellWords = ReturnType<typeof words>
