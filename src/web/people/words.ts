import { DEFAULT_NAMES, RIGHTS_KEEP_ORDER } from '../../memory/rights.ts'
import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** Who writes, reads and does not see a memory by name, and what holds for everybody else; each list as it is said. */
export interface RightsInWords {
  readonly everyone: 'write' | 'read' | 'none'
  readonly write: NamesInWords
  readonly read: NamesInWords
  readonly none: NamesInWords
}

/** null: nobody. */
type NamesInWords = { readonly names: string; readonly many: boolean } | null

function verb(who: NamesInWords, one: string, many: string): string | null {
  return who && `${who.names} ${who.many ? many : one}`
}

const EVERYBODY = {
  write: 'Everybody reads and writes',
  read: 'Everybody reads',
  none: 'Nobody sees it',
} as const

const OTHERS = {
  write: 'everybody else writes',
  read: 'everybody else reads',
  none: 'nobody else sees it',
} as const

export const words = catalogue('people', {
  /** "Alice, John and Sam". */
  and: (others: string, last: string) => `${others} and ${last}`,
  rights: ({ everyone, write, read, none }: RightsInWords) => {
    const parts = [
      verb(write, 'writes', 'write'),
      verb(read, 'reads', 'read'),
      verb(none, 'does not see it', 'do not see it'),
    ].filter((part) => part !== null)
    return parts.length === 0 ? `${EVERYBODY[everyone]}.` : `${[...parts, OTHERS[everyone]].join(', ')}.`
  },
  keepOrder: RIGHTS_KEEP_ORDER as string,
  back: 'Back',
  undo: 'Undo',
  shared: DEFAULT_NAMES as { readonly name: string; readonly description: string },
  memories: {
    title: 'Memories',
    add: 'Add memory',
    about: (rights: string, documents: number, onDisk: boolean) =>
      `${rights} ${count(documents, 'document')}${onDisk ? ', also as files on disk' : ''}.`,
    change: 'Change…',
    changeOne: (name: string) => `Change ${name}`,
    remove: 'Remove…',
    removeOne: (name: string) => `Remove ${name}`,
    youRead: 'You read it',
  },
  form: {
    change: (name: string) => `Change ${name}`,
    add: 'Add a memory',
    changed: (name: string) => `${name} was changed.`,
    added: (name: string) => `${name} was added.`,
    handbookAbout:
      'How we work, for everybody to read and for Claude to know in every chat; only you write it.',
    useHandbook: 'A read-only handbook for all',
    handbook: 'Handbook',
    handbookDescription: 'How we work here.',
    save: 'Save',
    addMemory: 'Add memory',
    name: 'Name',
    description: 'What it is for',
    descriptionAbout: 'One line, for people and for Claude.',
    place: 'Place',
    placeAbout:
      'Its documents lie at /memories/ and this name. One that not everybody may read begins with ~, which is added by itself.',
    placeExample: 'Made from the name',
    rights: 'Who may what',
    ways: {
      private: {
        name: 'Only people I name',
        about: 'A diary, or notes of a small group. Others do not see that it is there.',
      },
      handbook: {
        name: 'Everybody reads, people I name write',
        about: 'A handbook: Claude knows it in every chat, and few change it.',
      },
      shared: {
        name: 'Everybody reads and writes',
        about: 'Like the memory that all share, in a place of its own.',
      },
    },
    onDisk: 'Also as files on disk',
    onDiskAbout: 'A folder of Markdown files beside those of the shared memory, kept in step both ways.',
    onDiskCareful: 'Careful: everybody who can read the disk can read these files, whatever is chosen above.',
    noName: 'You have not said who you are, so you could not open it yourself.',
    sayWho: 'Say who you are…',
    who: 'Who are you?',
    whoAbout: 'You then see what that person may see.',
    access: { write: 'Reads and writes', read: 'Reads', none: 'Does not see it' },
    members: {
      private: 'The people',
      handbook: 'Who writes, and who differs otherwise',
      shared: 'Who differs',
    },
    noNames: 'No names are known yet. Add people first, below the memories.',
    you: '(you)',
    mayWhat: (name: string) => `What ${name} may`,
  },
  removing: {
    title: (name: string) => `Remove ${name}`,
    about:
      'Every text and name that it ever held is erased, with its whole history and its files. This cannot be undone. What was said about it in chats stays there; “Find and erase words” takes that out too.',
    confirm: (name: string) => `Type ${name} to confirm`,
    removing: 'Removing…',
    remove: 'Remove for ever',
    gone: (name: string) => `${name} is gone, with everything it ever held.`,
  },
  list: {
    title: 'People',
    nobody: 'Nobody yet. Whoever is added here is offered wherever one says who speaks.',
    you: 'you',
    takeOut: (name: string) => `Take ${name} out of the list`,
    takenOut: (name: string) => `${name} is no longer in the list. What ${name} may see stays with the name.`,
    addPerson: 'Add a person',
    name: 'Name',
    add: 'Add',
    added: (name: string) => `${name} was added.`,
    addedWithMemory: (name: string) => `${name} was added, with a memory that only ${name} sees.`,
    iAm: (name: string) => `I am ${name}`,
    ownMemory: 'With a private memory of their own',
    ownMemoryAbout: 'Only they read and write it; others do not see that it is there.',
  },
  viewer: {
    who: 'Who are you?',
    whoAbout: 'You then see what that person may see. There is no password: it keeps order, but no secrets.',
    youAre: (name: string) => `You are ${name}`,
    seeAs: 'You see memory as',
    anybody: 'Anybody',
    another: 'Another name…',
    memoriesAndPeople: 'Memories and people…',
  },
})
export type PeopleWords = ReturnType<typeof words>
