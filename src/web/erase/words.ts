import { catalogue } from '../language/language.ts'
import { bytes, count } from '../words.ts'

/** Forgetting for ever. */
export const words = catalogue('erase', {
  about: 'This is the one thing here that cannot be undone. No history is kept of what goes.',
  looking: 'Looking through documents, chats and files…',
  erasing: 'Erasing. Please wait until all files have been searched…',
  nothing: 'Nothing holds these words: no document, no older version, no chat.',
  close: 'Close',
  confirm: {
    about:
      'What is ticked goes for everybody, now and for ever: from memory and its whole history, from chats, from the files on disk. The history keeps one line that says who erased and when. Backups of your own, and what was already sent to Claude, are out of reach.',
    word: 'erase',
    label: 'Type erase to confirm',
    button: 'Erase for ever',
  },
  done: 'Erased.',
  left: 'What was not ticked, a name of a document or person, or a file of another program may hold it.',
  find: {
    title: 'Find and erase words',
    label: 'Words',
    about:
      'One phrase on each line, at least three letters, exactly as it is written. Nothing is changed yet: first you see every place that holds them.',
    button: 'Look for them',
  },
  version: {
    title: (version: number) => `Erase version ${version}`,
    button: 'Erase this version…',
  },
  tombstone: (versions: number, documents: number) =>
    `erased ${count(versions, 'version')}${documents > 1 ? ` of ${count(documents, 'document')}` : ''} for ever`,
  found: {
    memory: 'In memory',
    chats: 'In chats',
    fromChats: (n: number) => `Remove it from ${count(n, 'chat')}`,
    fromChatsAbout:
      '[removed] will stand in its place. Claude no longer sees its earlier thinking from there on.',
    settings: 'In the settings',
    fromPrompt: 'Remove it from the shared system prompt',
    prompts: 'In prompts of your own',
    fromPrompts: (titles: readonly string[]) => `Remove it from ${titles.join(', ')}`,
    hidden: (n: number) => `${count(n, 'chat')} that you do not see will be cleaned too.`,
    stops: (chats: readonly string[]) =>
      `Claude is answering in ${chats.join(', ')}; that answer will be stopped.`,
    filesHidden: 'Some memories are not open to you, so what lies in the files on disk is not shown.',
    noFile: (files: number) => `None of the ${count(files, 'file')} on disk holds it as it is.`,
    files: (names: readonly string[], more: number) =>
      `On disk it stands in ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    deleted: (path: string) => `${path} (deleted)`,
  },
  fate: {
    whole: (versions: number) =>
      `The document, ${count(versions, 'version')} of it and its names will be gone.`,
    versions: (n: number) => `${count(n, 'version')} will be gone; the others stay.`,
    present: (times: number, older: number) =>
      `The present text loses the words ${times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`}${older > 0 ? `, and ${count(older, 'older version')} will be gone` : ''}.`,
    older: (n: number) => `${count(n, 'older version')} will be gone.`,
    nameGoes: 'Its name tells them too, so it will be gone as a whole.',
    nameStays:
      'Its name tells them too and stays, also in the history; only erasing the whole document takes it.',
  },
  where: {
    name: 'its name',
    draft: 'its draft',
    prompt: 'its system prompt',
    queue: 'messages that wait',
    messages: (n: number) => count(n, 'message'),
  },
  check: {
    notShown:
      'Whatever you may see of it is gone. Some memories are not open to you, so what a search of all files finds is not shown.',
    clean: (files: number, size: number) =>
      `Searched ${count(files, 'file')} (${bytes(size)}) and found nothing left.`,
    left: (files: number, size: number, names: readonly string[]) =>
      `Searched ${count(files, 'file')} (${bytes(size)}). It still stands in ${names.join(', ')}.`,
  },
  retention: {
    changed: 'Changed. It is done for the first time tomorrow, or when the server starts again.',
    undo: 'Undo',
    about:
      'Memory keeps every version of every document, so that anything can be brought back. What is erased here is gone for ever, and the history keeps one line that says so.',
    versions: 'Replaced versions',
    versionsAbout:
      'Counted from the day on which a newer version took their place. The present text is never touched.',
    deleted: 'Deleted documents',
    deletedAbout:
      'Counted from the day on which they were deleted. They go with all their versions and their names.',
    now: 'Something must go now, wherever it stands? First you see every place that holds it.',
    eraseWords: 'Find and erase words…',
    keep: 'Keep for ever',
    afterYears: (n: number) => `Erase after ${count(n, 'year')}`,
    afterDays: (n: number) => `Erase after ${count(n, 'day')}`,
  },
})
export type EraseWords = ReturnType<typeof words>
