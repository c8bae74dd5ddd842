import type { Fact } from './fact.ts'
import { labelSection, tidy } from './fact.ts'
import { capital } from './language.ts'

const LEAD =
  /^(?:(?:actually|in fact|i meant|i mean|rather),?\s+|(?:correction|corrected|update)\s*[:,–-]\s*|(?:no|nope|sorry|oops|wait|hmm|well|my mistake)\s*[,:–-]\s*|(?:btw|by the way)[,:]?\s+)+(?=\S)/i
const SOFT = /^(?:(?:well|hmm)\s*[,:–-]|(?:btw|by the way)[,:]?)\s*$/i

/** A sentence without "actually", "no," or "correction:" at its start, and whether one of them stood there. */
export function withoutLead(text: string): { readonly text: string; readonly correcting: boolean } {
  const lead = LEAD.exec(text)?.[0]
  if (lead === undefined) return { text, correcting: false }
  return { text: text.slice(lead.length), correcting: !SOFT.test(lead) }
}

/** Words that say that something is otherwise than before. */
export function saysChange(text: string): boolean {
  return /\b(?:now|no longer|instead|from now on|(?:changed|moved|(?:gone|went) (?:up|down)|rose|fell|dropped|increased|raised|reduced|cut) to)\b/i.test(
    text,
  )
}

const NOT_BUT =
  /^(?:it|that|this|he|she|they)(?:['’](?:s|re)|\s+(?:is|are|was|were|should be))\s+(?:(?:in|at|on|by|from|called|named)\s+)?(\S.{0,80}?),?\s+(?:and\s+)?(?:not|instead of|rather than)\s+(?:(?:in|at|on|by|from)\s+)?(\S.{0,80}?)[.!]*$/iu

/** "It's in Marseille, not Lyon": takes the place of the words in whatever line says them. */
export function swap(text: string): Fact | null {
  const [, now, old] = NOT_BUT.exec(text) ?? []
  return now === undefined || old === undefined || ![now, old].every((words) => /^[\p{Lu}\d$€£]/u.test(words))
    ? null
    : { section: 'Notes', value: tidy(text), now: true, swap: { old, now } }
}

/** "It is Max" about the one line that the model quoted or kept last; null when it said none or several. */
export function pronounCorrection(text: string, lastAnswer: string): Fact | null {
  const value =
    /^(?:it|that|this)(?:['’]s|\s+is|\s+should be|\s+must be|\s+was)\s+(?:now\s+|called\s+)*(?!not\b|a lie\b|wrong\b|right\b|fine\b|ok\b|true\b|false\b)(\S.{0,120}?)(?:,?\s+(?:not|instead of)\s+.{1,60})?[.!]*$/iu.exec(
      text,
    )?.[1]
  if (value === undefined) return null
  const said = [...lastAnswer.matchAll(/^(?:> )?- ([^:*>]{1,60}): \**([^*\n]+?)\**(?: \(was .*\))?$/gmu)]
  const label = said[0]?.[1]
  if (said.length !== 1 || label === undefined) return null
  return { section: labelSection(label), label: capital(label), value: tidy(value), now: true }
}
