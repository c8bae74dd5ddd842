import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

export const words = catalogue('board-broadcast', {
  title: 'Say to several chats',
  about: 'Each chat gets the message as a turn of its own, and Claude answers in each.',
  message: 'Message',
  to: 'To',
  none: 'There is no chat on the board yet.',
  speaker: 'Speaking as',
  own: 'Whoever speaks in each chat',
  ownShort: (speaker: string) => `as ${speaker}`,
  send: (n: number) => `Send to ${count(n, 'chat')}`,
  again: (n: number) => `Try again in ${count(n, 'chat')}`,
  sentTo: (n: number) => `Sent to ${count(n, 'chat')}.`,
  fates: {
    sending: 'Sending…',
    sent: 'Sent',
    waits: 'Waits until Claude has answered there',
    refused: (why: string) => `Not sent. ${why}`,
  },
})
export type BoardBroadcastWords = ReturnType<typeof words>
