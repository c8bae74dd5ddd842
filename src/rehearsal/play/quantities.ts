/** Amounts, durations and counts in a text: found, read as numbers, and written again. */

export interface Found {
  readonly text: string
  readonly at: number
}

const MONEY =
  /(?:(?:USD|EUR|GBP|CHF)\s?|[$€£]\s?)\d[\d,.]*(?:\s?(?:k|m|b|bn|thousand|million|billion)\b)?(?:\s?(?:USD|EUR|GBP|CHF)\b)?|\b\d[\d,.]*\s?(?:k|m|bn|thousand|million|billion)?\s?(?:USD|EUR|GBP|CHF|dollars|euros?|pounds)\b/i
const PER =
  /^\s?(?:\/|per\s|an?\s|each\s)(?:year|month|week|day|user|application|app|seat|annum|hour)\b|^\s?(?:annually|monthly|yearly)\b/i
const DURATION =
  /\b(?:\d+(?:[.,]\d+)?(?:\s?(?:-|–|to)\s?\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|an)[\s-](?:calendar\s|business\s|working\s)?(?:minute|hour|day|week|month|quarter|year)s?\b/i
/** Names of months, as alternatives of a pattern. */
export const MONTHS =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec'
const DATE = new RegExp(
  String.raw`\b\d{4}-\d{2}-\d{2}\b|\b(?:(?:early|mid|late|end of)[\s-])?(?:Q[1-4]|H[12])\s?(?:of\s)?\d{4}\b|\b(?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?)(?:${MONTHS})\b(?:,?\s\d{4})?|\b(?:(?:early|mid|late|end of)[\s-])?(?:${MONTHS})\s\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s\d{4})?|\b(?:(?:early|mid|late|end of)[\s-])?(?:${MONTHS})\s\d{4}\b`,
  'i',
)
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
}

export function findMoney(text: string): Found | null {
  const match = MONEY.exec(text)
  if (match === null) return null
  const core = match[0].replace(/[.,]+$/, '')
  const per = PER.exec(text.slice(match.index + core.length))?.[0] ?? ''
  return { text: core + per, at: match.index }
}

export function findDuration(text: string): Found | null {
  return first(DURATION, text)
}

export function findDate(text: string): Found | null {
  return first(DATE, text)
}

function first(pattern: RegExp, text: string): Found | null {
  const match = pattern.exec(text)
  return match === null ? null : { text: match[0], at: match.index }
}

export interface Money {
  readonly value: number
  /** As it stands before or after the number: `$`, `EUR`. */
  readonly currency: string
}

/** Reads an amount; null when there is none. `$500K` is 500,000 dollars. */
export function readMoney(text: string): Money | null {
  const found = findMoney(text)
  const number = found === null ? null : /\d[\d,.]*/.exec(found.text)
  if (found === null || number === null) return null
  const value = readNumber(number[0]) * scaleOf(found.text.slice(number.index + number[0].length))
  if (!Number.isFinite(value) || value <= 0) return null
  const sign = /[$€£]|USD|EUR|GBP|CHF/i.exec(found.text)?.[0]
  const word = /dollars|euros?|pounds/i.exec(found.text)?.[0].toLowerCase()
  const currency = sign?.toUpperCase() ?? (word?.startsWith('euro') ? '€' : word === 'pounds' ? '£' : '$')
  return { value, currency }
}

/** "500k", whose currency was not said; null for a number that is too small to be told from a count. */
export function readAmount(text: string): Money | null {
  const [, number, rest] = /^(\d[\d.,]*)\s?((?:k|m|bn|thousand|million|billion)\b)/i.exec(text) ?? []
  return number === undefined || rest === undefined
    ? null
    : { value: readNumber(number) * scaleOf(rest), currency: '' }
}

function scaleOf(after: string): number {
  const rest = after.trim().toLowerCase()
  if (/^(?:k|thousand)\b/.test(rest)) return 1e3
  if (/^(?:m|million)\b/.test(rest)) return 1e6
  return /^(?:b|bn|billion)\b/.test(rest) ? 1e9 : 1
}

function readNumber(text: string): number {
  const plain = text.replace(/[.,]+$/, '')
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'))
  return Number(
    /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.'),
  )
}

/** Writes an amount the short way: $500K, $1.25M, $37,500. */
export function writeMoney(value: number, currency: string): string {
  const sign = currency.length <= 1 ? currency : `${currency} `
  if (value >= 1e6 && value % 1e4 === 0) return `${sign}${value / 1e6}M`
  if (value >= 1e3 && value % 1e3 === 0) return `${sign}${value / 1e3}K`
  return `${sign}${Math.round(value).toLocaleString('en-US')}`
}

const MONTHS_PER: Readonly<Record<string, number>> = {
  day: 1 / 30,
  week: 12 / 52,
  month: 1,
  quarter: 3,
  year: 12,
}

/** A duration in months; null for minutes, hours and anything that is no duration. Of a range, the longer end. */
export function readMonths(told: string): number | null {
  const text = told
    .replace(/\bMonate?n?\b/i, 'months')
    .replace(/\bWochen?\b/i, 'weeks')
    .replace(/\bJahre?n?\b/i, 'years')
  const found = findDuration(text)
  const unit =
    found === null ? undefined : /(day|week|month|quarter|year)s?$/i.exec(found.text)?.[1]?.toLowerCase()
  const per = unit === undefined ? undefined : MONTHS_PER[unit]
  if (found === null || per === undefined) return null
  const numbers = found.text.match(/\d+(?:[.,]\d+)?/g)
  const count =
    numbers === null
      ? NUMBER_WORDS[found.text.split(/[\s-]/)[0]?.toLowerCase() ?? '']
      : readNumber(numbers.at(-1) ?? '')
  return count === undefined || !(count > 0) ? null : count * per
}

/** The first whole number of a text, also as a word up to twelve; null when there is none. */
export function readCount(text: string): number | null {
  const digits = /\d[\d,]*/.exec(text)?.[0]
  if (digits !== undefined) {
    const count = Number(digits.replaceAll(',', ''))
    return Number.isSafeInteger(count) && count > 0 ? count : null
  }
  const word = text.toLowerCase().match(/[a-z]+/)?.[0]
  return word === undefined ? null : (NUMBER_WORDS[word] ?? null)
}
