import type { PastUndoWords } from '../../past/words-undo.ts'
import { count } from '../../words.ts'

/** Names that have a capital only where they begin; a person's stays as it is. */
function inSentence(name: string): string {
  return /^(?:Meins|Das|Wie|Von|Im) ?/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name
}

const documents = (n: number) => count(n, 'Dokument', 'Dokumente')
const places = (n: number) => count(n, 'Stelle', 'Stellen')

export const pastUndo: PastUndoWords = {
  undoTitle: 'Dieses Zurücknehmen rückgängig machen',
  about:
    'Der Verlauf wird nie umgeschrieben: Das wird eine neue Änderung, die sich ebenso rückgängig machen lässt.',
  doneAs: 'Getan als',
  close: 'Schließen',
  cancel: 'Abbrechen',
  writing: 'Wird geschrieben …',
  toChoose: (n) => `Noch ${n} zu wählen`,
  undo: 'Rückgängig machen',
  bringBack: 'Zurückholen',
  looking: 'Sieht nach, was sich ändern würde …',
  unchanged: 'Das ist schon zurückgenommen.',
  list: 'Was sich ändern wird',
  more: (n) => `Und ${documents(n)} mehr.`,
  inFolder: (folder) => ` in ${folder}`,
  movedFrom: (name) => `, zurück verschoben von ${name}`,
  difference: (name) => `Unterschied von ${name}`,
  fate: {
    comesBack: 'kommt zurück',
    goesAway: 'verschwindet',
    moves: 'wird verschoben',
    changes: 'ändert sich',
  },
  preview: {
    nothing: 'Es ist nichts mehr rückgängig zu machen: Das Gedächtnis ist schon so.',
    nothingElse: 'Sonst ändert sich nichts.',
    changes: (n) => `${documents(n)} ${n === 1 ? 'ändert' : 'ändern'} sich.`,
    met: (n, others) =>
      `${documents(n)} ${n === 1 ? 'wurde' : 'wurden'} seither geändert: Wähle, was stehen soll. ${others}`,
  },
  again: {
    nothingWritten:
      'Jemand hat das Gedächtnis geändert, während du hier warst, deshalb wurde nichts geschrieben. Wähle noch einmal, wo es hier steht.',
    partWritten:
      'Jemand hat das Gedächtnis geändert, während du hier warst, deshalb wurde nur ein Teil geschrieben. Was hier gefragt ist, noch nicht: Das Gedächtnis, in dem es liegt, ist, wie es war. Wähle noch einmal, wo es hier steht.',
  },
  done: {
    undone: (n) => `Rückgängig gemacht. ${documents(n)} geändert.`,
    broughtBack: (n) => `Zurückgeholt. ${documents(n)} geändert.`,
  },
  it: (rest) => `It${rest}`,
  forAll: {
    name: (n) => `Für alle ${n}`,
    keep: 'Lassen, wie sie jetzt sind',
    take: 'Nehmen, wie sie würden',
  },
  conflict: {
    section: (name) => `Seither geändert: ${name}`,
    asItWould: 'Wie es würde',
    asItIs: 'Wie es jetzt ist',
    leaveDeleted: 'Gelöscht lassen',
    keep: 'Lassen, wie es jetzt ist',
    delete: 'Löschen',
    bringBack: 'Zurückholen',
    take: 'Nehmen, wie es würde',
    byPlace: 'Stelle für Stelle wählen',
    fromTo: 'Von dem, wie es jetzt ist, zu dem, wie es würde',
  },
  chooser: {
    list: 'Stellen, für die du wählst',
    allChosen: (n) => (n === 1 ? 'Für die Stelle gewählt' : `Für alle ${places(n)} gewählt`),
    chosen: (made, n) => `${made} von ${places(n)} gewählt`,
    all: (side) => `Alles ${inSentence(side)}`,
    keys: (yours, present) =>
      `Tasten: 1 ${inSentence(yours)}, 2 ${inSentence(present)}, 3 beides, 4 bearbeiten; die ersten drei gehen weiter zur nächsten Stelle.`,
    byItself: (side) => `${side}, von selbst vereint`,
    unchanged: (n) => `${count(n, 'unveränderte Zeile', 'unveränderte Zeilen')} · zeigen`,
    place: (number, total) => `Stelle ${number} von ${total}`,
    text: (number) => `Text der Stelle ${number}`,
    what: (number) => `Was an Stelle ${number} stehen soll`,
    both: 'Beides',
    edit: 'Bearbeiten',
    nothing: 'Hier steht nichts',
  },
}
