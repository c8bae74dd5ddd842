import { capital, normal } from './language.ts'

/** The sections that a document of ours has, in their order. Headings of people's own lists come between. */
export const SECTIONS = [
  'Overview',
  'Project',
  'Requirements',
  'Decisions',
  'Current state',
  'Concerns',
  'Notes',
] as const

/** One thing that somebody told: a labelled value, or a line of its own. */
export interface Fact {
  readonly section: string
  readonly label?: string
  readonly value: string
  /** People said that it was otherwise before: it takes the place of what stands there. */
  readonly now?: true
  /** The sentence with its subject, for a document that is about nothing in particular. */
  readonly whole?: string
  /** Words of an older line, and those that take their place in it. `value` is kept where no line says them. */
  readonly swap?: Swap
}

/** `about`: what a line has to speak of, as keywords, so that its `old` words are those that are meant. */
export interface Swap {
  readonly old: string
  readonly now: string
  readonly about: readonly string[]
}

/** "Lunch is at", "our meeting moved to": what a sentence says where or when something is. */
const SUBJECT_OF_PLACE =
  /^(?:(?:the|our|their|my|his|her|its|your|this)\s+)?((?!there\b|it\b|they\b|we\b|you\b|this\b|that\b)(?:[\p{L}\p{N}.'’-]+\s+){1,4}?)(?:(?:is|are|was|were|will be|takes place|happens?)\s+(?:now\s+)?(?:(?:at|in|on|from|every|until|between)\s|(?=(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b))|(?:ships?|launches|is due|goes live)\s+(?:on\s|in\s)?|(?:(?:has|was)\s+)?(?:been\s+)?(?:moved|slipped|postponed|delayed|pushed|rescheduled|brought forward)\s+to\s)/iu

/** "The bus leaves at 8": of which there is one time, as of lunch. */
const SUBJECT_OF_TIME =
  /^(?:(?:the|our|their|my|his|her|its|your|this)\s+)?((?!there\b|it\b|they\b|we\b|you\b|this\b|that\b|I\b|he\b|she\b)(?:[\p{L}\p{N}'’-]+\s+){1,3}?(?:leave|depart|arrive|start|begin|end|open|close|finishe?)s?)\s+(?:now\s+)?(?:(?:at|on|in)\s+)?(?=\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|o['’]clock)?(?:[,;]|\s(?!\p{Lu}|of\b)|$)|noon\b|midnight\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)/iu

/** "Ann is 7": of which there is one number. */
const SUBJECT_OF_AGE =
  /^(\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?)\s+is\s+(?=\d{1,3}\b(?:\s+years?\s+old)?$)/u

/** What such a sentence speaks of; null for every other text. */
export function placedSubject(text: string): string | null {
  const subject = (SUBJECT_OF_PLACE.exec(text) ??
    SUBJECT_OF_TIME.exec(text) ??
    SUBJECT_OF_AGE.exec(text))?.[1]
  return subject === undefined ? null : normal(subject)
}

/** Two facts with the same key speak of the same thing: the later one changes the earlier one. */
export function factKey(fact: Pick<Fact, 'label' | 'value'>): string {
  if (fact.label === undefined) return placedSubject(fact.value) ?? normal(fact.value)
  return normal(fact.label)
    .replace(/\bto (?:migrate|move|modernise|modernize|replace|support|integrate)$/, '')
    .replace(/^(?:total|project|overall|customer) /, '')
    .replace(/^(?:time ?frame|schedule|duration)$/, 'timeline')
    .trim()
}

/** Where a label belongs when nothing else says so. */
export function labelSection(label: string): string {
  if (
    /\b(?:customer|company|client|industry|headquarters|location|website|employees|revenue|name|size)\b/i.test(
      label,
    )
  ) {
    return 'Overview'
  }
  if (/\b(?:require|compliance|must|security|rto|rpo|sla|downtime|residency)/i.test(label))
    return 'Requirements'
  if (/\b(?:risk|concern|issue|challenge|worry|worries)/i.test(label)) return 'Concerns'
  if (/\b(?:platform|stack|database|hosting|current)/i.test(label)) return 'Current state'
  if (
    /\b(?:budget|timeline|deadline|date|launch|start|end|scope|goal|project|apps?|applications?|users?|servers?|phase|go-live|kickoff|cost|price|duration|workloads?)\b/i.test(
      label,
    )
  ) {
    return 'Project'
  }
  return /\b(?:contact|sponsor|lead|manager|owner|team|people|cto|cio|ceo)\b/i.test(label)
    ? 'People'
    : 'Notes'
}

/** How one asks for something to be kept. */
export const ASKS_TO_KEEP =
  /^(?:please\s+)?(?:note to self|(?:remember|note|keep in mind|store|save)(?:\s+(?:that|this|also))?)[:,]?\s+/i

/** A sentence as a line of a document: no lead-in, no full stop, a capital first letter. */
export function tidy(text: string): string {
  const plain = text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(ASKS_TO_KEEP, '')
    .replace(/^(?:also|and|but|so|well|fyi|btw|by the way)[:,]?\s+/i, '')
    .replace(/,?\s+(?:and\s+)?(?:please\s+)?remind (?:me|us)(?:\s+(?:of|about) it)?[.!]?$/i, '')
    .replace(/[.;,\s]+$/, '')
    .trim()
  return isCode(plain) ? plain : capital(plain)
}

/** Names of a program stay as they are written. */
function isCode(text: string): boolean {
  return /^\p{Ll}[\w$]*(?:[(=_.]|\s*=\s|\s\w+\s=\s|-\p{Ll})\S/u.test(text)
}

const ADVERB = /^(?:(?:just|already|recently|really|also|only|still)\s+)+/i
/** The same for everybody, whoever did it. */
export const PAST =
  /^(?:\p{L}{2,}ed|sang|broke|fell|grew|kept|paid|met|slept|drove|flew|chose|became|had|was|were|did|went|came|met|got|saw|said|told|made|took|gave|wrote|spoke|began|found|left|ran|built|sent|sold|bought|won|lost|hired|heard|read)$/iu

const MODAL = /^(?:can|could|will|would|shall|should|must|may|might|cannot|\p{L}+n['’]t)$/u

/** `run Java` becomes `Runs Java`: the document speaks of one customer, whoever "they" were in the chat. */
export function thirdPerson(text: string): string {
  const [verb = '', ...rest] = text.replace(ADVERB, '').split(' ')
  if (PAST.test(verb)) return tidy([verb, ...rest].join(' '))
  const forms: Readonly<Record<string, string>> = {
    have: 'has',
    are: 'is',
    rely: 'relies',
    "don't": "doesn't",
    'don’t': 'doesn’t',
    "haven't": "hasn't",
    "aren't": "isn't",
  }
  const lower = verb.toLowerCase()
  if (MODAL.test(lower) && forms[lower] === undefined) return tidy([verb, ...rest].join(' '))
  return tidy([forms[lower] ?? withS(lower), ...rest].join(' '))
}

function withS(verb: string): string {
  if (verb.endsWith('s')) return verb
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
  return /(?:ch|sh|x|z|o)$/.test(verb) ? `${verb}es` : `${verb}s`
}
