import type { DemonstrationWords } from '../../demonstration/words.ts'
import { count } from '../../words.ts'

export const demonstration: DemonstrationWords = {
  mark: 'Demo',
  markAbout: 'Gesagt und geschrieben von Personen, die es nicht gibt, zum Umsehen',
  strip: 'Eine Demo mit Personen, die es nicht gibt.',
  remove: 'Entfernen …',
  putAway: 'Diese Zeile weglegen',
  title: 'Die Demo entfernen',
  about:
    'Was niemand angerührt hat, verschwindet für immer. Was jemand geändert oder hinzugefügt hat, bleibt und gehört ihm.',
  looking: 'Es wird nachgesehen, was da ist …',
  goes: 'Das verschwindet',
  stays: 'Das bleibt',
  nothingGoes: 'Nichts: Alles davon wurde seither geändert.',
  nothingStays: 'Nichts davon. Alles andere in diesem Arbeitsbereich bleibt, wie es ist.',
  chats: 'Chats',
  documents: 'Dokumente',
  memory: (name) => `Das Gedächtnis ${name} als Ganzes`,
  cancel: 'Abbrechen',
  now: 'Genau das entfernen',
  removing: 'Wird entfernt …',
  gone: (chats, documents) =>
    `Die Demo ist weg: ${count(chats, 'Chat', 'Chats')} und ${count(documents, 'Dokument', 'Dokumente')}.`,
  isGone: 'Es gibt keine Demo mehr.',
}
