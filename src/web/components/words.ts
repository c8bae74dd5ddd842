import { catalogue } from '../language/language.ts'

export const words = catalogue('components', {
  closeDialog: 'Close dialog',
  messages: 'Messages',
  dismiss: 'Dismiss',
})
export type ComponentsWords = ReturnType<typeof words>
