import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** Looking after the memories. */
export const words = catalogue('care', {
  secrets: {
    title: 'Secrets',
    refuse: 'Refuse what looks like a secret',
    about:
      'Keys, tokens, private keys and card numbers are not stored, whoever writes them. A person can store one after all; Claude cannot. It knows shapes, so it is no safe.',
    looking: 'Looking…',
    look: 'Look for secrets that are there already',
    all: 'in old versions and deleted documents too',
    nothing: 'Nothing that looks like a secret was found.',
    found: (n: number, more: boolean) => `${count(n, 'place')} found${more ? ', and there are more' : ''}.`,
    /** `what`: as the server words it, begun like a sentence. */
    inLine: (what: string, line: number) => `${what} in line ${line}`,
    inVersion: (what: string, line: number, version: number) =>
      `${what} in line ${line}, in the version of change ${version}`,
    show: 'Show',
    erase: 'Erase…',
    eraseTitle: (name: string) => `Erase a version of ${name}`,
  },
  review: {
    title: 'Documents to look at again',
    days: 'Unread and unchanged for this many days',
    show: 'Show them',
    nothing: (days: number) => `Every document was read or changed within ${count(days, 'day')}.`,
    open: 'Open',
  },
  search: {
    title: 'Search',
    may: 'Claude may search',
    about:
      'A second tool for Claude, search_memory. It holds in each chat from its next message on; the first message after a change costs more, since what was cached before it cannot be used.',
  },
  limits: {
    title: 'Limits',
    bytes: 'Bytes of a document',
    documents: 'Documents of a memory',
    depth: 'Folders inside folders',
    often: 'A chat may write only so often',
    oftenAbout: 'Keeps a chat that runs in circles from filling memory.',
    writes: 'Writes in any 60 seconds',
    people: 'The same for people and for edits on disk',
  },
  verify: {
    title: 'Is all as it was written?',
    about:
      'Each change carries a hash that covers the one before it. Note the head somewhere else: with it one can tell later whether anything was cut off or written anew.',
    which: 'Which memory',
    checking: 'Checking…',
    check: 'Check the history',
    well: 'All is well.',
    wrong: (n: number) => `${count(n, 'thing')} wrong.`,
    counts: (changes: number, texts: number, erased: number) =>
      `${count(changes, 'change')}, ${count(texts, 'text')}, ${erased} erased.`,
    problem: (change: number, why: string) => `Change ${change}: ${why}`,
    head: (number: number, hash: string) => `Head ${number}:${hash}`,
  },
})
export type CareWords = ReturnType<typeof words>
