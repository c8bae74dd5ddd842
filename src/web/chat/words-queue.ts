import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** What is said of messages that wait while Claude answers. */
export const words = catalogue('chat-queue', {
  name: 'Messages that wait',
  waiting: (n: number) => `${count(n, 'message waits', 'messages wait')} for Claude to finish.`,
  willFollow: 'Sent when Claude has answered',
  by: (speaker: string) => `${speaker}: `,
  sendNow: 'Send now',
  edit: 'Edit',
  moveUp: 'Move up',
  delete: 'Delete',
  message: 'Message that waits',
  save: 'Save',
  cancel: 'Cancel',
  unsent: {
    name: 'Messages that wait for the connection',
    waiting: (n: number) => `${count(n, 'message waits', 'messages wait')} for the connection.`,
    willFollow: 'Sent as soon as the server is reached again',
    takeBack: 'Back into the message box',
  },
  held: {
    stopped: 'Waiting: the answer before was stopped. Send one, and the rest follow.',
    failed: 'Waiting: the answer before failed. Send one, and the rest follow.',
    refused: 'Waiting: Claude declined the message before. Send one, and the rest follow.',
    cut: 'Waiting: the answer before was cut off. Send one, and the rest follow.',
    rounds: 'Waiting: Claude stopped after too many rounds of tools. Send one, and the rest follow.',
    interrupted: 'Waiting: the answer before was interrupted. Send one, and the rest follow.',
    spending: 'Waiting: a limit on spending is reached.',
    rights: 'Waiting: whoever this is for may not speak here.',
    deleted: 'Waiting: the chat was deleted meanwhile. Send one, and the rest follow.',
  },
})
export type ChatQueueWords = ReturnType<typeof words>
