import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** What is said of messages that were edited or answered anew. */
export const words = catalogue('chat-branch', {
  versions: 'Versions of this message',
  of: (at: number, of: number) => `${at} of ${of}`,
  previous: 'Version before',
  next: 'Version after',
  stays: (documents: number) =>
    `What Claude wrote on the other branches stays in memory: ${count(documents, 'document')}`,
  message: 'Message, changed',
  about:
    'Claude answers it in a new branch. What was said before stays on its own; memory keeps what was written.',
  busy: 'Claude is answering. You can save once the answer is there.',
  save: 'Save as a new branch',
  cancel: 'Cancel',
})
export type ChatBranchWords = ReturnType<typeof words>
