import type { ProseWords } from '../../prose/words.ts'

/** What `prose/` says, in German. */
export const prose: ProseWords = {
  openDocument: 'Dieses Dokument öffnen',
  image: (text) => `Bild: ${text}`,
  done: 'Erledigt',
  open: 'Offen',
  table: 'Tabelle',
  signs: (first, others) => `${first} und ${others} weitere`,
}
