import { catalogue, plural } from '../language/language.ts'
import { numeral } from '../words.ts'

export const words = catalogue('board', {
  chats: 'Chats',
  widthOfMemory: 'Width of memory',
  widthOfChat: (number: number) => `Width of chat ${number}`,
  moreBefore: (chats: number) => plural(chats, '1 chat before', `${numeral(chats)} chats before`),
  moreAfter: (chats: number) => plural(chats, '1 chat further on', `${numeral(chats)} chats further on`),
  chatsAndMemory: 'Chats and memory',
  memory: 'Memory',
  chat: 'Chat',
  start: 'Start',
  atWork: 'Claude is at work here',
  isNew: 'Something is new here',
  moved: (chat: string, place: number, of: number) => `${chat} is now ${place} of ${of}.`,
  zoomedIn: (chat: string) => `${chat} fills the board.`,
  zoomedOut: 'All chats are shown again.',
  pane: {
    zoom: 'Fill the board',
    zoomOf: (chat: string) => `Let ${chat} fill the board`,
    unzoom: 'Show the others again',
    unzoomOf: (chat: string) => `Show the others beside ${chat} again`,
    left: 'Move left',
    right: 'Move right',
    leaveOut: 'Leave out of this view',
    only: 'Show only this chat',
    wholeBoard: 'Show the whole board',
    newest: 'Show the chats spoken in last',
    follow: 'Follow, without taking part',
  },
  follow: {
    title: (chat: string) => `${chat}, followed`,
    mark: 'Following',
    end: (chat: string) => `Stop following ${chat}`,
    endHint: 'Stop following',
    speaks: (speaker: string) => `${speaker} speaks here`,
    answered: (speaker: string) => `Claude is answering ${speaker}`,
    takePart: 'Take part',
  },
})
export type BoardWords = ReturnType<typeof words>
