import type { CareWords } from '../../care/words.ts'
import { count, numeral } from '../../words.ts'

export const care: CareWords = {
  secrets: {
    title: 'Geheimnisse',
    refuse: 'Ablehnen, was wie ein Geheimnis aussieht',
    about:
      'Schlüssel, Token, private Schlüssel und Kartennummern werden nicht gespeichert, wer auch immer sie schreibt. Ein Mensch kann es trotzdem tun; Claude nicht. Erkannt werden Formen, ein Tresor ist es also nicht.',
    looking: 'Sucht …',
    look: 'Nach Geheimnissen suchen, die schon da sind',
    all: 'auch in alten Versionen und gelöschten Dokumenten',
    nothing: 'Nichts gefunden, was wie ein Geheimnis aussieht.',
    found: (n, more) => `${count(n, 'Stelle', 'Stellen')} gefunden${more ? ', und es gibt mehr' : ''}.`,
    inLine: (what, line) => `${what} in Zeile ${line}`,
    inVersion: (what, line, version) => `${what} in Zeile ${line}, in der Version von Änderung ${version}`,
    show: 'Zeigen',
    erase: 'Tilgen …',
    eraseTitle: (name) => `Eine Version von ${name} tilgen`,
  },
  review: {
    title: 'Dokumente zum Durchsehen',
    days: 'Nach so vielen Tagen, ungelesen und unverändert',
    show: 'Zeigen',
    nothing: (days) =>
      `Jedes Dokument wurde in den letzten ${count(days, 'Tag', 'Tagen')} gelesen oder geändert.`,
    open: 'Öffnen',
  },
  search: {
    title: 'Suche',
    may: 'Claude darf suchen',
    about:
      'Ein zweites Werkzeug für Claude, search_memory. Es gilt in jedem Chat von der nächsten Nachricht an; die erste Nachricht nach einem Wechsel kostet mehr, weil der Cache von vorher nicht mehr passt.',
  },
  limits: {
    title: 'Grenzen',
    bytes: 'Bytes eines Dokuments',
    documents: 'Dokumente eines Gedächtnisses',
    depth: 'Ordner in Ordnern',
    often: 'Ein Chat darf nur so oft schreiben',
    oftenAbout: 'Damit kein Chat, der sich im Kreis dreht, das Gedächtnis füllt.',
    writes: 'Schreibvorgänge in je 60 Sekunden',
    people: 'Dasselbe für Menschen und für Änderungen im Ordner',
  },
  verify: {
    title: 'Ist alles, wie es geschrieben wurde?',
    about:
      'Jede Änderung trägt einen Hash, der die davor einschließt. Notiere den letzten anderswo: Damit lässt sich später sagen, ob etwas abgeschnitten oder neu geschrieben wurde.',
    which: 'Welches Gedächtnis',
    checking: 'Wird geprüft …',
    check: 'Verlauf prüfen',
    well: 'Alles ist gut.',
    wrong: (n) => `An ${count(n, 'Stelle', 'Stellen')} stimmt etwas nicht.`,
    counts: (changes, texts, erased) =>
      `${count(changes, 'Änderung', 'Änderungen')}, ${count(texts, 'Text', 'Texte')}, ${numeral(erased)} getilgt.`,
    problem: (change, why) => `Änderung ${change}: ${why}`,
    head: (number, hash) => `Stand ${number}:${hash}`,
  },
}
