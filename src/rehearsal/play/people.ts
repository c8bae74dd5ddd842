import { NAME } from './language.ts'

/** Somebody who introduced themselves. */
export interface Person {
  readonly name: string
  readonly role?: string
  readonly organisation?: string
}

/** Words that end the name of a role. */
export const ROLE = String.raw`(?:CTO|CEO|CIO|CFO|CISO|COO|VP(?:\sof\s\p{L}+)?|head\sof\s[\p{L}]+|sponsor|lead|leader|manager|owner|architect|engineer|developer|designer|analyst|consultant|contact|director|officer|administrator|admin|writer|assessor|estimator|coordinator|champion|stakeholder|accountant|lawyer|scientist|tester|researcher|specialist)`

const SAYS_NAME = String.raw`\b(?:I['’]?m|I\sam|[Mm]y\sname\sis|[Tt]his\sis)\s+(${NAME})`
const NAME_HERE = String.raw`^(?:(?:[Hh]i|[Hh]ello|[Hh]ey)[,.]?\s+)?(\p{Lu}[\p{L}’-]+)\s+here\b`
const INTRODUCTION = new RegExp(`${SAYS_NAME}|${NAME_HERE}`, 'u')

/**
 * "I'm Alice from TechCorp", "My name is Ben, the security lead at Globex"; when it is known who speaks, also
 * "I work at Initech as a designer". Null when nobody says who they are.
 */
export function introduction(text: string, speaker: string | null): Person | null {
  const start = text.slice(0, 600)
  const match = INTRODUCTION.exec(start)
  const said = match?.[1] ?? match?.[2]
  const name = said === undefined || NOT_A_NAME.test(said) ? speaker : said
  if (name === null) return null
  const named = match !== null && name === said
  const after = named ? (start.slice(match.index + match[0].length).split(/[.!?\n]/)[0] ?? '') : ''
  const role = ROLE_AFTER.exec(after)?.[1] ?? (named ? dutyRole(text) : undefined)
  const organisation = ORGANISATION_AFTER.exec(after)?.[1]
  const belonging = belongingOf(start)
  const whole = { role: role ?? belonging?.role, organisation: organisation ?? belonging?.organisation }
  if (!named && belonging === null) return null
  return {
    name: name.split(/\s+/).slice(0, 3).join(' '),
    ...(whole.role === undefined ? {} : { role: cleanRole(whole.role) }),
    ...(whole.organisation === undefined ? {} : { organisation: whole.organisation }),
  }
}

const ROLE_AFTER = new RegExp(
  String.raw`^[\s,(–—-]*(?:and\s+)?(?:I['’]?m\s+|I\sam\s+)?(?:the|an?|your|our|their|working as an?|working as)?\s*((?:[\p{L}&-]+\s){0,3}${ROLE})\b`,
  'iu',
)
const ORGANISATION_AFTER = new RegExp(String.raw`\b(?:from|at|of|with|for)\s+(${NAME})`, 'u')
const AS_ROLE = String.raw`as\s+(?:an?|the|their|your)\s+((?:[\p{L}&-]+\s){0,3}?[\p{L}&-]+)(?=[,.;!?]|$|\s(?:and|in|at|for|on|of|with)\b)`
const BELONGING: readonly RegExp[] = [
  new RegExp(
    String.raw`\bI\s(?:also\s|now\s|currently\s)?work(?:\s${AS_ROLE})?\s(?:at|for)\s(?:the\s)?(?<organisation>${NAME})(?:\s${AS_ROLE})?`,
    'mu',
  ),
  new RegExp(
    String.raw`\bI(?:['’]?m|\sam)\s(?:the\s|an?\s)?((?:[\p{L}&-]+\s){0,3}?${ROLE})\s(?:at|of|for|from)\s(?:the\s)?(?<organisation>${NAME})`,
    'u',
  ),
  new RegExp(String.raw`\bI(?:['’]?m|\sam|\scome)\sfrom\s(?<organisation>${NAME})`, 'u'),
]

/** Role and organisation that somebody names as their own without saying who they are. */
function belongingOf(text: string): { role: string | undefined; organisation: string | undefined } | null {
  for (const pattern of BELONGING) {
    const match = pattern.exec(text)
    if (match !== null)
      return { role: match.slice(1).find(isRole(match)), organisation: match.groups?.organisation }
  }
  return null
}

function isRole(match: RegExpExecArray): (group: string | undefined) => boolean {
  return (group) => group !== undefined && group !== match.groups?.organisation
}

/** "I write our proposals" and "I lead discovery" name a role as well. */
function dutyRole(text: string): string | undefined {
  if (/\bI\s+(?:write|prepare|draft)\s+(?:the\s+|our\s+|all\s+)*proposals?\b/i.test(text))
    return 'proposal writer'
  const led = /\bI\s+lead\s+(?:the\s+|our\s+)?(\p{L}+)\b/u.exec(text)?.[1]
  return led === undefined ? undefined : `${led} lead`
}

const NOT_A_NAME = new RegExp(
  String.raw`^(?:Not|Just|Very|Sure|Sorry|Happy|Glad|Here|Going|Working|The|An?|In|On|OK|Fine|${ROLE})\b`,
)

function cleanRole(role: string): string {
  return role
    .replace(/^(?:the|an?|our|your|their)\s+/i, '')
    .replace(/\b(?!CTO|CEO|CIO|CFO|CISO|COO|VP)[\p{Lu}](?=\p{Ll})/gu, (letter) => letter.toLowerCase())
    .trim()
}

/** Where something else is told in the same breath: "I'm Nadia, I run a bakery". Duties and work are roles. */
const AFTER_INTRODUCTION =
  /[.!?]|,?\s+(?:and\s+)?(?=(?:we|they|our|their|the customer)\b|I\s(?!(?:am|work|come|write|prepare|draft|lead)\b))/i

/** The sentence part that introduces the speaker, so that it is not read as a fact about something else. */
export function withoutIntroduction(sentence: string): string {
  const match = INTRODUCTION.exec(sentence)
  const isName = match !== null && !NOT_A_NAME.test(match[1] ?? match[2] ?? '')
  const found = isName
    ? match
    : BELONGING.map((pattern) => pattern.exec(sentence)).find((one) => one !== null)
  if (found == null) return sentence
  const rest = sentence.slice(found.index + found[0].length)
  const end = AFTER_INTRODUCTION.exec(rest)
  return end === null ? '' : rest.slice(end.index + end[0].length).trim()
}
