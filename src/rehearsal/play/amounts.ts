import { clauseLine, isDifference } from './clause-lines.ts'
import { ASKS_TO_KEEP, type Fact, labelSection, tidy } from './fact.ts'
import { capital } from './language.ts'
import { findDate, findDuration, findMoney } from './quantities.ts'
import { leftOver, type Reading, take } from './reading.ts'

const MONEY_LABELS =
  'budget|annual revenue|revenue|turnover|monthly spend|annual spend|spend|price|cost|fee|salary|savings|contract value|funding|limit'
export const TIME_LABELS =
  'timeline|time frame|timeframe|schedule|duration|deadline|notice period|contract term|rto|rpo|recovery time|maximum downtime|downtime|maintenance window|sprint length|lead time'
export const DATE_LABELS =
  'go-live|launch|kickoff|kick-off|start|deadline|due|renewal|end|release|delivery|meeting|contract end|cutover'

export function readMoney(read: Reading): void {
  const found = findMoney(read.rest)
  if (found === null) readBareAmount(read)
  if (found === null || isDifference(read.rest, found.at)) return
  const label =
    labelNear(read.rest, found.at, MONEY_LABELS) ??
    (/\b(?:within|have|got|up to|spend)\b/i.test(read.rest) ? 'Budget' : undefined)
  const section = label !== undefined && labelSection(label) === 'Overview' ? 'Overview' : 'Project'
  take(read, found.text, [
    label === undefined ? wholeClause(read.clause) : { section, label, value: found.text },
  ])
}

export function readDuration(read: Reading): void {
  const found = findDuration(read.rest)
  if (found === null || isDifference(read.rest, found.at)) return
  if (/^[\s-]*old\b/i.test(read.rest.slice(found.at + found.text.length))) return
  if (/^(?:a|an)\s/i.test(found.text) && !/\b(?:timeline|duration|within)\b/i.test(read.rest)) return
  const near = labelNear(read.rest, found.at, TIME_LABELS)
  const label =
    near ??
    (read.clause.trim() === found.text ||
    /\b(?:within|in|over|takes?|complete|finish|done|last)\b/i.test(read.rest)
      ? 'Timeline'
      : 'Duration')
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

export function readDate(read: Reading): void {
  const found = findDate(read.rest)
  if (found === null) return
  const near = labelNear(read.rest, found.at, DATE_LABELS)
  const before = read.rest.slice(0, found.at)
  const words = leftOver(
    read.rest
      .replace(found.text, ' ')
      .replace(near ?? ' ', ' ')
      .replace(near?.toLowerCase() ?? ' ', ' '),
  )
  const alone = words.length === 0 ? (near ?? deadlineBefore(before)) : undefined
  const label = happening(before) ?? alone
  const goesOn = /^\s*,?\s*and\s+(?:\S+\s+){2}/i.test(`${read.rest.slice(found.at + found.text.length)} `)
  take(read, found.text, [dated(read.clause, goesOn ? undefined : label, found.text)])
}

function wholeClause(clause: string): Fact {
  return clauseLine(clause) ?? { section: 'Project', value: tidy(clause) }
}

/** "Budget 500k": an amount whose currency is not said. */
function readBareAmount(read: Reading): void {
  const [all, label, value] =
    new RegExp(
      String.raw`^(?:(?:the|their|our|its|a)\s+)?(${MONEY_LABELS})\s*(?:is|of|=|about|around)*\s*(\d[\d.,]*\s?(?:k|m|bn|thousand|million|billion))\b`,
      'iu',
    ).exec(read.rest.trim()) ?? []
  if (all === undefined || label === undefined || value === undefined) return
  take(read, all, [{ section: 'Project', label: capital(label.toLowerCase()), value }])
}

function deadlineBefore(before: string): string | undefined {
  return /\b(?:by|before|no later than)\s*$/i.test(before) ? 'Deadline' : undefined
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
/** What projects and firms have a number of. Of other things the number alone says too little. */
const COUNTED =
  /\b(?:app|application|server|user|employee|office|store|branche|database|site|system|device|service|workload|vm|page|module|table|customer|participant|seat|licence|license|machine|endpoint|container|repositorie|team)s$/i
const NO_COUNT =
  /\b(?:percent|times|years|months|weeks|days|hours|minutes|quarters|seconds|ways|things|cents|dollars|euros|pounds|is|was|has|this|its|his|as|us|plus|less|across|always|points)$/i

export function readCounts(read: Reading): void {
  for (const match of [...read.rest.matchAll(COUNT)].slice(0, 6)) {
    const [all, verb, number, noun] = match
    if (number === undefined || noun === undefined || NO_COUNT.test(noun)) continue
    if (/\b(?:of|in|on|at|by|and|or|to|for|the|with|per)\b/i.test(noun)) continue
    const label = `${capital(noun)}${verb === undefined ? '' : ` to ${verb.toLowerCase()}`}`
    if (!COUNTED.test(noun) && leftOver(read.rest.replace(all, ' ')).length > 0) continue
    take(read, all, [
      {
        section: /employees|people|offices|stores|branches/i.test(noun) ? 'Overview' : 'Project',
        label,
        value: number.replace(/\.$/, ''),
      },
    ])
  }
}
