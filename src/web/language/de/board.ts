import type { BoardWords } from '../../board/words.ts'
import { numeral } from '../../words.ts'
import { plural } from '../language.ts'

/** What `board/` says, in German. */
export const board: BoardWords = {
  chats: 'Chats',
  widthOfMemory: 'Breite des Gedächtnisses',
  widthOfChat: (number) => `Breite von Chat ${number}`,
  moreBefore: (chats) => plural(chats, '1 Chat davor', `${numeral(chats)} Chats davor`),
  moreAfter: (chats) => plural(chats, '1 Chat danach', `${numeral(chats)} Chats danach`),
  chatsAndMemory: 'Chats und Gedächtnis',
  memory: 'Gedächtnis',
  chat: 'Chat',
  start: 'Anfang',
  atWork: 'Claude arbeitet hier gerade',
  isNew: 'Hier gibt es Neues',
  moved: (chat, place, of) => `${chat} ist jetzt ${place} von ${of}.`,
  zoomedIn: (chat) => `${chat} füllt das Board.`,
  zoomedOut: 'Alle Chats sind wieder zu sehen.',
  pane: {
    zoom: 'Das Board füllen',
    zoomOf: (chat) => `${chat} das Board füllen lassen`,
    unzoom: 'Die anderen wieder zeigen',
    unzoomOf: (chat) => `Die anderen neben ${chat} wieder zeigen`,
    left: 'Nach links rücken',
    right: 'Nach rechts rücken',
    leaveOut: 'In dieser Ansicht weglassen',
    only: 'Nur diesen Chat zeigen',
    wholeBoard: 'Das ganze Board zeigen',
    newest: 'Die Chats zeigen, in denen zuletzt gesprochen wurde',
    follow: 'Folgen, ohne mitzureden',
  },
  follow: {
    title: (chat) => `${chat}, gefolgt`,
    mark: 'Gefolgt',
    end: (chat) => `${chat} nicht mehr folgen`,
    endHint: 'Nicht mehr folgen',
    speaks: (speaker) => `${speaker} spricht hier`,
    answered: (speaker) => `Claude antwortet ${speaker}`,
    takePart: 'Mitreden',
  },
}
