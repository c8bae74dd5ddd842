import type { ShellShortcutsWords } from '../../shell/words-shortcuts.ts'

/** The list of keys, in German. */
export const shellShortcuts: ShellShortcutsWords = {
  title: 'Tastenkürzel',
  groups: {
    anywhere: 'Überall',
    message: 'In einer Nachricht',
    memory: 'Im Gedächtnis',
    panes: 'Zwischen zwei Spalten',
  },
  keyNames: { Ctrl: 'Strg', Shift: 'Umschalt', Enter: 'Eingabe', '1…9': '1 … 9' },
  writeIn: 'In diesem Chat schreiben',
  goToMemory: 'Zum Gedächtnis gehen',
  addChat: 'Einen Chat hinzufügen',
  lookBack: 'Zurück in der Zeit, und zurück zum Jetzt',
  settings: 'Einstellungen',
  find: 'Ein Dokument finden, nach Name oder Text',
  list: 'Diese Liste',
  send: 'Senden',
  newLine: 'Neue Zeile',
  walkTree: 'Durch den Baum gehen',
  folder: 'Einen Ordner schließen und öffnen',
  openDocument: 'Das Dokument öffnen',
  blame: 'Wer welche Zeile schrieb',
  conflict: 'Bei einem Widerspruch: meins, deren, beides, bearbeiten',
  save: 'Beim Bearbeiten speichern',
  wider: 'Eine breiter machen; mit Umschalt weiter',
  even: 'Alle gleich breit machen',
}
