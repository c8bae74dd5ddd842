import type { MemoryHistoryWords } from '../../memory/words-history.ts'
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
  loading: 'Wird geladen …',
  older: 'Ältere Änderungen',
  inChat: (chat) => `in ${chat}`,
  change: (number) => `Änderung ${number}`,
  present: 'Gegenwärtig',
  undoThis: 'Diese Änderung rückgängig machen …',
  restore: 'Diese Version wiederherstellen',
  restored: 'Wiederhergestellt. Die Version davor bleibt im Verlauf.',
  compare: 'Vergleichen …',
  showMessage: 'Nachricht zeigen',
  asItWas: 'Gedächtnis, wie es damals war',
  open: 'Dokument öffnen',
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
    cleared: 'hat das ganze Gedächtnis geleert',
  },
}
