import type { PeopleWords, RightsInWords } from '../../people/words.ts'
import { count } from '../../words.ts'

function verb(who: RightsInWords['write'], one: string, many: string): string | null {
  return who && `${who.names} ${who.many ? many : one}`
}

const EVERYBODY = {
  write: 'Alle lesen und schreiben',
  read: 'Alle lesen',
  none: 'Niemand sieht es',
} as const

const OTHERS = {
  write: 'alle anderen schreiben',
  read: 'alle anderen lesen',
  none: 'sonst sieht es niemand',
} as const

export const people: PeopleWords = {
  and: (others, last) => `${others} und ${last}`,
  rights: ({ everyone, write, read, none }) => {
    const parts = [
      verb(write, 'schreibt', 'schreiben'),
      verb(read, 'liest', 'lesen'),
      verb(none, 'sieht es nicht', 'sehen es nicht'),
    ].filter((part) => part !== null)
    return parts.length === 0 ? `${EVERYBODY[everyone]}.` : `${[...parts, OTHERS[everyone]].join(', ')}.`
  },
  keepOrder:
    'Solange Commonplace keine Anmeldung hat, sagt jede Person selbst, wer sie ist. Rechte halten Ordnung, aber keine Geheimnisse: Wer diese Seite öffnen kann, kann jeden Namen wählen.',
  back: 'Zurück',
  undo: 'Rückgängig machen',
  shared: { name: 'Gemeinsames Gedächtnis', description: 'Was alle teilen.' },
  memories: {
    title: 'Gedächtnisse',
    add: 'Gedächtnis hinzufügen',
    about: (rights, documents, onDisk) =>
      `${rights} ${count(documents, 'Dokument', 'Dokumente')}${onDisk ? ', auch als Dateien auf der Platte' : ''}.`,
    change: 'Ändern …',
    changeOne: (name) => `${name} ändern`,
    remove: 'Entfernen …',
    removeOne: (name) => `${name} entfernen`,
    youRead: 'Du liest es',
  },
  form: {
    change: (name) => `${name} ändern`,
    add: 'Ein Gedächtnis hinzufügen',
    changed: (name) => `${name} wurde geändert.`,
    added: (name) => `${name} wurde hinzugefügt.`,
    handbookAbout: 'Wie wir arbeiten: Alle lesen es, und Claude kennt es in jedem Chat; nur du schreibst es.',
    useHandbook: 'Ein Handbuch, das alle nur lesen',
    handbook: 'Handbuch',
    handbookDescription: 'Wie wir hier arbeiten.',
    save: 'Speichern',
    addMemory: 'Gedächtnis hinzufügen',
    name: 'Name',
    description: 'Wozu es da ist',
    descriptionAbout: 'Eine Zeile, für Personen und für Claude.',
    place: 'Ort',
    placeAbout:
      'Seine Dokumente liegen unter /memories/ und diesem Namen. Eines, das nicht alle lesen dürfen, beginnt mit ~; das kommt von selbst dazu.',
    placeExample: 'Aus dem Namen gebildet',
    rights: 'Wer was darf',
    ways: {
      private: {
        name: 'Nur Personen, die ich nenne',
        about: 'Ein Tagebuch oder Notizen einer kleinen Gruppe. Andere sehen nicht, dass es da ist.',
      },
      handbook: {
        name: 'Alle lesen, Personen, die ich nenne, schreiben',
        about: 'Ein Handbuch: Claude kennt es in jedem Chat, und wenige ändern es.',
      },
      shared: {
        name: 'Alle lesen und schreiben',
        about: 'Wie das Gedächtnis, das alle teilen, an einem eigenen Ort.',
      },
    },
    onDisk: 'Auch als Dateien auf der Platte',
    onDiskAbout:
      'Ein Ordner mit Markdown-Dateien neben denen des gemeinsamen Gedächtnisses, in beide Richtungen gleich gehalten.',
    onDiskCareful:
      'Vorsicht: Wer die Platte lesen kann, kann diese Dateien lesen, was auch immer oben gewählt ist.',
    noName: 'Du hast nicht gesagt, wer du bist, also könntest du es selbst nicht öffnen.',
    sayWho: 'Sagen, wer du bist …',
    who: 'Wer bist du?',
    whoAbout: 'Du siehst dann, was diese Person sehen darf.',
    access: { write: 'Liest und schreibt', read: 'Liest', none: 'Sieht es nicht' },
    members: {
      private: 'Die Personen',
      handbook: 'Wer schreibt und wer sonst abweicht',
      shared: 'Wer abweicht',
    },
    noNames: 'Noch sind keine Namen bekannt. Füge zuerst Personen hinzu, unter den Gedächtnissen.',
    you: '(du)',
    mayWhat: (name) => `Was ${name} darf`,
  },
  removing: {
    title: (name) => `${name} entfernen`,
    about:
      'Jeder Text und jeder Name, den es je enthielt, wird getilgt, mit seinem ganzen Verlauf und seinen Dateien. Das lässt sich nicht rückgängig machen. Was in Chats darüber gesagt wurde, bleibt dort; „Worte suchen und tilgen“ nimmt auch das heraus.',
    confirm: (name) => `Zur Bestätigung ${name} eintippen`,
    removing: 'Wird entfernt …',
    remove: 'Für immer entfernen',
    gone: (name) => `${name} ist weg, mit allem, was es je enthielt.`,
  },
  list: {
    title: 'Personen',
    nobody: 'Noch niemand. Wer hier hinzukommt, wird überall angeboten, wo man sagt, wer spricht.',
    you: 'du',
    takeOut: (name) => `${name} aus der Liste nehmen`,
    takenOut: (name) => `${name} steht nicht mehr in der Liste. Was ${name} sehen darf, bleibt beim Namen.`,
    addPerson: 'Eine Person hinzufügen',
    name: 'Name',
    add: 'Hinzufügen',
    added: (name) => `${name} wurde hinzugefügt.`,
    addedWithMemory: (name) => `${name} wurde hinzugefügt, mit einem Gedächtnis, das nur ${name} sieht.`,
    iAm: (name) => `Ich bin ${name}`,
    ownMemory: 'Mit einem eigenen, privaten Gedächtnis',
    ownMemoryAbout: 'Nur diese Person liest und schreibt es; andere sehen nicht, dass es da ist.',
  },
  viewer: {
    who: 'Wer bist du?',
    whoAbout:
      'Du siehst dann, was diese Person sehen darf. Es gibt kein Passwort: Das hält Ordnung, aber keine Geheimnisse.',
    youAre: (name) => `Du bist ${name}`,
    seeAs: 'Du siehst das Gedächtnis als',
    anybody: 'Irgendjemand',
    another: 'Ein anderer Name …',
    memoriesAndPeople: 'Gedächtnisse und Personen …',
  },
}
