import type { TourWords } from '../../tour/words.ts'

export const tour: TourWords = {
  title: 'Rundgang',
  step: (n, of) => `Schritt ${n} von ${of}`,
  names: {
    ask: 'Claude etwas erzählen',
    watch: 'Zusehen, wie das Gedächtnis geschrieben wird',
    other: 'Im Chat einer anderen Person fragen',
    back: 'Eine Änderung zurücknehmen',
  },
  says: {
    ask: ({ who, ready }) =>
      who === null
        ? 'Füge zuerst einen Chat hinzu.'
        : ready
          ? `Die erste Nachricht von ${who} liegt bereit. Drück auf Senden.`
          : 'Sag Claude etwas, das zu behalten sich lohnt, etwa eine Entscheidung und ihren Grund, und drück auf Senden.',
    watch: ({ first, running }) =>
      running
        ? `Was ${first ?? 'jemand'} erzählt, wird in diesem Augenblick ein Dokument, für alle.`
        : 'Sobald Claude geantwortet hat, geht der Rundgang weiter.',
    other: ({ who, ready, first, running }) => {
      if (who === null)
        return 'Füge einen zweiten Chat hinzu, für jemand anderen, und frag dort, was du vorher erzählt hast.'
      if (running)
        return `${who} hat nie mit ${first ?? 'jemandem'} gesprochen. Claude sieht zuerst ins Gedächtnis und findet es.`
      return ready
        ? `Drück bei ${who} auf Senden: ${who} hat nie mit ${first ?? 'jemandem'} gesprochen, und Claude weiß es trotzdem.`
        : 'Frag hier nach dem, was im anderen Chat erzählt wurde, und sieh, dass Claude es weiß.'
    },
    back: () =>
      'Jede Änderung sagt, von wem sie ist, und lässt sich zurücknehmen. Drück bei einer davon auf „Zurücknehmen“. Auch das lässt sich wieder zurücknehmen.',
  },
  show: 'Zeig es mir',
  skip: 'Überspringen',
  leave: 'Den Rundgang verlassen',
  over: 'Mehrere Menschen, ein Gedächtnis, und nichts, was sich nicht zurücknehmen ließe. Mehr muss man nicht wissen.',
  prompts: 'Mehr Prompts',
  tutorial: 'Tutorial',
}
