import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** A memory and its documents as they were, and their versions. */
export const words = catalogue('past', {
  memory: 'Memory',
  opening: 'Opening…',
  comparing: 'Comparing…',
  time: {
    looking: 'You are looking at ',
    beforeFirst: 'before the first change',
    change: (number: number) => `change ${number}`,
    backToNow: 'Back to now',
    documents: 'Documents',
    moments: 'Moments',
    count: (n: number) => count(n, 'document'),
    bringBackTitle: (when: string) => `Bring back memory of ${when}`,
    bringBack: 'Bring all of this back…',
    which: 'Which memory',
    earlier: 'One change earlier',
    later: 'One change later',
    moment: 'Moment',
    of: (value: number, head: number) => `${value} of ${head}`,
    valueText: (when: string, value: number, head: number) => `${when}, change ${value} of ${head}`,
    nothing: 'Nothing was remembered yet',
    notThere: 'It was not there then',
    madeLater: 'This document was made later, or was gone at that moment. Move to a later moment to see it.',
    notInMemory: 'This document was not in memory at that moment.',
    allOfThen: 'All documents of then',
  },
  moments: {
    at: (when: string, number: number) => `${when} · change ${number}`,
    earlier: 'Earlier moments',
    later: 'Later moments',
  },
  document: {
    section: (path: string) => `Document ${path}, as it was`,
    back: 'Back to all documents',
    tabs: 'How to show the document',
    read: 'Read',
    lines: 'Lines',
    since: 'Since then',
    bringBack: 'Bring this back',
    broughtBack: (name: string) => `${name} has this text again. The one before stays in the history.`,
    deletedSince: 'It was deleted since. “Bring this back” makes it stand again.',
    same: 'It is the same now.',
    sameElsewhere: (path: string) => `It says the same now, and lies at ${path}.`,
  },
  erased: {
    by: (who: string, at: string) => `The text of this version was erased by ${who} on ${at}.`,
    forEver: 'The text of this version was erased for ever.',
  },
  version: (number: number, who: string, ago: string, erased: boolean) =>
    `${number} · ${who} · ${ago}${erased ? ' · erased' : ''}`,
  compare: {
    title: (name: string) => `Compare ${name}`,
    titleOfVersions: 'Compare versions',
    from: 'From',
    to: 'To',
    exchange: 'Exchange the two',
    beside: 'Side by side',
    same: 'Both say the same.',
    counts: (added: number, removed: number) => `${count(added, 'line')} added, ${removed} removed`,
    difference: 'Difference',
    removed: 'Removed: ',
    added: 'Added: ',
  },
})
export type PastWords = ReturnType<typeof words>
