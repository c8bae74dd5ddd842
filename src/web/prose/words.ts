import { catalogue } from '../language/language.ts'

/** What is said around a text that people or Claude wrote. */
export const words = catalogue('prose', {
  openDocument: 'Open this document',
  image: (text: string) => `Image: ${text}`,
  done: 'Done',
  open: 'Open',
  table: 'Table',
  copyCode: 'Copy this code',
  copied: 'Copied.',
  notCopied: 'The browser did not let this be copied. Select it and copy it by hand.',
  signs: (first: string, others: number) => `${first} and ${others} more`,
})
export type ProseWords = ReturnType<typeof words>
