import type { ComponentsWords } from '../../components/words.ts'

/** What `components/` says, in German. */
export const components: ComponentsWords = {
  closeDialog: 'Dialog schließen',
  actions: 'Aktionen',
  messages: 'Meldungen',
  dismiss: 'Schließen',
  number: (kind, least, most, orNothing) =>
    `${kind === 'whole' ? 'Eine ganze Zahl' : 'Eine Zahl'} von ${least} bis ${most}${orNothing ? ' oder nichts' : ''}.`,
}
