import { catalogue } from '../language/language.ts'

/** What is said around a text that people or Claude wrote. */
export const words = catalogue('prose', {
  openDocument: 'Open this document',
  image: (text: string) => `Image: ${text}`,
  done: 'Done',
  open: 'Open',
  table: 'Table',
  signs: (first: string, others: number) => `${first} and ${others} more`,
})
export type ProseWords = ReturnType<typeof words>
