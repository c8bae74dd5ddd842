import type { MemoryHistoryWords } from '../../memory/words-history.tsx'
import { count, numeral } from '../../words.ts'

function what(name: string | null, more: number): string {
  return `${name ?? 'es'}${andMore(more)}`
}

function ofWhat(name: string | null, more: number): string {
  return `${name === null ? '' : ` von ${name}`}${andMore(more)}`
}

function andMore(more: number): string {
  return more > 0 ? ` und ${numeral(more)} weitere` : ''
}

export const memoryHistory: MemoryHistoryWords = {
  list: 'Änderungen',
  nothing: 'Noch wurde nichts geändert.',
  nothingLikeIt: 'Keine Änderung ist so.',
  loading: 'Wird geladen …',
  older: 'Ältere Änderungen',
  changes: (n) => `${count(n, 'Änderung', 'Änderungen')}.`,
  moreThan: (n) => `Mehr als ${count(n, 'Änderung', 'Änderungen')}.`,
  undoShown: 'Alle diese rückgängig machen …',
  undoTitle: (n) => `${count(n, 'Änderung', 'Änderungen')} rückgängig machen`,
  tooMany: (n) =>
    `Mehr als ${count(n, 'Änderung passt', 'Änderungen passen')} dazu. Bitte erst genauer eingrenzen.`,
  inChat: (chat) => `in ${chat}`,
  change: (number, place) => (place === null ? `Änderung ${number}` : `Änderung ${number} in ${place}`),
  present: 'Gegenwärtig',
  undoThis: 'Diese Änderung rückgängig machen …',
  takenBack: (who, ago) => `Zurückgenommen von ${who}, ${ago}`,
  bringBack: 'Diese Änderung zurückholen …',
  restore: 'Diese Version zurückholen',
  restored: 'Zurückgeholt. Die Version davor bleibt im Verlauf.',
  compare: 'Vergleichen …',
  showMessage: 'Nachricht zeigen',
  asItWas: 'Gedächtnis, wie es damals war',
  open: 'Dokument öffnen',
  activity: {
    disk: 'Eine Änderung im Ordner',
    inChat: 'In welchem Chat',
    anyChat: 'In allen Chats',
    when: 'Wann',
    times: { today: 'Heute', yesterday: 'Gestern', week: 'Letzte 7 Tage', between: 'Von … bis …' },
    since: 'Von',
    until: 'Bis',
    now: 'Gerade jetzt',
    reads: (who, path, chat) => (
      <>
        {who} liest {path}
        {chat && <>, in {chat}</>}
      </>
    ),
    writes: (who, path, chat) => (
      <>
        {who} schreibt {path}
        {chat && <>, in {chat}</>}
      </>
    ),
    claudeFor: (person) => `Claude, für ${person},`,
    somewhere: 'das Gedächtnis',
  },
  touched: (names, more) => `${names.join(', ')}${andMore(more)}`,
  comparing: 'Wird verglichen …',
  counts: (added, removed) => `${count(added, 'Zeile', 'Zeilen')} hinzugefügt, ${numeral(removed)} entfernt`,
  difference: (version) => `Unterschied der Änderung ${version}`,
  deed: {
    created: (name, more) => `hat ${what(name, more)} angelegt`,
    rewrote: (name, more) => `hat ${what(name, more)} neu geschrieben`,
    changed: (name, more) => `hat ${what(name, more)} geändert`,
    addedTo: (name, more) => (name === null ? 'hat es ergänzt' : `hat ${what(name, more)} ergänzt`),
    deleted: (name, more) => `hat ${what(name, more)} gelöscht`,
    removed: (name, more) => `hat ${what(name, more)} entfernt`,
    brought: (name, more) => `hat ${what(name, more)} gebracht`,
    moved: (from, to, more) => `hat ${from} nach ${to} verschoben${andMore(more)}`,
    movedIt: 'hat es verschoben',
    joined: (name, more) => `hat zwei Änderungen${ofWhat(name, more)} vereint`,
    restored: (name, more) => `hat eine frühere Version${ofWhat(name, more)} zurückgeholt`,
    undid: (name, more) => `hat eine Änderung${ofWhat(name, more)} rückgängig gemacht`,
    undidOne: (change, name, more) => `hat Änderung ${change}${ofWhat(name, more)} rückgängig gemacht`,
    undidMany: (changes, name, more) =>
      `hat ${count(changes, 'Änderung', 'Änderungen')}${ofWhat(name, more)} rückgängig gemacht`,
    cleared: 'hat das ganze Gedächtnis geleert',
  },
}
