import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** How much of the demonstration went or stays. */
export interface Tally {
  readonly chats: number
  readonly documents: number
  /** The name of its memory; null: not the memory as a whole. */
  readonly memory: string | null
}

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
  memoryOf: (name: string) => `The memory ${name}`,
  cancel: 'Cancel',
  now: 'Remove exactly this',
  removing: 'Removing…',
  all: 'Remove all of it, also what was added…',
  allNow: 'Remove all of it',
  back: 'Back',
  allAbout: (chats: number) =>
    `Also what people changed or added goes then.${chats === 0 ? '' : ` ${count(chats, 'chat')} of theirs will be among the deleted ones, and can be brought back.`}`,
  erased: (memory: string) =>
    `The memory ${memory} is erased with all it ever held, also what people wrote into it. That cannot be undone.`,
  confirm: (memory: string) => `Type its name, ${memory}`,
  tally: ({ chats, documents, memory }: Tally) =>
    [
      chats > 0 ? count(chats, 'chat') : '',
      documents > 0 ? count(documents, 'document') : memory === null ? '' : `the memory ${memory}`,
    ]
      .filter(Boolean)
      .join(' and '),
  gone: (went: string) =>
    went === '' ? 'The demonstration is gone.' : `The demonstration is gone: ${went}.`,
  canComeBack: (chats: number) =>
    ` ${count(chats, 'chat')} that people had changed can be brought back from the deleted ones.`,
  partly: (went: string, stays: string) =>
    `Removed: ${went}. What people spoke in, changed or added stays, and is theirs: ${stays}.`,
  nothingWent: (stays: string) =>
    `Nothing was removed, for people spoke in, changed or added all of it: ${stays}. It is theirs now.`,
  isGone: 'There is no demonstration any more.',
})
export type DemonstrationWords = ReturnType<typeof words>
