import type { WelcomeWords } from '../../welcome/words.ts'

export const welcome: WelcomeWords = {
  title: 'Mehrere Menschen, ein Gedächtnis',
  about:
    'Hier führt jeder sein eigenes Gespräch mit Claude, eines neben dem anderen. Was Claude in einem erfährt, schreibt es in Dokumente, die allen gehören, und du kannst zusehen, wie es geschrieben wird.',
  tryExample: 'Das Beispiel mit drei Personen',
  addChat: 'Chat hinzufügen',
  lookAround: 'In einer Vorführung umsehen',
  connect: 'Claude verbinden',
  rehearsal:
    'Vorerst antwortet das Probemodell: ein Programm, das Regeln folgt und kein Sprachmodell ist. Es liest und schreibt das wirkliche Gedächtnis, also ist alles, was du siehst, das, was Claude tut. Verbinde Claude, wann immer du magst.',
}
