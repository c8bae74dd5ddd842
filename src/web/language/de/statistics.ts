import type { StatisticsWords } from '../../statistics/words.ts'
import { count, dollars, numeral } from '../../words.ts'

export const statistics: StatisticsWords = {
  title: 'Statistik',
  about:
    'Geld wird nach der Preistabelle gezählt, die Commonplace kennt; deine Rechnung ist, was der Host sagt.',
  days: 'Tage (UTC)',
  span: {
    month: 'Dieser Monat',
    'last-month': 'Voriger Monat',
    '30': 'Die letzten 30 Tage',
    '90': 'Die letzten 90 Tage',
    '365': 'Das letzte Jahr',
  },
  csv: 'Als CSV herunterladen',
  nothing: 'An diesen Tagen wurde nichts beantwortet',
  nothingAbout: 'Sobald Claude geantwortet hat, steht hier, was es gekostet und verbraucht hat.',
  measure: {
    cost: { name: 'Kosten', about: 'US-Dollar nach der Preistabelle' },
    saved: {
      name: 'Durch den Cache gespart',
      about: 'Was dieselben Antworten ohne Cache gekostet hätten, weniger dem, was sie kosteten',
    },
    read: { name: 'Gelesene Token', about: 'Von Claude, aus dem Cache und frisch' },
    written: { name: 'Geschriebene Token', about: 'Von Claude, mit Denken und Werkzeugaufrufen' },
    cleared: {
      name: 'Geleerte Token',
      about: 'Durch das Leeren alter Werkzeugergebnisse aus den Prompts gehalten',
    },
    memory: {
      name: 'Token des Gedächtnisses',
      about: 'Von dem, was Claude las, der Teil aus dem Gedächtnis, geschätzt',
    },
  },
  sum: ({ replies, cached, thinking, savedByClearing, unpriced }) =>
    [
      `${count(replies, 'Antwort', 'Antworten')} von Modellen. ${cached} dessen, was Claude las, kamen aus dem Cache; ${numeral(thinking)} der geschriebenen Token waren Denken.`,
      savedByClearing > 0 &&
        `Was das Leeren heraushielt, hätte ${dollars(savedByClearing)} gekostet, aus dem Cache gelesen.`,
      unpriced > 0 &&
        `${count(unpriced, 'Antwort kam', 'Antworten kamen')} von Modellen, deren Preis nicht bekannt ist; beim Geld zählen sie nicht mit.`,
    ]
      .filter(Boolean)
      .join(' '),
  limits: 'Grenzen dieses Monats',
  workspace: 'Der ganze Arbeitsbereich',
  plots: {
    cost: 'Kosten, Tag für Tag',
    costSaid: (sum, day) => `Kosten, Tag für Tag: ${sum} insgesamt, am meisten am ${day}.`,
    costSeries: 'Kosten',
    tokens: 'Token, Tag für Tag',
    tokensSaid: (read, cached, written) =>
      `Token, Tag für Tag: ${read} gelesen, davon ${numeral(cached)} aus dem Cache, ${written} geschrieben.`,
    read: 'Gelesen',
    cached: 'davon aus dem Cache',
    written: 'Geschrieben',
    table: 'Dasselbe als Tabelle',
    dayByDay: 'Tag für Tag',
    day: 'Tag',
    chats: 'Chats',
    pickDay: 'Wähle einen Tag in einer Zeichnung, um zu sehen, was dahintersteht.',
    onDay: (day, cost, read, written) =>
      `${day}: Kosten ${cost}, ${read} Token gelesen, ${written} geschrieben.`,
  },
  behind: {
    title: 'Hinter den Zahlen',
    by: { chat: 'Nach Chat', person: 'Nach Person', model: 'Nach Modell', host: 'Nach Host' },
    measure: (name) => `${name}: `,
    open: (chats) => (chats === 1 ? 'Den Chat öffnen' : `${count(chats, 'Chat', 'Chats')} öffnen`),
    openBehind: (chats, name) =>
      chats === 1
        ? `Den Chat hinter ${name} öffnen`
        : `${count(chats, 'Chat', 'Chats')} hinter ${name} öffnen`,
  },
  lifetime: {
    title: 'Seit dem Anfang',
    figure: {
      messages: 'Nachrichten',
      tokens: 'Token hinein und heraus',
      cost: 'Geschätzte Kosten',
      calls: 'Gedächtnisaufrufe',
      clearings: 'Leerungen',
      saved: 'Gesparte Token',
      average: 'Im Schnitt gespart',
      last: 'Zuletzt geleert',
    },
    byChat: 'Chat für Chat',
    column: {
      chat: 'Chat',
      messages: 'Nachrichten',
      in: 'Hinein',
      cached: 'Aus dem Cache',
      out: 'Heraus',
      cost: 'Kosten',
      cleared: 'Geleert',
      saved: 'Gespart',
      average: 'Im Schnitt',
      last: 'Zuletzt geleert',
    },
    deleted: '(gelöscht)',
  },
}
