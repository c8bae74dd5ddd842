import type { Fact, Swap } from './fact.ts'
import { labelSection, tidy } from './fact.ts'
import { capital, keywords } from './language.ts'
import { saidLines } from './said.ts'

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
  return /\b(?:now|no longer|instead|from now on|(?:changed|moved|slipped|postponed|delayed|pushed|rescheduled|brought forward|(?:gone|went) (?:up|down)|rose|fell|dropped|increased|raised|reduced|cut) to)\b/i.test(
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
    : { section: 'Notes', value: tidy(text), now: true, swap: { old, now, about: [] } }
}

const LINK = 'is|are|was|were|at|on|in|by|from|to|called|named|costs?|takes?|until'
const NEW_NOT_OLD = new RegExp(
  String.raw`^(?<head>\S.{0,120}\s(?:${LINK}))\s+(?:now\s+)?(?<now>\S.{0,60}?),?\s+(?:and\s+)?(?:not|instead of|rather than)\s+(?:(?:in|at|on|by|from|to)\s+)?(?<old>\S.{0,60}?)[.!]*$`,
  'iu',
)
const NOT_OLD = /,?\s+(?:and\s+)?(?:not|instead of|rather than)\s.*$/i

/** "The bus leaves at 8, not 9": what takes the place of what, in a line that speaks of the same. */
export function swapIn(clause: string): Swap | null {
  const { head, now, old } = NEW_NOT_OLD.exec(clause)?.groups ?? {}
  if (head === undefined || now === undefined || old === undefined || NOT_OLD.test(now)) return null
  const about = keywords(head).filter((word) => !/^(?:called|named|cost|take|moved|changed)$/.test(word))
  return about.length === 0 ? null : { old, now, about }
}

/** A text without ", not 9" at its end. */
export function withoutOld(text: string): string {
  return text.replace(NOT_OLD, '')
}

const VALUE = String.raw`[$€£]?\d[\d.,:]*(?:\s?(?:am|pm|k|m|%|euros?|dollars|pounds|minutes|hours|days|weeks|months|years)\b)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b`

/** "Sorry, 8:30": another time, day or amount in the one line that the model kept or quoted last. */
export function bareCorrection(text: string, lastAnswer: string): Fact | null {
  const now = new RegExp(String.raw`^(?:(?:at|on|it['’]s|make (?:it|that))\s+)?(${VALUE})[.!]*$`, 'i').exec(
    text,
  )?.[1]
  const [line, ...others] = saidLines(lastAnswer)
  if (now === undefined || line === undefined || others.length > 0) return null
  const values = line.match(new RegExp(VALUE, 'gi')) ?? []
  const [old] = values
  if (values.length !== 1 || old === undefined) return null
  const about = keywords(line.replace(old, ' '))
  return { section: 'Notes', value: line.replace(old, () => now), now: true, swap: { old, now, about } }
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
