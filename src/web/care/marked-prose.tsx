import { Prose } from '../prose/prose.tsx'
import { type Marks, useMarks } from './marks.ts'

/** A text of memory to read, in which stands out what is to be looked at twice. */
export function MarkedProse({ text, marked }: MarkedProseProps) {
  return <Prose text={text} twice={marked} />
}

export interface MarkedProseProps {
  readonly text: string
  /** Of this text. */
  readonly marked: Marks
}

/** The same for a text whose marks nothing else needs. */
export function SelfMarkedProse({ text }: { readonly text: string }) {
  return <MarkedProse text={text} marked={useMarks(text)} />
}
