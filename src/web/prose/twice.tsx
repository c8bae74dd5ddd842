// biome-ignore-all lint/suspicious/noArrayIndexKey: a piece is its place
/** What is to be looked at twice, inside a text as it is read: orders stand out, and what nobody would see gets a sign. */
import type { ReactNode } from 'react'
import type { Mark } from '../../memory/marks.ts'
import { words } from './words.ts'

/** How the words of a text are shown. */
export type Show = (text: string) => ReactNode

export type FindMarks = (text: string) => readonly Mark[]

export interface Piece {
  readonly text: string
  /** Why it is to be looked at twice; empty: it is not. */
  readonly says: readonly string[]
  /** Nobody would see it, or it would turn the text around: a sign stands in its place. */
  readonly unseen: boolean
}

const UNSEEN: ReadonlySet<string> = new Set(['invisible', 'direction', 'hidden-text', 'control'])

/** The text cut where a mark begins and ends. The pieces together are the text. */
export function piecesOf(text: string, marks: readonly Mark[]): readonly Piece[] {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ from, to }) => [from, to])])]
  cuts.sort((a, b) => a - b)
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length
    const over = marks.filter((mark) => mark.from <= from && mark.to >= to)
    return {
      text: text.slice(from, to),
      says: [...new Set(over.map(({ says }) => says))],
      unseen: over.some(({ kind }) => UNSEEN.has(kind)),
    }
  })
}

/** Words with their marks. */
export function markedWords(text: string, find: FindMarks): ReactNode {
  const marks = find(text)
  if (marks.length === 0) return text
  return piecesOf(text, marks).map(({ text: piece, says, unseen }, index) => {
    if (says.length === 0) return piece
    return unseen ? (
      <mark key={index} className="unseen" title={says.join(' ')} data-sign={signOf(piece)} />
    ) : (
      <mark key={index} title={says.join(' ')}>
        {piece}
      </mark>
    )
  })
}

/** The code points of a few characters, such as `U+200B`; of many the first and how many. */
export function signOf(text: string): string {
  const [first = '', ...others] = text
  const code = (first.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return others.length > 0 ? words().signs(`U+${code}`, others.length) : `U+${code}`
}
