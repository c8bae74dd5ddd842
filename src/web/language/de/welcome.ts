import type { WelcomeWords } from '../../welcome/words.ts'

export const welcome: WelcomeWords = {
  title: 'Mehrere Menschen, ein Gedächtnis',
  about:
    'Hier führt jeder sein eigenes Gespräch mit Claude, eines neben dem anderen. Was Claude in einem erfährt, schreibt es in Dokumente, die alle teilen, und du kannst beim Schreiben zusehen.',
  tryExample: 'Das Beispiel mit drei Personen',
  addChat: 'Neuer Chat',
  lookAround: 'In einer Demo umsehen',
  connect: 'Claude verbinden',
  rehearsal:
    'Bis du Claude verbindest, antwortet das Probemodell: ein Programm, das Regeln folgt, und kein Sprachmodell. Das Gedächtnis benutzt es wie Claude.',
}
