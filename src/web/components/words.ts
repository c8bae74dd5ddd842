import { catalogue } from '../language/language.ts'

export const words = catalogue('components', {
  closeDialog: 'Close dialog',
  actions: 'Actions',
  messages: 'Messages',
  dismiss: 'Dismiss',
  opening: 'Opening',
  notFetched: 'The server did not send this part of the page. If Commonplace was updated, reload the page.',
  broken: 'This part of the page broke',
  brokenAbout: 'Something went wrong while it was drawn. What is stored is untouched, and Claude goes on.',
  again: 'Try again',
  reload: 'Reload',
  number: (kind: 'whole' | 'any', least: string, most: string, orNothing: boolean) =>
    `${kind === 'whole' ? 'A whole number' : 'A number'} from ${least} to ${most}${orNothing ? ', or nothing' : ''}.`,
})
export type ComponentsWords = ReturnType<typeof words>
