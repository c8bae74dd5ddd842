import { catalogue } from '../language/language.ts'

export const words = catalogue('board', {
  chats: 'Chats',
  memoryPanel: 'Memory panel',
  widthOfMemory: 'Width of memory',
  widthOfChat: (number: number) => `Width of chat ${number}`,
  chatsAndMemory: 'Chats and memory',
  memory: 'Memory',
  chat: 'Chat',
  start: 'Start',
  atWork: 'Claude is at work here',
})
export type BoardWords = ReturnType<typeof words>
