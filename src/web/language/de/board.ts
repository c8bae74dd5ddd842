import type { BoardWords } from '../../board/words.ts'

/** What `board/` says, in German. */
export const board: BoardWords = {
  chats: 'Chats',
  memoryPanel: 'Gedächtnisbereich',
  widthOfMemory: 'Breite des Gedächtnisses',
  widthOfChat: (number) => `Breite von Chat ${number}`,
  chatsAndMemory: 'Chats und Gedächtnis',
  memory: 'Gedächtnis',
  chat: 'Chat',
  start: 'Anfang',
  atWork: 'Claude ist hier an der Arbeit',
}
