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
        'Schreiben kostet ein Viertel mehr als neu zu lesen; mit jeder Nutzung beginnen die fünf Minuten von vorn. Richtig für Chats, in denen bald geantwortet wird.',
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
      'Wird ein Gespräch länger als eingestellt, schreibt Claude eine Zusammenfassung und macht von ihr aus weiter. Du siehst weiterhin alles. Die erste Antwort danach liest alles neu.',
    cannot:
      'Das Modell, das jetzt antwortet, kann das nicht von selbst; die Einstellung wartet auf eines, das es kann.',
    begin: 'Beginnen, wenn ein Gespräch länger ist als',
    tokens: 'Token.',
    keep: 'Was die Zusammenfassung behalten soll',
    keepAbout: 'Ersetzt die eigenen Worte des Hosts. Leer: Es gelten diese.',
    save: 'Diese Worte speichern',
  },
  fallback: {
    name: 'Ausweichen auf',
    about:
      'Bleibt ein Host ausgelastet oder lehnt Claude ab, geht die Antwort hier weiter; das steht dann im Gespräch. Ein anderes Modell liest alles neu und ohne das Denken des vorigen.',
    none: 'Kein anderes Modell',
    on: (model, host) => `${model} auf ${host}`,
  },
  thinking: {
    name: 'Denken',
    normal: 'Wie das Modell von sich aus',
    least: 'So wenig, wie es zulässt',
    effort: 'Aufwand',
    noEffort: 'Dieses Modell kennt keine Stufen für den Aufwand.',
    effortAbout: 'Wie viel es für eine Antwort aufwendet: Denken, Werkzeugaufrufe und Worte.',
    own: (usual) => (usual === null ? 'Wie das Modell selbst' : `Wie das Modell selbst (${usual})`),
    levels: {
      low: 'Gering: schnell und billig',
      medium: 'Mittel',
      high: 'Hoch',
      xhigh: 'Sehr hoch',
      max: 'Höchster: langsam und teuer',
    },
    leastOf: {
      none: 'Dieses Modell denkt nicht, bevor es antwortet.',
      disabled: 'So wenig wie möglich: Es antwortet sofort, ohne vorher zu denken.',
      between_tools: 'So wenig wie möglich: Es denkt nur zwischen Werkzeugaufrufen.',
      always: 'Dieses Modell denkt immer so viel, wie es braucht; das lässt sich nicht verringern.',
    },
  },
}
