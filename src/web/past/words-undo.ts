import { catalogue } from '../language/language.ts'
import { count, numeral } from '../words.ts'

/** Names that begin with a capital only where they stand alone; a person's name keeps its own. */
function inSentence(name: string): string {
  return /^(?:Mine|Theirs|As|On) ?/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name
}

/** Undoing, and choosing between two sides of a text. */
export const words = catalogue('past-undo', {
  undoTitle: 'Undo this undo',
  about: 'History is never rewritten: this becomes a new change, which can be undone as well.',
  doneAs: 'Done as',
  close: 'Close',
  cancel: 'Cancel',
  writing: 'Writing…',
  toChoose: (n: number) => `${n} to choose`,
  undo: 'Undo',
  bringBack: 'Bring it back',
  looking: 'Looking at what it would change…',
  unchanged: 'That was taken back already.',
  list: 'What will change',
  more: (n: number) => `And ${numeral(n)} more documents.`,
  inFolder: (folder: string) => ` in ${folder}`,
  movedFrom: (name: string) => `, moved back from ${name}`,
  difference: (name: string) => `Difference of ${name}`,
  fate: { comesBack: 'comes back', goesAway: 'goes away', moves: 'moves', changes: 'changes' },
  preview: {
    nothing: 'There is nothing left to undo: memory already is as it would be.',
    nothingElse: 'Nothing else changes.',
    changes: (n: number) => `${count(n, 'document')} will change.`,
    met: (n: number, others: string) =>
      `${count(n, 'document')} ${n === 1 ? 'was' : 'were'} changed since: choose what shall stand. ${others}`,
  },
  again: {
    nothingWritten:
      'Somebody changed memory while you were looking, so nothing was written. Choose once more where it says so.',
    partWritten:
      'Somebody changed memory while you were looking, so only a part was written. What is asked here was not: the memory that holds it is as it was. Choose once more where it says so.',
  },
  done: {
    undone: (n: number) => `Undone. ${n === 1 ? '1 document changed' : `${numeral(n)} documents changed`}.`,
    broughtBack: (n: number) =>
      `Brought back. ${n === 1 ? '1 document changed' : `${numeral(n)} documents changed`}.`,
  },
  /** In the server's sentence, for the path that it begins with. */
  it: (rest: string) => `It${rest}`,
  forAll: {
    name: (n: number) => `For all ${n}`,
    keep: 'Keep them as they are now',
    take: 'Take them as they would be',
  },
  conflict: {
    section: (name: string) => `Changed since: ${name}`,
    asItWould: 'As it would be',
    asItIs: 'As it is now',
    leaveDeleted: 'Leave it deleted',
    keep: 'Keep it as it is now',
    delete: 'Delete it',
    bringBack: 'Bring it back',
    take: 'Take it as it would be',
    byPlace: 'Choose place by place',
    fromTo: 'From as it is now to as it would be',
  },
  chooser: {
    list: 'Places to choose for',
    allChosen: (places: number) => `All ${count(places, 'place')} chosen`,
    chosen: (made: number, places: number) => `${made} of ${count(places, 'place')} chosen`,
    all: (side: string) => `All ${inSentence(side)}`,
    keys: (yours: string, present: string) =>
      `Keys: 1 ${inSentence(yours)}, 2 ${inSentence(present)}, 3 both, 4 edit; the first three go on to the next place.`,
    byItself: (side: string) => `${side}, joined by itself`,
    unchanged: (lines: number) => `${count(lines, 'unchanged line')} · show`,
    place: (number: number, total: number) => `Place ${number} of ${total}`,
    text: (number: number) => `Text of place ${number}`,
    what: (number: number) => `What shall stand at place ${number}`,
    both: 'Both',
    edit: 'Edit',
    nothing: 'Nothing here',
  },
})
export type PastUndoWords = ReturnType<typeof words>
