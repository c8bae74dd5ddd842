import { type Fact, labelSection, tidy } from './fact.ts'
import { PATH, pathOf } from './intents.ts'
import { capital, NAME } from './language.ts'
import { isList, listFacts, onList, reminder } from './lists.ts'

const ADD_ROLE = new RegExp(
  String.raw`\b(?:[Aa]dd|[Pp]ut|[Mm]ake|[Ss]et|[Aa]ssign|[Nn]ame)\s+(${NAME})\s+(?:as|to be)\s+(?:the\s+|an?\s+|our\s+|their\s+)?([\p{L}][\p{L} -]{2,40})`,
  'u',
)
const POLITE = String.raw`^(?:(?:please|can you|could you|now|and|also|then)\s+)*`
const SET_VALUE = new RegExp(
  String.raw`${POLITE}(?:change|set|update|increase|reduce|raise|cut|move|extend|shorten|correct|lower)\s+(?:the\s+|their\s+|our\s+|its\s+|\p{Lu}[\p{L}\p{N} ]{1,40}['’]s\s+)?([\p{L}][\p{L} /-]{2,40}?)\s+(?:from\s+.{1,60}?\s+)?to\s+(.{1,120}?)[.!?]*$`,
  'iu',
)
const MAKE_VALUE = new RegExp(
  String.raw`${POLITE}make\s+(?:the|their|our|its)\s+([\p{L}]+(?:\s\p{L}+)?)\s+([$€£]?\d.{0,60}?)[.!?]*$`,
  'iu',
)
const ADD_LINE = new RegExp(
  String.raw`${POLITE}(?:add|append|put)\s+(.{2,200}?)\s+(?:to|under|in|on|onto)\s+(?:the\s+|their\s+|our\s+|my\s+)([\p{L}][\p{L} -]{1,40}?|requirements?|concerns?|risks?|notes?)(?:\s+(?:of|for)\s.*?)?(?:,?\s+(?:please|too|as well))*[.!?]*$`,
  'iu',
)
/** What a line is not added to by itself: whole documents and works are written, not appended to. */
const NO_LIST =
  /\b(?:documents?|files?|memory|proposal|architecture|design|plan|summary|assessment|estimate|offer|roadmap)$/i

const THE_LINE = String.raw`(?:that\s+|(?:the|a)\s+(?:line|note|fact)[:,]?\s+(?:that\s+)?)?["'\x60]?`
const ADD_TO = new RegExp(
  String.raw`${POLITE}(?:add|append|put|write|note)\s+(?:to|in|into|under)\s+(?:the\s+)?(?:file\s+|document\s+)?["'\x60]?(?<path>${PATH})["'\x60]?[:,]?\s+(?:${THE_LINE})?(?<line>.{2,400}?)["'\x60.!?]*$`,
  'iu',
)
const ADD_IT_TO = new RegExp(
  String.raw`${POLITE}(?:add|append|put|note)\s+(?:${THE_LINE})?(?<line>.{2,400}?)["'\x60]?\s+(?:to|in|into|under)\s+(?:the\s+)?(?:file\s+|document\s+)?["'\x60]?(?<path>${PATH})["'\x60]?(?:,?\s+please)?[.!?]*$`,
  'iu',
)

const BEGIN_WITH = new RegExp(
  String.raw`${POLITE}(?:create|make|start|begin|write|open)\s+(?:an?\s+|the\s+)?(?:new\s+)?(?:document|file|note|page)\s+(?:called\s+|named\s+)?["'\x60]?(?<path>${PATH})["'\x60]?,?\s+(?:with|containing|that (?:says|holds|contains)|saying|which says)[:,]?\s+["'\x60]?(?<line>.{2,400}?)["'\x60.!]*$`,
  'iu',
)

/** "Add to release-1.4.md that the beta begins on Monday": the document, and the line that it gets. */
export function addedTo(text: string): { readonly path: string; readonly line: string } | null {
  const { path: written, line } =
    (ADD_TO.exec(text) ?? ADD_IT_TO.exec(text) ?? BEGIN_WITH.exec(text))?.groups ?? {}
  const path = written === undefined ? null : pathOf(written)
  return path === null || line === undefined || NO_LIST.test(line) ? null : { path, line: tidy(line) }
}

/** "Add Priya as project lead", "change the budget to $650K", "add butter to the shopping list". */
export function directFacts(text: string): readonly Fact[] {
  const into = addedTo(text)
  if (into !== null) return [{ section: 'Notes', value: into.line }]
  const role = ADD_ROLE.exec(text)
  if (role?.[1] !== undefined && role[2] !== undefined) {
    return [
      { section: 'People', label: role[1], value: role[2].replace(/\s+(?:to|in|for|of)\s.*$/, '').trim() },
    ]
  }
  const value = SET_VALUE.exec(text) ?? MAKE_VALUE.exec(text)
  if (value?.[1] !== undefined && value[2] !== undefined && !/\.md\b/.test(text)) {
    const label = value[1].trim()
    return [{ section: labelSection(label), label: capital(label), value: value[2].trim(), now: true }]
  }
  const listed = [...reminder(text), ...listFacts(text)]
  if (listed.length > 0) return listed
  const line = ADD_LINE.exec(text)
  if (line?.[1] !== undefined && line[2] !== undefined && !NO_LIST.test(line[2])) {
    if (isList(line[2])) return onList(line[2], line[1])
    if (/\bput\s/i.test(text) && !/^(?:requirements?|concerns?|risks?|notes?)$/i.test(line[2])) return []
    return [{ section: sectionOf(line[2]), value: tidy(line[1]) }]
  }
  return []
}

function sectionOf(word: string): string {
  if (/^require/i.test(word)) return 'Requirements'
  if (/^(?:concern|risk)/i.test(word)) return 'Concerns'
  if (/^(?:people|team)/i.test(word)) return 'People'
  return /^note/i.test(word) ? 'Notes' : capital(word.toLowerCase())
}
