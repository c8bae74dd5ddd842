import type { MemoryEditorWords } from '../../memory/words-editor.ts'

export const memoryEditor: MemoryEditorWords = {
  newer: (who) =>
    `${who} hat dieses Dokument geändert, während du es bearbeitet hast. Beim Speichern werden beide Änderungen vereint, wo das geht.`,
  savedAs: 'Gespeichert als',
  cancel: 'Abbrechen',
  save: 'Speichern',
  saving: 'Wird gespeichert …',
  saved: 'Gespeichert.',
  nothingToSave: 'Nichts zu speichern: Es ist schon so.',
  field: 'Text des Dokuments',
  notSaved: 'Ungespeichert',
  wrote: (who, chat, time) => (chat ? `${who}, in ${chat}, ${time}` : `${who}, ${time}`),
  conflict: {
    name: 'Konflikt',
    samePlace: (who) => `${who} hat dieselbe Stelle geändert, deshalb wurde noch nichts gespeichert.`,
    choose: 'Wähle, was stehen soll, und speichere dann.',
    asOne: 'Als einen Text bearbeiten',
    mine: 'Meins',
    theirs: 'Das andere',
    sideOf: (name) => `Von ${name}`,
  },
}
