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
  broken: 'Dieser Teil der Seite ist ausgefallen',
  brokenAbout:
    'Beim Zeichnen ging etwas schief. Was gespeichert ist, ist unberührt, und Claude macht weiter.',
  again: 'Noch einmal',
  reload: 'Neu laden',
  number: (kind, least, most, orNothing) =>
    `${kind === 'whole' ? 'Eine ganze Zahl' : 'Eine Zahl'} von ${least} bis ${most}${orNothing ? ' oder nichts' : ''}.`,
}
