import { DATE_LABELS, readCounts, readDate, readDuration, readMoney, TIME_LABELS } from './amounts.ts'
import { clauseLine } from './clause-lines.ts'
import { ASKS_TO_KEEP, type Fact, labelSection, placedSubject, tidy } from './fact.ts'
import { capital, NAME } from './language.ts'
import { ROLE } from './people.ts'
import { MONTHS } from './quantities.ts'
import { leftOver, type Reading, take } from './reading.ts'
import { findStandards } from './standards.ts'

/**
 * Facts in one clause of prose. What a rule has read is taken out of the clause; when more than a few words that
 * carry meaning are left, the clause is kept as a line too, so that nothing told is lost.
 */
export function factsOfClause(clause: string): readonly Fact[] {
  if (clause.length > 600 || /\b(?:in|from|to|into) (?:(?:the|your|our|shared) )*memory\b/i.test(clause))
    return []
  const read: Reading = { clause, rest: clause, facts: [] }
  for (const rule of RULES) rule(read)
  const left = leftOver(read.rest)
  const partly = read.facts.length > 0 && missed(read, left)
  const section = read.facts[0]?.section === 'People' ? 'People' : 'Notes'
  const line =
    besidesStandards(read) ??
    clauseLine(clause) ??
    (ASKS_TO_KEEP.test(clause) || partly ? { section, value: tidy(clause) } : null)
  if (line !== null && left.length >= 3 && read.facts.every((fact) => /^[a-z]+$/i.test(fact.value)))
    return [line]
  const kept = read.facts.some((fact) => fact.value === line?.value)
  if (line !== null && !kept && (read.facts.length === 0 || missed(read, left))) read.facts.push(line)
  return read.facts
}

/** Whether more is left of a clause than names and small words. */
function missed({ rest }: Reading, left: readonly string[]): boolean {
  const names = new Set(leftOver([...rest.matchAll(new RegExp(NAME, 'gu'))].join(' ')))
  return left.length >= 3 || left.some((word) => !names.has(word))
}

const RULES: readonly ((read: Reading) => void)[] = [
  readStandards,
  readRole,
  readProject,
  readMove,
  readPlace,
  readMoney,
  readDate,
  readDuration,
  readCounts,
  readPlainIs,
]

function readStandards(read: Reading): void {
  for (const standard of findStandards(read.rest)) {
    take(read, standard.text, [{ section: 'Requirements', value: `${standard.name} compliance` }])
  }
}

/** "They need GDPR, ISO 27001 and a site in Frankfurt": what is needed beside the standards, which have lines of their own. */
function besidesStandards({ clause, rest, facts }: Reading): Fact | null {
  const whole = clauseLine(clause)
  if (whole?.section !== 'Requirements' || !facts.some(({ value }) => value.endsWith(' compliance')))
    return null
  const other = /^(?:[\s,;]|and\b|&)+/i
  const need = clauseLine(
    rest.replace(/\b(needs?|wants?|requires?|must(?: have)?)[\s,;]*(?:and\b\s*)?/i, '$1 '),
  )
  return need === null ? null : { ...need, value: tidy(need.value.replace(other, '')) }
}

function readRole(read: Reading): void {
  const forward = new RegExp(
    String.raw`(?<![\p{L}'’])(?:(?:the|their|our|its|a|an)\s+)?((?:[\p{Ll}-]+\s){0,2}${ROLE})\s*(?:is|will be|:|called|named)\s+(?:now\s+|called\s+|named\s+)?(${NAME})`,
    'iu',
  ).exec(read.rest)
  const backward = new RegExp(
    String.raw`(${NAME})\s+(?:is|will be|joins as|acts as|is now)\s+(?:now\s+)?(?:the|their|our|its|a|an)\s+((?:[\p{L}-]+\s){0,2}${ROLE}\b)`,
    'u',
  ).exec(read.rest)
  const found =
    backward !== null
      ? { all: backward[0], name: backward[1], role: backward[2] }
      : { all: forward?.[0], name: forward?.[2], role: forward?.[1] }
  if (found.all === undefined || found.name === undefined || found.role === undefined) return
  if (!/^\p{Lu}/u.test(found.name)) return
  const role = found.role.replace(/^(?:(?:the|their|our|its|a|an|is|as|new|current)\s+)+/i, '').trim()
  take(read, found.all, [{ section: 'People', label: found.name, value: role }])
}

const PROJECT =
  /\b(?:on|for|planning|plans|doing|running|starting|with|in|is|want|wants|need|needs)\s+(?:(?:a|an|the|their|our|its)\s+)?((?:[\p{L}\p{N}-]+\s){1,4}?(?:project|programme|program|initiative|migration|modernization|modernisation|rollout|implementation|transformation|launch))\b(\s+project\b)?/iu

function readProject(read: Reading): void {
  const match = PROJECT.exec(read.rest)
  const name = match?.[1]
    ?.replace(/\s+(?:project|programme|program|initiative)$/i, '')
    .replace(/^(?:to|a|an|the)\s+/i, '')
  if (match === null || name === undefined || name.length < 4) return
  if (/^(?:this|that|new|same|next|other|migrate|my|your)$/i.test(name)) return
  take(read, match[0], [{ section: 'Project', label: 'Project', value: name }])
}

const MOVE =
  /\b(?:wants?|plans?|going|needs?|like|intends?|decided)\s+to\s+((?:move|migrate)\s+(?:\p{L}+\s){0,4}?(?:to|into)\s+(?:the\s+)?\p{L}+)/iu

function readMove(read: Reading): void {
  const match = MOVE.exec(read.rest)
  if (match?.[1] === undefined || /\d/.test(match[1])) return
  take(read, match[0], [{ section: 'Project', label: 'Project', value: match[1] }])
}

function readPlace(read: Reading): void {
  const place = new RegExp(
    String.raw`\b(?:is|are|am|was)?\s*(?:based|headquartered|located|lives?|living)\s+(?:in|at|near)\s+(${NAME}(?:,\s${NAME})?)`,
    'u',
  ).exec(read.rest)
  if (place?.[1] !== undefined)
    take(read, place[0], [{ section: 'Overview', label: 'Location', value: place[1] }])
  const moved = new RegExp(
    String.raw`^(?:I|we|they|he|she)(?:['’]ve|\s+have|\s+has)?\s+(?:just\s+|recently\s+)?moved\s+to\s+(${NAME})$`,
    'u',
  ).exec(read.rest.trim())
  if (moved?.[1] !== undefined)
    take(read, moved[0], [{ section: 'Overview', label: 'Location', value: moved[1], now: true }])
  const kind =
    /\b(?:is|are)\s+an?\s+((?:[\p{L}-]+\s){0,3}(?:company|bank|insurer|retailer|manufacturer|hospital|startup|start-up|provider|agency|university|airline|utility|consultancy|nonprofit))\b/iu.exec(
      read.rest,
    )
  if (kind?.[1] !== undefined) take(read, kind[0], [{ section: 'Overview', label: 'Kind', value: kind[1] }])
}

const BECAME =
  'went (?:up|down) to|has gone (?:up|down) to|rose to|fell to|dropped to|(?:was |has been )?(?:increased|raised|reduced|cut|moved|changed) to'
const PLAIN_IS = new RegExp(
  String.raw`^(?:(?:the|their|our|its|his|her|my|this)\s+|\p{Lu}[\p{L}\p{N}&]*(?:\s\p{Lu}[\p{L}\p{N}&]*){0,2}['’]s\s+)((?:[\p{L}\p{N}'’/-]+\s){0,3}?[\p{L}\p{N}'’/-]+)\s+(?:is now|is|are now|are|will be|has changed to|has moved to|equals|${BECAME})\s+(?:now\s+|called\s+)?(\S.{0,160})$`,
  'u',
)

/** "Lunch is now noon": what changed needs no article to be known. */
const BARE_CHANGE = new RegExp(
  String.raw`^((?!it\b|they\b|we\b|I\b|you\b|this\b|that\b|he\b|she\b|there\b)(?:[\p{L}\p{N}'’-]+\s){0,3}?[\p{L}\p{N}'’-]+)\s+(?:is now|are now|has changed to|${BECAME})\s+(?:called\s+)?(\S.{0,160})$`,
  'iu',
)

/** "The wifi network is Guest": a label and its value, when no other rule has read the clause. */
function readPlainIs(read: Reading): void {
  if (read.facts.length > 0) return
  const match = PLAIN_IS.exec(lower(read.rest.trim())) ?? BARE_CHANGE.exec(read.rest.trim())
  const label = match?.[1]
  const value = match?.[2]
  if (match === null || label === undefined || value === undefined) return
  if (
    /^(?:not|also|very|too|so|really|working|going|trying|that|it|he|she|they)\b/i.test(value) ||
    /\b(?:who|which|that|what)$/i.test(label)
  )
    return
  if (placedSubject(read.rest.trim()) !== null && !isMovedDate(label, value)) return
  const name = /\s(?:called|named)\s/.test(match[0]) && !UNDERTAKING.test(label) ? `${label}'s name` : label
  take(read, read.rest, [
    {
      section: labelSection(label),
      label: capital(name.replace(/^name of (?:the|our|my|their) (.+)$/i, "$1's name").replace('’', "'")),
      value: value.replace(/\s+now$/i, '').replace(/[.\s]+$/, ''),
    },
  ])
}

/** "The deadline moved to October" changes a date; "our meeting moved to room 5" says where it is. */
function isMovedDate(label: string, value: string): boolean {
  return (
    new RegExp(`^(?:${TIME_LABELS}|${DATE_LABELS})$`, 'i').test(label) &&
    new RegExp(String.raw`^(?:(?:early|mid|late|the end of)\s)?(?:${MONTHS}|\w+day)\b`, 'i').test(value)
  )
}

/** Named things that a document can be about; of others the name is one fact among several. */
const UNDERTAKING =
  /\b(?:app|application|project|product|programme|program|initiative|platform|system|service|tool|website|site|game|company|customer|client|team)$/i

function lower(text: string): string {
  return /^(?:The|Their|Our|Its|His|Her|My|This)\s/.test(text)
    ? text.slice(0, 1).toLowerCase() + text.slice(1)
    : text
}
