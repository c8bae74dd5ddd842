import type { MemoryWords } from '../../memory/words.ts'
import { count, numeral } from '../../words.ts'

const documents = (n: number) => count(n, 'Dokument', 'Dokumente')

function hand(does: string, speaker: string, chat: string | undefined): string {
  return `Claude ${does} für ${speaker}${chat ? `, in ${chat}` : ''}`
}

export const memory: MemoryWords = {
  opening: 'Wird geöffnet …',
  undo: 'Rückgängig machen',
  panel: {
    name: 'Gedächtnis',
    follows: 'Hier öffnet sich, was Claude gerade schreibt',
    stays: 'Die Ansicht bleibt, wo sie ist',
    follow: 'Folgen',
    newDocument: 'Neues Dokument',
    menu: 'Menü des Gedächtnisses',
    allRead: 'Alles als gelesen markieren',
    allChanges: 'Alle Änderungen',
    lookBack: 'Zurück in der Zeit',
    lookBackKeys: 'Alt T',
    replace: 'Suchen und ersetzen …',
    hide: 'Gedächtnis ausblenden',
    clear: 'Alles leeren …',
    eraseWords: 'Worte suchen und tilgen …',
  },
  ways: {
    allReadDone: 'Alles ist als gelesen markiert.',
    name: 'Was du siehst',
    documents: 'Dokumente',
    activity: 'Aktivität',
    review: 'Änderungen',
    unread: (n) => `${documents(n)} noch nicht gelesen`,
  },
  away: {
    title: 'Während du fort warst',
    claudeFor: (people) => `Claude für ${people}`,
    changed: (n, hands) => `Während du fort warst: ${documents(n)} geändert von ${hands}.`,
    show: 'Zeigen, was sich geändert hat',
    later: 'Nicht jetzt',
  },
  sinceThen: {
    changed: 'Geändert, seit du hinsahst',
    isNew: 'Neu, seit du hinsahst',
    show: 'Zeigen, was',
    hide: 'Verbergen',
    close: 'Weglegen',
  },
  contents: {
    filters: 'Filter',
    withoutFilters: 'Ohne Filter',
    filterBy: 'Nach Ort, Person und Zeit filtern',
    documents,
    find: 'Im Gedächtnis suchen',
    clearSearch: 'Suche leeren',
    nothing: 'Noch ist nichts im Gedächtnis',
    looking: (speaker) => `Claude, für ${speaker}, sieht gerade hier nach.`,
    about:
      'Was Claude in einem der Chats lernt, schreibt es hier als einfache Dokumente auf, vor deinen Augen.',
  },
  tree: {
    name: 'Dokumente',
    readOnly: 'nur lesen',
    unread: 'geändert, seit du hinsahst',
    unreadBelow: (n) => `${numeral(n)} neu`,
    notSaved: ' · noch nicht gespeichert',
    reads: (speaker, chat) => hand('liest', speaker, chat),
    writes: (speaker, chat) => hand('schreibt', speaker, chat),
    deletes: (speaker, chat) => hand('löscht', speaker, chat),
    moves: (speaker, chat) => hand('verschiebt', speaker, chat),
    open: 'Öffnen',
    unfold: 'Den Ordner öffnen',
    fold: 'Den Ordner schließen',
    rename: 'Umbenennen',
    newName: (name) => `Neuer Name von ${name}`,
    again: 'Drück noch einmal die Eingabetaste, wenn du es weiter willst.',
  },
  document: {
    section: (path) => `Dokument ${path}`,
    back: 'Zurück zu allen Dokumenten',
    gone: 'Dieses Dokument ist nicht mehr im Gedächtnis',
    goneAbout: 'Sein Verlauf bleibt. Jede seiner Versionen lässt sich zurückholen.',
    erasedAbout:
      'Es wurde für immer getilgt. Sein Verlauf sagt, von wem und wann; kein Text davon ist geblieben.',
    unsaved: 'Dein ungespeicherter Text',
    deletedWhileWriting:
      'Jemand hat es gelöscht, während du geschrieben hast. Dein Text ist noch hier; hol eine Version zurück, um ihn zu speichern.',
    copyMine: 'Meinen Text kopieren',
    close: 'Schließen',
    isWriting: (speaker, chat) => `Claude, für ${speaker}${chat ? `, in ${chat},` : ','} schreibt das gerade`,
    isChanging: (speaker, chat) => `Claude, für ${speaker}${chat ? `, in ${chat},` : ','} ändert das gerade`,
    edit: 'Bearbeiten',
    menuOf: (name) => `Menü von ${name}`,
    menu: 'Menü des Dokuments',
    rename: 'Umbenennen oder verschieben …',
    renameFolder: 'Einen Ordner umbenennen oder verschieben',
    replace: 'Suchen und ersetzen …',
    copy: 'Text kopieren',
    delete: 'Löschen',
    deleted: (name) => `${name} wurde gelöscht.`,
    erase: 'Für immer tilgen …',
    eraseTitle: (name) => `${name} tilgen`,
    tabs: 'Wie das Dokument gezeigt wird',
    read: 'Lesen',
    lines: 'Zeilen',
    history: 'Verlauf',
    empty: 'Dieses Dokument ist leer.',
  },
  create: {
    title: 'Neues Dokument',
    label: 'Name',
    about:
      'Zum Beispiel people/alice.md. Ein Schrägstrich macht einen Ordner; .md wird ergänzt, wenn keine Endung da ist.',
    button: 'Anlegen',
    allSame: 'Trotzdem anlegen',
    again: (message) =>
      `${message} Es steht hinter diesem Fenster; drück noch einmal „Anlegen“, wenn du es weiter willst.`,
    done: (name) => `${name} wurde angelegt.`,
  },
  rename: {
    title: 'Umbenennen oder verschieben',
    label: 'Neuer Name',
    about: 'Das Dokument behält seinen Verlauf. Alle sehen den neuen Namen sofort.',
    button: 'Umbenennen',
    allSame: 'Trotzdem umbenennen',
    again: (message) =>
      `${message} Es steht hinter diesem Fenster; drück noch einmal „Umbenennen“, wenn du es weiter willst.`,
    done: (path) => `Heißt jetzt ${path}.`,
  },
  renameFolder: {
    title: 'Den Ordner umbenennen oder verschieben',
    label: 'Neuer Name',
    about: 'Alles darin zieht mit um und behält seinen Verlauf. Alle sehen den neuen Namen sofort.',
    button: 'Umbenennen',
    allSame: 'Trotzdem umbenennen',
    again: (message) => `${message} Drück noch einmal „Umbenennen“, wenn du es weiter willst.`,
    done: (path) => `Der Ordner heißt jetzt ${path}.`,
  },
  clear: {
    title: 'Das ganze Gedächtnis leeren',
    about: (n) =>
      `${documents(n)} ${n === 1 ? 'wird' : 'werden'} gelöscht, für alle. Der Verlauf bleibt, und du kannst es rückgängig machen.`,
    word: 'leeren',
    label: 'Tippe leeren, um es zu bestätigen',
    done: 'Das Gedächtnis ist leer.',
    button: 'Gedächtnis leeren',
  },
  outcome: {
    joined: 'Gespeichert und mit einer Änderung vereint, die inzwischen kam.',
    unchanged: 'Nichts zu ändern: Es ist schon so.',
    conflict: (path) =>
      `${path} wurde inzwischen geändert. Nichts wurde geändert; sieh es dir noch einmal an.`,
    storeAllSame: 'Trotzdem speichern',
    lookAgain: (message) => `${message} Sieh es dir an und tu es noch einmal, wenn du es weiter willst.`,
    show: 'Zeigen',
    undoTitle: (number, place) =>
      `Änderung ${number}${place === null ? '' : ` in ${place}`} rückgängig machen`,
    undoneBefore: 'Das ist schon zurückgenommen.',
    undone: 'Rückgängig gemacht. Das Gedächtnis ist wie vor dieser Änderung.',
    broughtBack: 'Zurückgeholt. Die Änderung gilt wieder.',
  },
}
