import type { ShellShortcutsWords } from '../../shell/words-shortcuts.ts'

/** The list of keys, in German. */
export const shellShortcuts: ShellShortcutsWords = {
  title: 'Tastenkürzel',
  about: 'Drück auf die Tasten einer Zeile, um ihr andere zu geben. Sie gelten in diesem Browser.',
  press: 'Drück die neuen Tasten …',
  pressHint: 'Escape lässt es, wie es ist, die Rücktaste lässt es ohne Tasten.',
  none: 'keine Tasten',
  change: (command, keys) => `Die Tasten von „${command}“ ändern, jetzt ${keys}`,
  reset: (command, keys) => `„${command}“ wieder die ersten Tasten geben: ${keys}`,
  resetAll: 'Alles wie am Anfang',
  had: (keys, command) => `${keys} gehört bisher zu „${command}“.`,
  useHere: 'Hier verwenden',
  leave: 'Dort lassen',
  refused: {
    taken: (keys) => `${keys} bewegt oder schreibt überall etwas und ist nicht zu vergeben.`,
    browser: (keys) => `${keys} behält der Browser für sich.`,
    number: (keys) => `${keys} ist keine Zahl. Drück 1 zusammen mit Alt oder Strg; 2 bis 9 sind mit gemeint.`,
  },
  single: 'Einzeln gedrückte Tasten',
  singleAbout:
    'Tasten wie / und ?, ohne Alt oder Strg. Aus hilft allen, die diktieren oder Tasten aus Versehen drücken.',
  fixed: 'Immer gleich',
  fixedAbout:
    'Sie gelten nur dort, wo es dabeisteht, oder bedeuten in jedem Programm dasselbe. Sie lassen sich nicht ändern.',
  send: 'Senden',
  newLine: 'Neue Zeile',
  versions: 'Durch die Fassungen einer Nachricht gehen',
  ontoNewest: 'Im Gespräch: zur neuesten Nachricht',
  walkMessages: 'Von dort: die Nachricht davor und danach',
  walkTree: 'Durch den Baum gehen',
  folder: 'Einen Ordner schließen und öffnen',
  openDocument: 'Das Dokument öffnen',
  rowMenu: 'Im Baum: das Menü einer Zeile',
  walkChanged: 'In den Änderungen: weiter und zurück',
  conflict: 'Bei einem Konflikt: meins, das andere, beides, bearbeiten',
  save: 'Beim Bearbeiten speichern',
  wider: 'Eine breiter machen; mit Umschalt weiter',
  even: 'Alle gleich breit machen',
  unzoom: 'Alle Chats wieder zeigen, wenn einer das Board füllt',
}
