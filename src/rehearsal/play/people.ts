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

/** "I'm Alice from TechCorp", "My name is Ben, the security lead at Globex". Null when nobody does. */
export function introduction(text: string): Person | null {
  const match = INTRODUCTION.exec(text.slice(0, 600))
  const found = match?.[1] ?? match?.[2]
  if (match === null || found === undefined || NOT_A_NAME.test(found)) return null
  const after =
    text.slice(match.index + match[0].length, match.index + match[0].length + 200).split(/[.!?\n]/)[0] ?? ''
  const role = new RegExp(
    String.raw`^[\s,(–—-]*(?:and\s+)?(?:I['’]?m\s+|I\sam\s+)?(?:the|an?|your|our|their|working as an?|working as)?\s*((?:[\p{L}&-]+\s){0,3}${ROLE})\b`,
    'iu',
  ).exec(after)?.[1]
  const organisation = new RegExp(String.raw`\b(?:from|at|of|with|for)\s+(${NAME})`, 'u').exec(after)?.[1]
  const writes = dutyRole(text)
  return {
    name: found.split(/\s+/).slice(0, 3).join(' '),
    ...(role === undefined && writes === undefined ? {} : { role: cleanRole(role ?? writes ?? '') }),
    ...(organisation === undefined ? {} : { organisation }),
  }
}

/** "I write our proposals" and "I lead discovery" name a role as well. */
function dutyRole(text: string): string | undefined {
  if (/\bI\s+(?:write|prepare|draft)\s+(?:the\s+|our\s+|all\s+)*proposals?\b/i.test(text))
    return 'proposal writer'
  const led = /\bI\s+lead\s+(?:the\s+|our\s+)?(\p{L}+)\b/u.exec(text)?.[1]
  return led === undefined ? undefined : `${led} lead`
}

const NOT_A_NAME = /^(?:Not|Just|Very|Sure|Sorry|Happy|Glad|Here|Going|Working|The|An?|In|On|OK|Fine)\b/

function cleanRole(role: string): string {
  return role
    .replace(/^(?:the|an?|our|your|their)\s+/i, '')
    .replace(/\b(?!CTO|CEO|CIO|CFO|CISO|COO|VP)[\p{Lu}](?=\p{Ll})/gu, (letter) => letter.toLowerCase())
    .trim()
}

/** The sentence part that introduces the speaker, so that it is not read as a fact about something else. */
export function withoutIntroduction(sentence: string): string {
  const match = INTRODUCTION.exec(sentence)
  if (match === null || NOT_A_NAME.test(match[1] ?? match[2] ?? '')) return sentence
  const rest = sentence.slice(match.index + match[0].length)
  const end = /[.!?]|,?\s+(?:and\s+)?(?=(?:we|they|our|their|the customer)\b)/i.exec(rest)
  return end === null ? '' : rest.slice(end.index + end[0].length).trim()
}
