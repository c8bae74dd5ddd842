import type { ReactNode } from 'react'
import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** "plan.md and 2 more"; a change of one known document is of "it". */
function what(name: string | null, more: number): string {
  return `${name ?? 'it'}${andMore(more)}`
}

/** " of plan.md and 2 more", and nothing but the rest when the document is known. */
function ofWhat(name: string | null, more: number): string {
  return `${name === null ? '' : ` of ${name}`}${andMore(more)}`
}

function andMore(more: number): string {
  return more > 0 ? ` and ${more} more` : ''
}

/** What changes did, and the ways on from each of them. `name`: null when the document is known. */
export const words = catalogue('memory-history', {
  list: 'Changes',
  nothing: 'Nothing has been changed yet.',
  nothingLikeIt: 'No change is like this.',
  loading: 'Loading…',
  older: 'Older changes',
  changes: (n: number) => `${count(n, 'change')}.`,
  moreThan: (n: number) => `More than ${count(n, 'change')}.`,
  undoShown: 'Undo all of these…',
  undoTitle: (n: number) => `Undo ${count(n, 'change')}`,
  tooMany: (n: number) => `More than ${count(n, 'change')} are like this. Narrow it down first.`,
  inChat: (chat: string) => `in ${chat}`,
  /** `place`: the memory, where it is not the shared one. */
  change: (number: number, place: string | null) =>
    place === null ? `change ${number}` : `change ${number} in ${place}`,
  present: 'Present',
  undoThis: 'Undo this change…',
  takenBack: (who: string, ago: string) => `Taken back by ${who}, ${ago}`,
  bringBack: 'Bring this change back…',
  restore: 'Bring this version back',
  restored: 'Brought back. The version before stays in the history.',
  compare: 'Compare…',
  showMessage: 'Show the message',
  asItWas: 'Memory as it was then',
  open: 'Open document',
  activity: {
    disk: 'An edit on disk',
    inChat: 'In which chat',
    anyChat: 'Any chat',
    when: 'When',
    times: { today: 'Today', yesterday: 'Yesterday', week: 'Last 7 days', between: 'From … to …' },
    since: 'From',
    until: 'To',
    now: 'Just now',
    reads: (who: ReactNode, path: string, chat: ReactNode) => (
      <>
        {who} reads {path}
        {chat && <>, in {chat}</>}
      </>
    ),
    writes: (who: ReactNode, path: string, chat: ReactNode) => (
      <>
        {who} is writing {path}
        {chat && <>, in {chat}</>}
      </>
    ),
    claudeFor: (person: string) => `Claude, for ${person},`,
    somewhere: 'memory',
  },
  touched: (names: readonly string[], more: number) =>
    `${names.join(', ')}${more > 0 ? ` and ${count(more, 'more', 'more')}` : ''}`,
  comparing: 'Comparing…',
  counts: (added: number, removed: number) => `${count(added, 'line')} added, ${removed} removed`,
  difference: (version: number) => `Difference of change ${version}`,
  deed: {
    created: (name: string | null, more: number) => `created ${what(name, more)}`,
    rewrote: (name: string | null, more: number) => `rewrote ${what(name, more)}`,
    changed: (name: string | null, more: number) => `changed ${what(name, more)}`,
    addedTo: (name: string | null, more: number) => `added to ${what(name, more)}`,
    deleted: (name: string | null, more: number) => `deleted ${what(name, more)}`,
    removed: (name: string | null, more: number) => `removed ${what(name, more)}`,
    brought: (name: string | null, more: number) => `brought ${what(name, more)}`,
    moved: (from: string, to: string, more: number) => `moved ${from} to ${to}${andMore(more)}`,
    movedIt: 'moved it',
    joined: (name: string | null, more: number) => `joined two changes${ofWhat(name, more)}`,
    restored: (name: string | null, more: number) => `brought back an earlier version${ofWhat(name, more)}`,
    undid: (name: string | null, more: number) => `undid a change${ofWhat(name, more)}`,
    undidOne: (change: number, name: string | null, more: number) =>
      `undid change ${change}${ofWhat(name, more)}`,
    undidMany: (changes: number, name: string | null, more: number) =>
      `undid ${count(changes, 'change')}${ofWhat(name, more)}`,
    cleared: 'cleared all of memory',
  },
})
export type MemoryHistoryWords = ReturnType<typeof words>
