import type { PastReplaceWords } from '../../past/words-replace.ts'
import { count, numeral } from '../../words.ts'

const inDocuments = (n: number) => count(n, 'Dokument', 'Dokumenten')

export const pastReplace: PastReplaceWords = {
  title: 'Suchen und ersetzen',
  cancel: 'Abbrechen',
  writing: 'Wird geschrieben …',
  find: 'Suchen',
  replaceWith: 'Ersetzen durch',
  where: 'Wo',
  matchCase: 'Groß- und Kleinschreibung beachten',
  wholeWords: 'Ganze Wörter',
  about: 'Was sich ändern würde, steht hier, bevor etwas geschrieben wird.',
  looking: 'Sucht …',
  changedMeanwhile: 'Nichts wurde ersetzt: Das Gedächtnis wurde inzwischen geändert. Sieh noch einmal nach.',
  replace: 'Ersetzen',
  replaceCount: (n, documents) => `${numeral(n)} in ${inDocuments(documents)} ersetzen`,
  replaced: (n, documents) => `${numeral(n)} in ${inDocuments(documents)} ersetzt.`,
  undo: 'Rückgängig machen',
  undoTitle: 'Das Ersetzen rückgängig machen',
  everywhere: 'Überall',
  folders: 'Ordner',
  documents: 'Dokumente',
  nowhere: 'Nirgends gefunden.',
  found: (n, documents) =>
    `${n === 1 ? 'Einmal' : `${numeral(n)}-mal`} gefunden in ${inDocuments(documents)}.`,
  list: 'Was ersetzt würde',
  more: (n) => `Und ${count(n, 'weiteres Dokument', 'weitere Dokumente')}.`,
}
