import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** Reviewing what changed since a moment. */
export const words = catalogue('memory-review', {
  title: 'What changed',
  since: 'Since when',
  scopes: {
    looked: 'Since I looked',
    away: 'While I was away',
    today: 'Today',
    yesterday: 'Since yesterday',
    week: 'In the last 7 days',
    moment: 'Since a moment…',
  },
  moment: 'The moment',
  looking: 'Looking what changed…',
  documents: (n: number) => `${count(n, 'document')} changed`,
  cut: 'Only the newest thousand changes are looked through; older ones are in the activity.',
  nothing: 'Nothing changed',
  nothingAbout: 'What others and Claude change from now on is gathered here.',
  allRead: 'Mark all as read',
  /** What each of the keys of the list does, after the keys. */
  keys: { next: 'next', before: 'back', read: 'marks as read', undo: 'undoes', open: 'opens' },
  list: 'Changed documents',
  fate: { new: 'new', changed: 'changed', moved: 'moved', gone: 'deleted' },
  unread: 'not read yet',
  movedFrom: (path: string) => `was ${path}`,
  inChats: (chats: readonly string[]) => `in ${chats.join(', ')}`,
  changes: (n: number) => count(n, 'change'),
  comparing: 'Comparing…',
  counts: (added: number, removed: number) => `${count(added, 'line')} added, ${removed} removed`,
  sameText: 'The text is the same as before.',
  difference: (name: string) => `What changed in ${name}`,
  open: 'Open',
  message: 'Show the message',
  markRead: 'Mark as read',
  read: 'Read',
  undoOne: 'Undo…',
  undoAll: (n: number) => `Undo all ${n}`,
  undoTitle: (number: number, place: string | null) =>
    `Undo change ${number}${place === null ? '' : ` in ${place}`}`,
  undone: (name: string) => `${name} is as it was before.`,
})
export type MemoryReviewWords = ReturnType<typeof words>
