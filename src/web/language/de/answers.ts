import type { AnswersWords } from '../../answers/words.ts'

/** What `answers/` says, in German. */
export const answers: AnswersWords = {
  changed: 'Die Einstellungen wurden geändert.',
  undo: 'Rückgängig machen',
  parts: { thinking: 'Denken', caching: 'Cache', fallback: 'Wenn ein Host nicht antwortet' },
  caching: {
    keep: 'Den Cache behalten für',
    about:
      'Was Claude schon gelesen hat, wird aus dem Cache des Hosts gelesen, zu einem Zehntel des Preises. Jede Antwort sagt, wie viel das war. Nach einer Leerung, mit einem anderen Prompt, anderen Werkzeugen oder einem anderen Modell beginnt er neu.',
    '5m': {
      name: 'Fünf Minuten',
      about:
        'Schreiben kostet ein Viertel mehr als neu zu lesen, jede Nutzung beginnt die fünf Minuten neu. Richtig für Chats, in denen bald geantwortet wird.',
    },
    '1h': {
      name: 'Eine Stunde',
      about:
        'Schreiben kostet das Doppelte. Richtig, wenn nach einer Weile weitergesprochen wird: eine Pause von zehn Minuten kostet dann nichts.',
    },
  },
  compaction: {
    sumUp: 'Lange Gespräche zusammenfassen',
    sumUpAbout:
      'Wächst ein Gespräch über eine Größe hinaus, schreibt Claude eine Zusammenfassung und geht von ihr aus weiter. Du siehst weiter alles. Die erste Antwort danach liest alles neu.',
    cannot:
      'Das Modell, das jetzt antwortet, kann das nicht von selbst; die Einstellung wartet auf eines, das es kann.',
    begin: 'Beginnen, wenn ein Gespräch länger ist als',
    tokens: 'Tokens.',
    keep: 'Was die Zusammenfassung behalten soll',
    keepAbout: 'Tritt an die Stelle der eigenen Worte des Hosts. Leer: diese.',
    save: 'Diese Worte speichern',
  },
  fallback: {
    name: 'Ausweichen',
    about:
      'Bleibt ein Host beschäftigt oder lehnt Claude ab, geht die Antwort hier weiter. Das Gespräch sagt es. Ein anderes Modell liest alles neu und ohne das Denken des vorigen.',
    none: 'Keines',
    on: (model, host) => `${model} auf ${host}`,
  },
  thinking: {
    name: 'Denken',
    normal: 'Wie das Modell es mag',
    least: 'So wenig, wie es zulässt',
    effort: 'Aufwand',
    noEffort: 'Dieses Modell kennt keine Stufen des Aufwands.',
    effortAbout: 'Wie viel es für eine Antwort aufwendet: Denken, Werkzeugaufrufe und Worte.',
    own: (usual) => (usual === null ? 'Wie das Modell selbst' : `Wie das Modell selbst (${usual})`),
    levels: {
      low: 'Gering: schnell und billig',
      medium: 'Mittel',
      high: 'Hoch',
      xhigh: 'Sehr hoch',
      max: 'Das Höchste, langsam und teuer',
    },
    leastOf: {
      none: 'Dieses Modell denkt nicht, bevor es antwortet.',
      disabled: 'Wenigstens: Es antwortet sofort, ohne vorher zu denken.',
      between_tools: 'Wenigstens: Es denkt nur zwischen Werkzeugaufrufen.',
      always: 'Dieses Modell denkt immer so viel, wie es braucht; das lässt sich nicht verringern.',
    },
  },
}
