import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

export const words = catalogue('demonstration', {
  mark: 'Demonstration',
  markAbout: 'Said and written by people who do not exist, to look around in',
  strip: 'A demonstration, of people who do not exist.',
  remove: 'Remove it…',
  putAway: 'Put this line away',
  title: 'Remove the demonstration',
  about: 'What nobody has touched goes for ever. What somebody changed or added stays, and is theirs.',
  looking: 'Looking at what is there…',
  goes: 'This goes',
  stays: 'This stays',
  nothingGoes: 'Nothing: all of it was changed since.',
  nothingStays: 'Nothing of it. All else that is in this workspace stays as it is.',
  chats: 'Chats',
  documents: 'Documents',
  memory: (name: string) => `The memory ${name}, as a whole`,
  cancel: 'Cancel',
  now: 'Remove exactly this',
  removing: 'Removing…',
  gone: (chats: number, documents: number) =>
    `The demonstration is gone: ${count(chats, 'chat')} and ${count(documents, 'document')}.`,
  isGone: 'There is no demonstration any more.',
})
export type DemonstrationWords = ReturnType<typeof words>
