/**
 * What people should see before they trust a document: text that reads like an order to the model, characters that cannot be
 * seen or that turn the text around, words that are not what they seem. Pure and browser-safe; for showing, not for refusing.
 */
import { type CharacterKind, characterMarks, lookAlikeMarks } from './marks-characters.ts'
import { type InstructionKind, instructionMarks } from './marks-instructions.ts'

export type MarkKind = CharacterKind | InstructionKind

export interface Mark {
  readonly kind: MarkKind
  /** Range in UTF-16 units; `to` is exclusive. */
  readonly from: number
  readonly to: number
  /** Of its beginning, from 1. */
  readonly line: number
  /** A sentence for people. */
  readonly says: string
}

/** Every mark, in the order of the text. Marks of characters may lie inside those of instructions. */
export function findMarks(text: string): readonly Mark[] {
  const all = [...characterMarks(text), ...lookAlikeMarks(text), ...instructionMarks(text)]
  let line = 1
  let next = text.indexOf('\n')
  return all
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .map(({ kind, from, to, says }) => {
      while (next !== -1 && next < from) {
        line++
        next = text.indexOf('\n', next + 1)
      }
      return { kind, from, to, line, says }
    })
}
