import { catalogue } from '../language/language.ts'
import { count, numeral } from '../words.ts'

/** Finding a text and replacing it. */
export const words = catalogue('past-replace', {
  title: 'Find and replace',
  cancel: 'Cancel',
  writing: 'Writing…',
  find: 'Find',
  replaceWith: 'Replace with',
  where: 'Where',
  matchCase: 'Match case',
  wholeWords: 'Whole words',
  about: 'What would change is shown here before anything is written.',
  looking: 'Looking…',
  changedMeanwhile: 'Nothing was replaced: memory was changed meanwhile. Look again.',
  replace: 'Replace',
  replaceCount: (n: number, documents: number) => `Replace ${numeral(n)} in ${count(documents, 'document')}`,
  replaced: (n: number, documents: number) => `Replaced ${numeral(n)} in ${count(documents, 'document')}.`,
  undo: 'Undo',
  undoTitle: 'Undo the replacement',
  everywhere: 'Everywhere',
  folders: 'Folders',
  documents: 'Documents',
  nowhere: 'Found nowhere.',
  found: (n: number, documents: number) =>
    `Found ${n === 1 ? 'once' : `${numeral(n)} times`} in ${count(documents, 'document')}.`,
  list: 'What would be replaced',
  more: (n: number) => `And ${count(n, 'more document', 'more documents')}.`,
})
export type PastReplaceWords = ReturnType<typeof words>
