import { catalogue } from '../language/language.ts'

/** Editing a document, and saving it over what somebody else wrote. */
export const words = catalogue('memory-editor', {
  newer: (who: string) =>
    `${who} changed this document while you were editing. Saving joins both changes where that is possible.`,
  savedAs: 'Saved as',
  cancel: 'Cancel',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved.',
  nothingToSave: 'Nothing to save: it already is like this.',
  field: 'Text of the document',
  notSaved: 'Not saved',
  wrote: (who: string, chat: string | null, time: string) =>
    chat ? `${who}, in ${chat}, ${time}` : `${who}, ${time}`,
  leave: {
    title: 'Leave without saving?',
    about: 'What you changed in this document is not stored yet.',
    stay: 'Keep writing',
    drop: 'Throw it away',
    save: 'Save and leave',
  },
  /** CodeMirror’s own words, by their English. */
  phrases: {} as Readonly<Record<string, string>>,
  conflict: {
    name: 'Conflict',
    samePlace: (who: string) => `${who} changed the same place, so nothing was saved yet.`,
    ownPlace: 'You changed the same place elsewhere, so nothing was saved yet.',
    choose: 'Choose what shall stand, then save.',
    asOne: 'Edit as one text',
    mine: 'Mine',
    theirs: 'Theirs',
    stored: 'What is stored',
    sideOf: (name: string) => `${name}’s`,
  },
})
export type MemoryEditorWords = ReturnType<typeof words>
