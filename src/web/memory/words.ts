import { catalogue } from '../language/language.ts'
import { count, numeral } from '../words.ts'

/** "Claude writes for Alice, in Discovery": what it does comes first, for a narrow row cuts the end. */
function hand(does: string, speaker: string, chat: string | undefined): string {
  return `Claude ${does} for ${speaker}${chat ? `, in ${chat}` : ''}`
}

/** The panel, its tree, one document and what is said of changes by hand. */
export const words = catalogue('memory', {
  opening: 'Opening…',
  undo: 'Undo',
  panel: {
    name: 'Memory',
    follows: 'The panel opens what Claude is writing',
    stays: 'The panel stays where it is',
    follow: 'Follow',
    newDocument: 'New document',
    menu: 'Memory menu',
    allRead: 'Mark all as read',
    allChanges: 'All changes',
    lookBack: 'Look back in time',
    lookBackKeys: 'Alt T',
    replace: 'Find and replace…',
    hide: 'Hide this panel',
    clear: 'Clear all…',
    eraseWords: 'Find and erase words…',
  },
  ways: {
    allReadDone: 'All is marked as read.',
    name: 'What to look at',
    documents: 'Documents',
    activity: 'Activity',
    review: 'What changed',
    unread: (n: number) => `${count(n, 'document')} not read yet`,
  },
  away: {
    title: 'While you were away',
    claudeFor: (people: string) => `Claude for ${people}`,
    changed: (n: number, hands: string) =>
      `While you were away: ${count(n, 'document')} changed by ${hands}.`,
    show: 'See what changed',
    later: 'Not now',
  },
  sinceThen: {
    changed: 'Changed since you looked',
    isNew: 'New since you looked',
    show: 'Show what',
    hide: 'Hide it',
    close: 'Put away',
  },
  contents: {
    filters: 'Filters',
    withoutFilters: 'Without filters',
    filterBy: 'Filter by place, person and time',
    documents: (n: number) => count(n, 'document'),
    find: 'Find in memory',
    clearSearch: 'Clear the search',
    nothing: 'Nothing is remembered yet',
    looking: (speaker: string) => `Claude, for ${speaker}, is looking here now.`,
    about: 'What Claude learns in any chat is written here as plain documents, in front of your eyes.',
  },
  tree: {
    name: 'Documents',
    readOnly: 'read only',
    unread: 'changed since you looked',
    unreadBelow: (n: number) => `${numeral(n)} new`,
    notSaved: ' · not saved yet',
    reads: (speaker: string, chat?: string) => hand('reads', speaker, chat),
    writes: (speaker: string, chat?: string) => hand('writes', speaker, chat),
    deletes: (speaker: string, chat?: string) => hand('deletes', speaker, chat),
    moves: (speaker: string, chat?: string) => hand('moves', speaker, chat),
    open: 'Open',
    unfold: 'Open the folder',
    fold: 'Close the folder',
    rename: 'Rename',
    newName: (name: string) => `New name of ${name}`,
    again: 'Press Enter again if you still want to.',
  },
  document: {
    section: (path: string) => `Document ${path}`,
    back: 'Back to all documents',
    gone: 'This document is no longer in memory',
    goneAbout: 'Its history is kept. Any of its versions can be brought back.',
    erasedAbout: 'It was erased for ever. Its history says who did that, and when; no text of it is left.',
    unsaved: 'Your unsaved text',
    deletedWhileWriting:
      'Somebody deleted it while you were writing. Your text is still here; bring a version back to save it.',
    copyMine: 'Copy my text',
    close: 'Close',
    isWriting: (speaker: string, chat: string | undefined) =>
      `Claude, for ${speaker}${chat ? `, in ${chat},` : ''} is writing this`,
    isChanging: (speaker: string, chat: string | undefined) =>
      `Claude, for ${speaker}${chat ? `, in ${chat},` : ''} is changing this`,
    edit: 'Edit',
    menuOf: (name: string) => `Menu of ${name}`,
    menu: 'Document menu',
    rename: 'Rename or move…',
    renameFolder: 'Move or rename a folder',
    replace: 'Find and replace…',
    copy: 'Copy text',
    delete: 'Delete',
    deleted: (name: string) => `${name} was deleted.`,
    erase: 'Erase for ever…',
    eraseTitle: (name: string) => `Erase ${name}`,
    tabs: 'How to show the document',
    read: 'Read',
    lines: 'Lines',
    history: 'History',
    empty: 'This document is empty.',
  },
  create: {
    title: 'New document',
    label: 'Name',
    about: 'For example people/alice.md. A slash makes a folder; .md is added when there is no ending.',
    button: 'Create',
    allSame: 'Create all the same',
    again: (message: string) =>
      `${message} It stands behind this dialog; press Create again if you still want to.`,
    done: (name: string) => `${name} was created.`,
  },
  rename: {
    title: 'Rename or move',
    label: 'New name',
    about: 'The document keeps its history. Everybody sees the new name at once.',
    button: 'Rename',
    allSame: 'Rename all the same',
    again: (message: string) =>
      `${message} It stands behind this dialog; press Rename again if you still want to.`,
    done: (path: string) => `Now called ${path}.`,
  },
  renameFolder: {
    title: 'Rename or move the folder',
    label: 'New name',
    about: 'All that is in it moves along and keeps its history. Everybody sees the new name at once.',
    button: 'Rename',
    allSame: 'Rename all the same',
    again: (message: string) => `${message} Press Rename again if you still want to.`,
    done: (path: string) => `The folder is now called ${path}.`,
  },
  clear: {
    title: 'Clear all of memory',
    about: (documents: number) =>
      `${count(documents, 'document')} will be deleted, for everybody. Their history is kept, and you can undo this.`,
    word: 'clear',
    label: 'Type clear to confirm',
    done: 'Memory is empty.',
    button: 'Clear memory',
  },
  outcome: {
    joined: 'Saved, and joined with a change that came in meanwhile.',
    unchanged: 'Nothing to change: it already is as asked.',
    conflict: (path: string) => `${path} was changed meanwhile. Nothing was changed; look at it again.`,
    storeAllSame: 'Store it all the same',
    lookAgain: (message: string) => `${message} Look at it, and do it again if you still want to.`,
    show: 'Show it',
    undoTitle: (number: number, place: string | null) =>
      `Undo change ${number}${place === null ? '' : ` in ${place}`}`,
    undoneBefore: 'That was taken back already.',
    undone: 'Undone. Memory is as it was before that change.',
    broughtBack: 'Brought back. The change counts again.',
  },
})
export type MemoryWords = ReturnType<typeof words>
