import type { ShellWords } from '../../shell/words.ts'
import { count } from '../../words.ts'

/** What `shell/` says, in German. */
export const shell: ShellWords = {
  name: 'Commonplace',
  addChat: 'Neuer Chat',
  toChats: 'Zu den Chats',
  toMemory: 'Zum Gedächtnis',
  allChats: 'Alle Chats',
  statistics: 'Statistik',
  settings: 'Einstellungen',
  palette: 'Alles durchsuchen',
  keyNames: {
    Ctrl: 'Strg',
    Shift: 'Umschalt',
    Enter: 'Eingabe',
    Space: 'Leertaste',
    PageUp: 'Bild auf',
    PageDown: 'Bild ab',
    '1…9': '1 … 9',
  },
  tipWithKeys: (tip, keys) => `${tip} (${keys})`,
  showMemory: 'Gedächtnis zeigen',
  theme: 'Aussehen',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel', contrast: 'Hoher Kontrast' },
  chats: {
    board: 'Auf dem Board',
    newest: 'Zuletzt gesprochen',
    find: (of) => `Einen von ${count(of, 'Chat', 'Chats')} finden …`,
    atWork: 'Claude arbeitet',
    none: 'Kein Chat auf dem Board',
    away: 'Weggelegt',
    deleted: 'Gelöscht',
    broadcast: 'In mehreren Chats sagen …',
    follow: 'Folgen, ohne mitzureden',
    followOne: 'Einem folgen, ohne mitzureden …',
  },
  host: {
    rehearsal: 'Probemodell, folgt Regeln',
    rehearsalShort: 'Probe',
    connect: 'Claude verbinden',
  },
  line: {
    lost: 'Verbindung verloren.',
    lostMore:
      'Was abgeschickt wurde, ist gespeichert, und was du geschrieben hast, bleibt. Was du jetzt sendest, geht ab, sobald der Server wieder erreicht wird.',
    back: 'Wieder verbunden. Alles ist auf dem neuesten Stand.',
  },
  notices: {
    title: 'Hinweise',
    onlyNewest: 'Nur den neuesten',
    more: (n) => `${n} weitere`,
    putAway: 'Diesen Hinweis weglegen',
    putAwayHint: 'Weglegen, für alle',
  },
  said: {
    answering: (chat) => `Claude antwortet in ${chat}.`,
    finished: (chat) => `Claude ist fertig in ${chat}.`,
    ended: (how, chat) => `${how} in ${chat}.`,
    theHost: 'Der Host',
  },
}
