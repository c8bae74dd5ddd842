import { SUBJECT } from './clause-lines.ts'
import type { Fact } from './fact.ts'
import { keywords } from './language.ts'

/** A clause while the rules read it: what they have found, and what of it is still unread. */
export interface Reading {
  readonly clause: string
  rest: string
  readonly facts: Fact[]
}

/** Takes what a rule has read out of the clause. */
export function take(read: Reading, matched: string, facts: readonly Fact[]): void {
  // The label is said with the value, so it is read too.
  read.facts.push(...facts)
  read.rest = read.rest.replace(matched, ' ')
  for (const { label } of facts) {
    const at = label === undefined ? -1 : read.rest.toLowerCase().indexOf(label.toLowerCase())
    if (label !== undefined && at >= 0)
      read.rest = `${read.rest.slice(0, at)} ${read.rest.slice(at + label.length)}`
  }
}

const WEAK = new Set(
  `need must want require requirement budget timeline project compliant compliance certified certification team customer client
  company total overall around about approximately roughly plan planning work working available set fixed maximum minimum least most
  date deadline complete completed finish done take takes planned instead within application apps lead`.split(
    /\s+/,
  ),
)

/** The words of a text that carry meaning, without those that the rules expect beside a value. */
export function leftOver(text: string): readonly string[] {
  return keywords(text.replace(SUBJECT, '')).filter((word) => !WEAK.has(word))
}
