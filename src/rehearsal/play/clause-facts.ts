import { ASKS_TO_KEEP, type Fact, labelSection, placedSubject, thirdPerson, tidy } from './fact.ts'
import { capital, keywords, NAME } from './language.ts'
import { ROLE } from './people.ts'
import { findDate, findDuration, findMoney, MONTHS } from './quantities.ts'
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
  const left = keywords(read.rest.replace(SUBJECT, '')).filter((word) => !WEAK.has(word))
  const partly = read.facts.length > 0 && left.length >= 3
  const section = read.facts[0]?.section === 'People' ? 'People' : 'Notes'
  const line =
    lineOf(clause) ?? (ASKS_TO_KEEP.test(clause) || partly ? { section, value: tidy(clause) } : null)
  if (line !== null && left.length >= 3 && read.facts.every((fact) => /^[a-z]+$/i.test(fact.value)))
    return [line]
  const kept = read.facts.some((fact) => fact.value === line?.value)
  if (line !== null && !kept && (read.facts.length === 0 || left.length >= 3)) read.facts.push(line)
  return read.facts
}

interface Reading {
  readonly clause: string
  rest: string
  readonly facts: Fact[]
}

const WEAK = new Set(
  `need must want require requirement budget timeline project compliant compliance certified certification team customer client
  company total overall around about approximately roughly plan planning work working available set fixed maximum minimum least most
  date deadline complete completed finish done take takes within application apps lead`.split(/\s+/),
)

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

function take(read: Reading, matched: string, facts: readonly Fact[]): void {
  read.facts.push(...facts)
  read.rest = read.rest.replace(matched, ' ')
}

function readStandards(read: Reading): void {
  for (const standard of findStandards(read.rest)) {
    take(read, standard.text, [{ section: 'Requirements', value: `${standard.name} compliance` }])
  }
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
  const kind =
    /\b(?:is|are)\s+an?\s+((?:[\p{L}-]+\s){0,3}(?:company|bank|insurer|retailer|manufacturer|hospital|startup|start-up|provider|agency|university|airline|utility|consultancy|nonprofit))\b/iu.exec(
      read.rest,
    )
  if (kind?.[1] !== undefined) take(read, kind[0], [{ section: 'Overview', label: 'Kind', value: kind[1] }])
}

const MONEY_LABELS =
  'budget|annual revenue|revenue|turnover|monthly spend|annual spend|spend|price|cost|fee|salary|savings|contract value|funding|limit'
const TIME_LABELS =
  'timeline|time frame|timeframe|schedule|duration|deadline|notice period|contract term|rto|rpo|recovery time|maximum downtime|downtime|maintenance window|sprint length|lead time'
const DATE_LABELS =
  'go-live|launch|kickoff|kick-off|start|deadline|due|renewal|end|release|delivery|meeting|contract end|cutover'

function readMoney(read: Reading): void {
  const found = findMoney(read.rest)
  if (found === null || isDifference(read.rest, found.at)) return
  const label =
    labelNear(read.rest, found.at, MONEY_LABELS) ??
    (/\b(?:within|have|got|up to|spend)\b/i.test(read.rest) ? 'Budget' : undefined)
  const section = label !== undefined && labelSection(label) === 'Overview' ? 'Overview' : 'Project'
  take(read, found.text, [
    label === undefined ? wholeClause(read.clause) : { section, label, value: found.text },
  ])
}

/** "The budget went up by $50K": a change whose result is not said. */
export function isRelative(text: string): boolean {
  return isDifference(text, findMoney(text)?.at ?? findDuration(text)?.at ?? 0)
}

/** "Up by $50K" is no amount of its own, and what it is added to cannot be seen here. */
function isDifference(text: string, at: number): boolean {
  return /\bby\s+(?:another\s+|about\s+)?$/i.test(text.slice(0, at))
}

function readDuration(read: Reading): void {
  const found = findDuration(read.rest)
  if (found === null || isDifference(read.rest, found.at)) return
  if (/^[\s-]*old\b/i.test(read.rest.slice(found.at + found.text.length))) return
  if (/^(?:a|an)\s/i.test(found.text) && !/\b(?:timeline|duration|within)\b/i.test(read.rest)) return
  const near = labelNear(read.rest, found.at, TIME_LABELS)
  const label =
    near ??
    (/\b(?:within|in|over|takes?|complete|finish|done|last)\b/i.test(read.rest) ? 'Timeline' : 'Duration')
  const requirement = /downtime|rto|rpo|recovery/i.test(label)
  const name = /^(?:rto|rpo)$/i.test(label) ? label.toUpperCase() : label
  take(read, found.text, [
    {
      section: requirement ? 'Requirements' : 'Project',
      label: name,
      value: found.text.replace(/-(?=\p{L})/u, ' '),
    },
  ])
}

function readDate(read: Reading): void {
  const found = findDate(read.rest)
  if (found === null) return
  const near = labelNear(read.rest, found.at, DATE_LABELS)
  const before = read.rest.slice(0, found.at)
  const label =
    (near === undefined || /^(?:start|end)$/i.test(near) ? happening(before) : undefined) ??
    near ??
    (/\b(?:by|before|until|no later than)\s*$/i.test(before) ? 'Deadline' : undefined)
  const goesOn = /^\s*,?\s*and\s+(?:\S+\s+){2}/i.test(`${read.rest.slice(found.at + found.text.length)} `)
  take(read, found.text, [dated(read.clause, goesOn ? undefined : label, found.text)])
}

function wholeClause(clause: string): Fact {
  return lineOf(clause) ?? { section: 'Project', value: tidy(clause) }
}

/** A date under its label. Where no word says what is on that day, the whole clause does. */
function dated(clause: string, label: string | undefined, value: string): Fact {
  if (label === undefined) return wholeClause(clause)
  return { section: 'Project', label: /^(?:due|end)$/i.test(label) ? 'Deadline' : label, value }
}

/** "Our fiscal year starts on": what happens on a date, by its own name. */
function happening(before: string): string | undefined {
  const match =
    /^(?:the|their|our|its|his|her|my)\s+((?:\p{L}+\s){0,2}\p{L}+)\s+(starts?|begins?|ends?|opens?|closes?|expires?|takes place|is|are|was|will be)\s+(?:on\s+|in\s+|at\s+)?(?:the\s+)?$/iu.exec(
      before.trimStart().replace(ASKS_TO_KEEP, ''),
    )
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  return /^(?:is|are|was|will be)$/i.test(match[2])
    ? capital(match[1])
    : `${capital(match[1])} ${match[2].toLowerCase()}`
}

/** The label of the list that stands nearest before the value, otherwise the nearest after it. */
function labelNear(text: string, at: number, labels: string): string | undefined {
  const before = [...text.slice(0, at).matchAll(new RegExp(String.raw`\b(?:${labels})\b`, 'giu'))].at(-1)?.[0]
  const after = new RegExp(String.raw`\b(?:${labels})\b`, 'iu').exec(text.slice(at))?.[0]
  const label = before ?? after
  return label === undefined ? undefined : capital(label.toLowerCase())
}

const COUNT =
  /(?:\b(migrate|move|modernise|modernize|replace|support|integrate)\s+)?(?:about\s+|around\s+|roughly\s+|over\s+|all\s+|their\s+|some\s+|approximately\s+)*(?<![\p{L}\p{N}$€£.,-])(\d(?:[\d,]*\d)?\+?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+((?:[\p{L}-]+\s){0,2}?[\p{L}-]+s)\b/giu
const NO_COUNT =
  /\b(?:percent|times|years|months|weeks|days|hours|minutes|quarters|seconds|ways|things|cents|dollars|euros|pounds|is|was|has|this|its|his|as|us|plus|less|across|always|points)$/i

function readCounts(read: Reading): void {
  for (const match of [...read.rest.matchAll(COUNT)].slice(0, 6)) {
    const [all, verb, number, noun] = match
    if (number === undefined || noun === undefined || NO_COUNT.test(noun)) continue
    if (/\b(?:of|in|on|at|by|and|or|to|for|the|with|per)\b/i.test(noun)) continue
    const label = `${capital(noun)}${verb === undefined ? '' : ` to ${verb.toLowerCase()}`}`
    take(read, all, [
      {
        section: /employees|people|offices|stores|branches/i.test(noun) ? 'Overview' : 'Project',
        label,
        value: number.replace(/\.$/, ''),
      },
    ])
  }
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

const SUBJECT =
  /^(?:(?:[Tt]hey|[Ww]e|[Ii]t|[Hh]e|[Ss]he|[Ii]|[Yy]ou|[Tt]he (?:customer|client|company|team|system|solution|project)|\p{Lu}[\p{L}\p{N}&]*(?:\s\p{Lu}[\p{L}\p{N}&]*){0,2})\s+)(?:(?:also|currently|now|still|really|all)\s+)*/u
const NEED =
  /^(?:needs?|must|wants?|requires?|would like|should|have to|has to|cannot|can't|can not|insists? on|asks? for|asked for)\s+(?:to\s+(?:have|be)\s+|to\s+|have\s+|be\s+)?/i

/** "The backend uses Go": a part of the whole, which the line has to name. */
const PART =
  /^[Tt]he\s+(?!customer|client|company|team|system|solution|project)(?:\p{L}+\s){1,2}(?:uses?|runs?|is (?:hosted|built|running|written)|are (?:hosted|built|running))\s/u

/** The clause as a line of a document, when it is a requirement, a worry or a state of things; otherwise null. */
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
