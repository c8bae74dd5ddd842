import type { BoardBroadcastWords } from '../../board/words-broadcast.ts'
import { count } from '../../words.ts'

/** One message to several chats, in German. */
export const boardBroadcast: BoardBroadcastWords = {
  title: 'In mehreren Chats sagen',
  about: 'Jeder Chat bekommt die Nachricht als eigene Runde, und Claude antwortet in jedem.',
  message: 'Nachricht',
  to: 'An',
  none: 'Es ist noch kein Chat auf dem Board.',
  speaker: 'Spricht als',
  own: 'Wer in jedem Chat spricht',
  ownShort: (speaker) => `als ${speaker}`,
  send: (n) => `An ${count(n, 'Chat', 'Chats')} senden`,
  again: (n) => `In ${count(n, 'Chat', 'Chats')} noch einmal versuchen`,
  sentTo: (n) => `An ${count(n, 'Chat', 'Chats')} gesendet.`,
  fates: {
    sending: 'Wird gesendet …',
    sent: 'Gesendet',
    waits: 'Wartet, bis Claude dort geantwortet hat',
    refused: (why) => `Nicht gesendet. ${why}`,
  },
}
