import type { WelcomeWords } from '../../welcome/words.ts'

export const welcome: WelcomeWords = {
  title: 'Mehrere Menschen, ein Gedächtnis',
  about:
    'Hier führt jeder sein eigenes Gespräch mit Claude, eines neben dem anderen. Was Claude in einem erfährt, schreibt es in Dokumente, die allen gehören, und du kannst zusehen, wie es geschrieben wird.',
  tryExample: 'Das Beispiel mit drei Personen',
  addChat: 'Chat hinzufügen',
  rehearsal:
    'Vorerst antwortet das Probemodell: ein Programm, das Regeln folgt und kein Sprachmodell ist. Es liest und schreibt das wirkliche Gedächtnis, also ist alles, was du siehst, das, was Claude tut. Verbinde Claude oben, wann immer du magst.',
  guide: {
    goTo: (name) => `Zu ${name}`,
    putAway: 'Die Anleitung weglegen',
    running: (name) =>
      `Sieh aufs Gedächtnis: Claude antwortet ${name ?? 'gerade'} und schreibt auf, was zu behalten sich lohnt.`,
    next: [
      'Drei Personen, drei erste Nachrichten, alle bereit. Drück Senden für Alice, dann für John, dann für Sam, und sieh aufs Gedächtnis: Was Alice erzählt, wird ein Dokument.',
      'Was Alice weiß, ist jetzt im Gedächtnis. Drück Senden für John: Er hat nie mit Alice gesprochen, und sein Entwurf wächst aus ihrem Dokument.',
      'Zwei Dokumente von zwei Personen. Drück Senden für Sam: Das Angebot entsteht aus beiden.',
    ],
    done: 'Drei Gespräche, ein Gedächtnis. Öffne ein Dokument und seinen Verlauf, um zu sehen, wessen Hand was schrieb, oder sag Claude, dass sich das Budget geändert hat.',
  },
}
