import type { ProseWords } from '../../prose/words.ts'

/** What `prose/` says, in German. */
export const prose: ProseWords = {
  openDocument: 'Dieses Dokument öffnen',
  image: (text) => `Bild: ${text}`,
  done: 'Erledigt',
  open: 'Offen',
  table: 'Tabelle',
  copyCode: 'Diesen Code kopieren',
  copied: 'Kopiert.',
  notCopied: 'Der Browser hat das Kopieren nicht zugelassen. Wähle es aus und kopiere es von Hand.',
  signs: (first, others) => `${first} und ${others} weitere`,
}
