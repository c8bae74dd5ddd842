import type { ComponentsWords } from '../../components/words.ts'

/** What `components/` says, in German. */
export const components: ComponentsWords = {
  closeDialog: 'Dialog schließen',
  actions: 'Aktionen',
  messages: 'Meldungen',
  dismiss: 'Schließen',
  opening: 'Wird geöffnet',
  notFetched:
    'Der Server hat diesen Teil der Seite nicht geschickt. Wurde Commonplace aktualisiert, lade die Seite neu.',
  again: 'Noch einmal',
  reload: 'Neu laden',
  number: (kind, least, most, orNothing) =>
    `${kind === 'whole' ? 'Eine ganze Zahl' : 'Eine Zahl'} von ${least} bis ${most}${orNothing ? ' oder nichts' : ''}.`,
}
