import type { ChatBranchWords } from '../../chat/words-branch.ts'
import { count } from '../../words.ts'

/** What is said of messages that were edited or answered anew, in German. */
export const chatBranch: ChatBranchWords = {
  versions: 'Fassungen dieser Nachricht',
  of: (at, of) => `${at} von ${of}`,
  previous: 'Fassung davor',
  next: 'Fassung danach',
  stays: (documents) =>
    `Was Claude auf den anderen Zweigen schrieb, bleibt im Gedächtnis: ${count(documents, 'Dokument', 'Dokumente')}`,
  message: 'Nachricht, geändert',
  about:
    'Claude antwortet darauf in einem neuen Zweig. Was davor gesagt wurde, bleibt auf seinem; das Gedächtnis behält, was geschrieben wurde.',
  busy: 'Claude antwortet gerade. Speichern kannst du, sobald die Antwort da ist.',
  save: 'Als neuen Zweig speichern',
  cancel: 'Abbrechen',
}
