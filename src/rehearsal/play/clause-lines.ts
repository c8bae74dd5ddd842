import { type Fact, thirdPerson, tidy } from './fact.ts'
import { findDuration, findMoney } from './quantities.ts'

/** Whom a clause speaks of. */
export const SUBJECT =
  /^(?:(?:[Tt]hey|[Ww]e|[Ii]t|[Hh]e|[Ss]he|[Ii]|[Yy]ou|[Tt]he (?:customer|client|company|team|system|solution|project)|\p{Lu}[\p{L}\p{N}&]*(?:\s\p{Lu}[\p{L}\p{N}&]*){0,2})\s+)(?:(?:also|currently|now|still|really|all)\s+)*/u
const NEED =
  /^(?:needs?|must|wants?|requires?|would like|should|have to|has to|cannot|can't|can not|insists? on|asks? for|asked for)\s+(?:to\s+(?:have|be)\s+|to\s+|have\s+|be\s+)?/i

/** "The backend uses Go": a part of the whole, which the line has to name. */
const PART =
  /^[Tt]he\s+(?!customer|client|company|team|system|solution|project)(?:\p{L}+\s){1,2}(?:uses?|runs?|is (?:hosted|built|running|written)|are (?:hosted|built|running))\s/u

/** The clause as a line of a document, when it is a requirement, a worry or a state of things; otherwise null. */
export function clauseLine(clause: string): Fact | null {
  const line = lineOf(clause)
  const named = /^\p{Lu}/u.test(clause.trim()) && !GENERAL.test(clause.trim())
  return line === null || !named || line.value === tidy(clause) ? line : { ...line, whole: tidy(clause) }
}

/** Subjects without a name. */
const GENERAL = /^(?:they|we|it|he|she|I|you|the|our|my|their|this|that|there|please)\b/i

function lineOf(clause: string): Fact | null {
  const text = clause.trim()
  const subject = SUBJECT.exec(text)?.[0] ?? ''
  const rest = text.slice(subject.length)
  const need = NEED.exec(rest)?.[0]
  if (need !== undefined && rest.length > need.length + 2) {
    const not = /^can/i.test(need) ? 'Not possible: ' : ''
    return { section: 'Requirements', value: `${not}${tidy(rest.slice(need.length))}` }
  }
  if (/\b(?:worried|worry|concern(?:ed|s)?|risks?|afraid|fear|problem|challenge|pain point)\b/i.test(text)) {
    return { section: 'Concerns', value: tidy(rest.replace(/^(?:is|are|was|were)\s+/i, '')) }
  }
  if (/^(?:(?:have|has)\s+)?(?:decided|agreed|chose|settled)\b/i.test(rest)) {
    return { section: 'Decisions', value: tidy(rest.replace(/^(?:have|has)\s+/i, '')) }
  }
  if (isRelative(text)) {
    return { section: 'Project', value: tidy(text.replace(/^actually,?\s+/i, '')) }
  }
  if (PART.test(text)) return { section: 'Current state', value: tidy(text) }
  if (/^(?:prefers?|likes?|loves?|hates?|dislikes?)\s/i.test(rest)) {
    return { section: 'Requirements', value: thirdPerson(rest) }
  }
  return STATE.test(rest) ? { section: 'Current state', value: thirdPerson(rest) } : null
}

const STATE =
  /^(?:(?:uses?|runs?|hosts?|operates?|relies|rely|keeps?|stores?)\s|(?:is|are) (?:on|using|running|hosted|built)\s|(?:has|have)\s(?!(?:\p{L}+ed|been|to|just|already|not|done|told|said|gone|seen|made|come|met|spoken)\b))/iu

/** "The budget went up by $50K": a change whose result is not said. */
export function isRelative(text: string): boolean {
  return isDifference(text, findMoney(text)?.at ?? findDuration(text)?.at ?? 0)
}

/** "Up by $50K" is no amount of its own, and what it is added to cannot be seen here. */
export function isDifference(text: string, at: number): boolean {
  return /\bby\s+(?:another\s+|about\s+)?$/i.test(text.slice(0, at))
}
