import type { ContextWords } from '../../context/words.ts'
import { count, numeral } from '../../words.ts'

const tokens = (n: number) => count(n, 'Token', 'Token')
const turns = (n: number) => count(n, 'Runde', 'Runden')

/** What `context/` says, in German. */
export const context: ContextWords = {
  title: 'Was Claude sieht',
  about: (chat) => `Der Kontext von ${chat}.`,
  nothing: 'Noch wurde nichts gesagt.',
  counting: 'Zählt …',
  howFull: 'Wie voll er ist',
  modelOn: (model, host) => `${model} auf ${host}`,
  summedAbove: (n) => ` Über ${numeral(n)} Token wird das Gespräch zusammengefasst.`,
  nearlyFull:
    ' Er ist fast voll: Fass das Gespräch zusammen oder leere es, bevor es mitten in einer Antwort endet.',
  clear: 'Leeren und aus dem Gedächtnis beginnen',
  summarise: 'Jetzt zusammenfassen',
  cannotSummarise:
    'Das Modell, das hier antwortet, kann nicht um eine Zusammenfassung gebeten werden, oder es gibt noch nichts zusammenzufassen.',
  summing: 'Claude fasst das Gespräch zusammen. Du siehst weiter alles.',
  used: (used, window, share) => `${numeral(used)} von ${tokens(window)}, ${share}`,
  tokens,
  barEnds: (n, window) => `Der Balken endet bei ${numeral(n)} von ${tokens(window)}`,
  underOne: 'unter 1 %',
  percent: (n) => `${n} %`,
  parts: {
    system: 'Systemprompt',
    tools: 'Werkzeuge',
    summary: 'Zusammenfassung',
    memory: 'Gelesenes Gedächtnis',
    conversation: 'Gespräch',
    thinking: 'Denken',
    calls: 'Werkzeugaufrufe',
    results: 'Ergebnisse anderer Werkzeuge',
  },
  cleared: 'Geleert, sieht Claude nicht mehr',
  marks: { clearing: 'Leerung', compaction: 'Zusammenfassung' },
  sources: {
    counted: 'Das Ganze zählte der Host; seine Teile sind geschätzt.',
    reported:
      'Das Ganze ist, was der Host für den letzten Prompt meldete, und was seither kam, ist geschätzt; so auch die Teile.',
    estimated: 'Geschätzt: Dieser Host zählt keine Token.',
  },
  meter: (used, soon) => `Kontext: ${used}${soon === null ? '' : `, ${soon}`}`,
  show: (used) => `Kontext: ${used}. Zeigen, was ihn füllt`,
  clearing: {
    off: 'Nichts wird geleert: Das Leeren alter Werkzeugergebnisse ist aus.',
    here: 'Alte Werkzeugergebnisse werden hier geleert.',
    next: 'Alte Werkzeugergebnisse werden bei der nächsten Anfrage geleert.',
    byUs: ' Hier leert Commonplace, denn der Host kann es nicht.',
    afterUses: (uses, left) =>
      `Alte Werkzeugergebnisse werden nach ${count(uses, 'weiteren Werkzeugaufruf', 'weiteren Werkzeugaufrufen')} geleert${inTurns(left)}.`,
    above: (n, left) => `Alte Werkzeugergebnisse werden über ${tokens(n)} geleert${inTurns(left)}.`,
    passed: (n, whole) =>
      `Alte Werkzeugergebnisse werden über ${tokens(n)} geleert. Das ganze Gespräch hat ${numeral(whole)}, also wird jeder Prompt geleert, so weit die Einstellungen es zulassen.`,
    never: (n) =>
      `Das Leeren begänne über ${tokens(n)}, mehr, als dieses Modell auf einmal sieht: Hier kommt es nie dazu. Wähle unten eine kleinere Zahl.`,
    nextTurn: 'Leerung in der nächsten Runde',
    soon: (left) => `Leerung in etwa ${turns(left)}`,
  },
  preview: {
    name: 'Andere Einstellungen ausprobieren',
    title: 'Andere Einstellungen an diesem Chat ausprobieren',
    about: 'Nichts ändert sich, bis du sie übernimmst. Token sind geschätzt.',
    ready: 'Vorlage',
    own: 'Eigene Werte',
    beginUses: 'Beginnen über (Werkzeugaufrufe)',
    beginTokens: 'Beginnen über (Token)',
    keep: 'Die neuesten Werkzeugaufrufe behalten',
    atLeast: 'Mindestens leeren (Token)',
    trying: 'Probiert …',
    used: (chat) => `${chat} nimmt diese Werte ab der nächsten Nachricht.`,
    undo: 'Rückgängig machen',
    use: 'In diesem Chat übernehmen',
    noAnswer: 'Es gibt noch keine Antwort, an der sie sich ausprobieren ließen.',
    nothing: 'Mit diesen Werten wäre nichts von diesem Chat geleert worden.',
    strikes: (at, { taken, anew, before, after }) =>
      `Mit diesen Werten wäre dieser Chat ${at.length === 1 ? 'in Runde' : 'in den Runden'} ${listed(at.map(numeral))} geleert worden: ${tokens(taken)} entfernt, ${tokens(anew)} im Cache neu geschrieben. Alle seine Prompts zusammen hätten ${numeral(after)} statt ${numeral(before)} Token gehabt.`,
  },
}

function inTurns(left: number | null): string {
  if (left === null) return ''
  return left <= 0 ? ', in der nächsten Runde' : `, in etwa ${count(left, 'Runde', 'Runden')}`
}

function listed(words: readonly string[]): string {
  const few = words.length > 8 ? [...words.slice(0, 7), `${words.length - 7} weiteren`] : words
  return few.length < 2 ? few.join('') : `${few.slice(0, -1).join(', ')} und ${few.at(-1)}`
}
