import type { ChatTurnWords } from '../../chat/words-turn.ts'
import { count, dollars, numeral } from '../../words.ts'

const deed = (going: string, what: string, done: string, attempt: string) => ({
  going: `${going} ${what}`,
  done: `${what} ${done}`,
  failed: `Konnte ${what} nicht ${attempt}`,
  dropped: `${what} nicht ${done}`,
})
const UNNAMED = 'ein Dokument'

const tokens = (n: number) => count(n, 'Token', 'Token')
const documents = (n: number) => count(n, 'Dokument', 'Dokumente')

/** What is said within a turn, in German. */
export const chatTurn: ChatTurnWords = {
  article: (speaker) => `${speaker} und Claude`,
  summedUp: (speaker) => `${speaker} ließ das Gespräch zusammenfassen, `,
  showLess: 'Weniger zeigen',
  showAll: 'Alles zeigen',
  thinking: 'Claude denkt nach',
  thoughtBriefly: 'Kurz nachgedacht',
  thoughtLong: 'Gründlich nachgedacht',
  copy: {
    message: (speaker, at) => `${speaker}, ${at}`,
    summedUp: (speaker, at) => `${speaker} ließ das Gespräch zusammenfassen, ${at}`,
  },
  actions: {
    message: (speaker) => `Nachricht von ${speaker}`,
    answer: 'Antwort von Claude',
    copy: 'Kopieren',
    edit: 'Bearbeiten',
    editHint: 'Bearbeiten: anders sagen, in einem neuen Zweig',
    editBusy: 'Bearbeiten, sobald Claude geantwortet hat',
    again: 'Neu antworten lassen',
    againHint: 'Neu antworten lassen, in einem neuen Zweig',
    againBusy: 'Neu antworten lassen, sobald Claude geantwortet hat',
    quote: 'Zitieren',
    quoteHint: 'Dies zitieren, oder was darin ausgewählt ist',
  },
  deeds: {
    reach: () => ({
      going: 'Greift nach dem Gedächtnis',
      done: 'Gedächtnis benutzt',
      failed: 'Konnte das Gedächtnis nicht benutzen',
      dropped: 'Gedächtnis nicht benutzt',
    }),
    other: (tool) => deed('Benutzt', tool, 'benutzt', 'benutzen'),
    look: () => ({
      going: 'Sieht ins Gedächtnis',
      done: 'Ins Gedächtnis gesehen',
      failed: 'Konnte nicht ins Gedächtnis sehen',
      dropped: 'Nicht ins Gedächtnis gesehen',
    }),
    lookThrough: (where) => ({
      ...deed('', where, 'durchgesehen', 'durchsehen'),
      going: `${where} wird durchgesehen`,
    }),
    read: (name, lines) => deed('Liest', `${name}${lines}`, 'gelesen', 'lesen'),
    write: (name) => deed('Schreibt', name ?? UNNAMED, 'geschrieben', 'schreiben'),
    change: (name) => deed('Ändert', name ?? UNNAMED, 'geändert', 'ändern'),
    add: (name) => deed('Ergänzt', name ?? UNNAMED, 'ergänzt', 'ergänzen'),
    delete: (name) => deed('Löscht', name ?? UNNAMED, 'gelöscht', 'löschen'),
    move: (name, to) =>
      deed(
        'Verschiebt',
        `${name ?? UNNAMED}${to === null ? '' : ` nach ${to}`}`,
        'verschoben',
        'verschieben',
      ),
    fromLine: (from) => `, ab Zeile ${from}`,
    lines: (from, to) => `, Zeilen ${from} bis ${to}`,
    memory: 'Gedächtnis',
  },
  reads: {
    through: 'Gedächtnis durchgesehen',
    throughAnd: (document) => `Gedächtnis durchgesehen, ${document} gelesen`,
    throughAndMany: (n) => `Gedächtnis durchgesehen, ${documents(n)} gelesen`,
    many: (n) => `${documents(n)} gelesen`,
    notFound: (n) => `${numeral(n)} nicht gefunden`,
  },
  card: {
    lines: (added, removed) => `${count(added, 'Zeile', 'Zeilen')} hinzugefügt, ${removed} entfernt`,
    done: 'Erledigt.',
    open: 'Dokument öffnen',
    undo: 'Zurücknehmen',
    bringBack: 'Zurückholen',
    raw: 'Rohdaten',
    notSeenAbout:
      'Die Kontextbearbeitung nahm dieses Ergebnis aus dem, was Claude sieht. Das Gedächtnis hat die Tatsachen noch.',
    notSeen: 'Nicht mehr gesehen',
    byClaude: 'von Claude',
    unchanged: (n) => count(n, 'unveränderte Zeile', 'unveränderte Zeilen'),
    removed: 'Entfernt: ',
    added: 'Hinzugefügt: ',
    same: 'Unverändert: ',
  },
  events: {
    clearedUses: (fresh, all, size) => {
      const uses = count(fresh, 'Werkzeugaufruf', 'Werkzeugaufrufe')
      const more = count(fresh, 'weiterer Werkzeugaufruf', 'weitere Werkzeugaufrufe')
      return fresh === all
        ? `${uses} geleert, ${tokens(size)}`
        : `${more} geleert (bisher ${numeral(all)}, ${tokens(size)})`
    },
    clearedThoughts: (fresh, all, size) => {
      const more = count(fresh, 'weiterer Gedanke', 'weitere Gedanken')
      return fresh === all
        ? `${count(all, 'Gedanke', 'Gedanken')} geleert, ${tokens(size)}`
        : `${more} geleert (bisher ${numeral(all)}, ${tokens(size)})`
    },
    usesOnTheWay: (fresh, all) =>
      fresh === all
        ? `Unterwegs ${count(all, 'Werkzeugaufruf', 'Werkzeugaufrufe')} geleert`
        : `Unterwegs ${count(fresh, 'weiterer Werkzeugaufruf', 'weitere Werkzeugaufrufe')} geleert (bisher ${numeral(all)})`,
    thoughtsOnTheWay: (fresh, all) =>
      fresh === all
        ? `Unterwegs ${count(all, 'Gedanke', 'Gedanken')} geleert`
        : `Unterwegs ${count(fresh, 'weiterer Gedanke', 'weitere Gedanken')} geleert (bisher ${numeral(all)})`,
    byCommonplace: ' · geleert von Commonplace',
    clearedByAgent:
      'Dieser Host kann nicht selbst leeren, also tat es Commonplace, nach denselben Regeln. Die Token sind geschätzt.',
    clearedByHost:
      'Geleert vom Host, der die Token zählte. Was nach dieser Stelle im Cache lag, wurde neu geschrieben.',
    declined: (host) => `Claude lehnte auf ${host} ab`,
    wentOn: (why, place) => `${why}; ${place} machte weiter`,
    unsealed: 'Claude macht ohne sein früheres Denken weiter',
    unsealedAbout:
      'Denken ist an genau das Gespräch davor gebunden. Es passte nicht mehr, also bleibt es weg; Worte und Ergebnisse der Werkzeuge bleiben.',
    summary: 'Zusammenfassung',
    summing: 'Fasst das Gespräch zusammen',
    summed: 'Das Gespräch wurde zusammengefasst',
    summedAbout:
      'Von hier an sieht Claude diese Zusammenfassung anstelle dessen, was vorher kam. Du siehst weiter alles.',
  },
  memory: {
    looking: 'Sieht nach …',
    read: 'Gelesen',
    wrote: 'Geschrieben',
    undoTitle: 'Diese Runde rückgängig machen',
    undo: 'Rückgängig machen, was Claude hier schrieb …',
    kinds: { create: 'neu', edit: 'geändert', rename: 'verschoben', delete: 'gelöscht', erase: 'getilgt' },
    takenBack: 'zurückgenommen',
    version: (number) => `Version ${number}`,
    onlyWrote: (wrote) => `${documents(wrote)} geschrieben`,
    onlyRead: (read) => `${documents(read)} gelesen`,
    both: (read, wrote) => `${documents(read)} gelesen, ${wrote} geschrieben`,
  },
  spent: {
    tokens: 'Token: ',
    about: 'Token, die Claude neu las, schrieb und aus dem Cache las',
    in: (n) => `${numeral(n)} ein`,
    out: (n) => `${numeral(n)} aus`,
    cached: (n) => `${numeral(n)} gecacht`,
    priceUnknown: 'Preis unbekannt',
    table: 'Antwort für Antwort',
    caption: (n) => `${count(n, 'Antwort', 'Antworten')} des Modells`,
    columns: {
      model: 'Modell',
      in: 'Ein',
      cacheRead: 'Cache gelesen',
      cacheWritten: 'Cache geschrieben',
      out: 'Aus',
      thinking: 'Denken',
      cost: 'Kosten',
    },
    on: (model, host) => `${model} auf ${host}`,
    share: (percent) => `${percent} % dessen, was Claude las, kamen aus dem Cache.`,
    saved: (sum) => ` Das sparte ${dollars(sum)}.`,
    dearer: (sum) =>
      ` Ihn zu schreiben kostete ${dollars(sum)} mehr, als er sparte; die nächsten Antworten lesen ihn.`,
    misses: {
      model: 'Der Cache wurde verfehlt, weil vorher ein anderes Modell antwortete',
      system: 'Der Cache wurde verfehlt, weil sich der Systemprompt geändert hatte',
      tools: 'Der Cache wurde verfehlt, weil sich die Werkzeuge geändert hatten',
      messages:
        'Der Cache wurde verfehlt, weil sich frühere Nachrichten geändert hatten, wie nach einer Leerung',
      unknown: 'Der Cache wurde verfehlt; der Host sagt nicht, warum',
    },
    again: (read) => ` (${tokens(read)} neu gelesen)`,
  },
}
