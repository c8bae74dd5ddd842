import type { ComponentsWords } from '../../components/words.ts'

/** What `components/` says, in German. */
export const components: ComponentsWords = {
  closeDialog: 'Dialog schließen',
  messages: 'Meldungen',
  dismiss: 'Schließen',
}
