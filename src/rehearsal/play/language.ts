/** English as far as the rules know it: sentences, clauses, words, names. Everything is linear in the text. */

/** Never the end of a sentence. */
const TITLE = /(?:\b|(?<=\p{L}))(?:[Ss]tr)\.$|\b(?:Mr|Mrs|Ms|Dr|St|No|Nr|vs|approx|e\.g|i\.e|incl|\p{Lu})\.$/u

/** One sentence, or one line of a list. */
export interface Sentence {
  readonly text: string
  /** The line was a list item; `heading` is the line above the list that ended with a colon. */
  readonly item: boolean
  readonly heading: string | null
  /** It began with a word such as "actually", which is taken off. */
  readonly correcting?: boolean
}

const MAX_SENTENCE = 600

export function sentences(text: string): readonly Sentence[] {
  const found: Sentence[] = []
  let heading: string | null = null
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim()
    if (line === '') continue
    const item = /^(?:[-*•–]|\d{1,3}[.)])\s+(.+)$/.exec(line)?.[1]
    const title =
      /^(?:#{1,6}\s*)?\**([^:.?!*]{2,60})\**:\**$/.exec(line)?.[1] ?? /^#{1,6}\s+(.{2,60})$/.exec(line)?.[1]
    if (item !== undefined) found.push({ text: clip(item), item: true, heading })
    else if (title !== undefined) heading = title.trim()
    else {
      heading = null
      for (const part of splitSentences(line)) found.push({ text: clip(part), item: false, heading: null })
    }
  }
  return found.slice(0, 200)
}

function clip(text: string): string {
  return text.length > MAX_SENTENCE ? text.slice(0, MAX_SENTENCE) : text
}

function splitSentences(line: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  for (const match of line.matchAll(/[.?!]+(?=\s|$)/g)) {
    const end = match.index + match[0].length
    const part = line.slice(start, end)
    const next = line.slice(end).trimStart()
    if (match[0] === '.' && (TITLE.test(part) || /^\p{Ll}/u.test(next) || isDay(part, next))) continue
    parts.push(part.trim())
    start = end
  }
  const rest = line.slice(start).trim()
  if (rest !== '') parts.push(rest)
  return parts
}

/** "am 5. Juni": the full stop belongs to the day. */
function isDay(before: string, next: string): boolean {
  return (
    /\b\d{1,2}\.$/.test(before) &&
    /^(?:Jan|Feb|M[äa]r|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\p{Ll}*\b/u.test(next)
  )
}

const CLAUSE_START =
  /^(?:and\s+|but\s+|also\s+)?(?:(?:the|their|our|its|his|her|my|your|this)\s+)?(?:[\p{L}-]+\s+){0,3}(?:is|are|was|were|must|need|needs|has|have|had|will|should|want|wants|run|runs|use|uses|prefer|prefers|require|requires|can|cannot|would)\b|^(?:and\s+|but\s+)?(?:I|we|they|he|she)\s+\p{L}+/iu
/** "and Ben hates broccoli": somebody else who does something. */
const NAME_DOES = /^(?:and\s+|but\s+)?\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?\s\p{Ll}{2,}(?:s|ed)\s+\S/u
/** "Ann's is 14 August": the thing that was named of somebody before. */
const ALIKE = /^(?:and\s+|but\s+)?(\p{Lu}\p{L}*['’]s)\s+(?=(?:is|are|was)\s)/u
/** What says nothing without the clause before it. */
const SUBORDINATE = /^(?:except|unless|when|until|because|not)\b/i
const KEY_VALUE = /^[\p{L}][\p{L}\p{N} /&-]{1,40}:\s+\S/u

/** Splits a sentence at commas, semicolons and "and" where a new statement begins. */
export function clauses(sentence: string): readonly string[] {
  const pieces = sentence.replace(/[.!]+$/, '').split(/(?:,|;|\s+[–—-])\s+|\s+(?=(?:and|but)\s)/)
  const found: string[] = []
  for (const piece of pieces) {
    const text = piece.trim()
    if (text === '') continue
    const last = found.at(-1)
    const starts =
      CLAUSE_START.test(text) || NAME_DOES.test(text) || KEY_VALUE.test(text) || measured(text, last ?? '')
    if (last === undefined || (starts && !SUBORDINATE.test(text))) found.push(text)
    else found[found.length - 1] = `${last}${/^(?:and|but)\s/.test(text) ? ' ' : ', '}${text}`
  }
  return found.map((text, index) => alike(text.replace(/^(?:and|but|also|so)\s+/i, ''), found[index - 1]))
}

function alike(clause: string, before: string | undefined): string {
  const thing = /^(?:and\s+)?\p{Lu}\p{L}*['’]s\s+((?:\p{Ll}+\s){1,3}?)(?:is|are|was)\s/u.exec(
    before ?? '',
  )?.[1]
  return thing === undefined ? clause : clause.replace(ALIKE, `$1 ${thing}`)
}

/** "$500K budget, 9 months" – a piece that holds a quantity of its own after one that already has its own. */
function measured(text: string, last: string): boolean {
  return /\d/.test(text) && /\d/.test(last) && text.split(' ').length <= 8
}

const NAME_WORD = String.raw`\p{Lu}[\p{L}\p{N}&'’-]*`
/** A name: capitalised words, also with digits or a small link word inside. */
export const NAME = String.raw`${NAME_WORD}(?:(?:[^\S\n]+(?:of|de|van|von|&))?[^\S\n]+(?:${NAME_WORD}|\d{1,4}\b)){0,4}`

const STOP = new Set(
  `a about actually after again all also am an and any anything are as at be because been before being between both but by can
  could did do does doing done down each either else ever every everything few for from further get give got had has have having he her here
  hers him his how i if in into is it its just know let like made make many may me might more most much must my need needs no nor not
  now of off on once one only or other our ours out over own please same she should so some something such tell than that the
  their theirs them then there these they thing things this those through to too under until up us use very want wants was we were what
  when where which while who whom whose why will with would yes yet you your yours currently there's what's it's stored say says said
  memory memories document documents file files information info details`.split(/\s+/),
)

/** Words that carry meaning, in small letters and without endings. */
export function keywords(text: string): readonly string[] {
  const words =
    text
      .toLowerCase()
      .replace(/\bcolor/g, 'colour')
      .replace(/['’](?:s|re|ve|ll|m|d)\b/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return [
    ...new Set(words.filter((word) => !STOP.has(word) && (word.length > 1 || /\d/.test(word))).map(stem)),
  ]
}

/** Takes common English endings off, so that "applications" meets "application". Not linguistics. */
export function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && /(?:sses|ches|shes|xes)$/.test(word)) return word.slice(0, -2)
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3).replace(/([^aeioulsz])\1$/, '$1')
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1)
  return word
}

/** Small letters, single spaces, no punctuation: for telling whether two texts say the same. */
export function normal(text: string): string {
  return text
    .toLowerCase()
    .replace(/\bcolor/g, 'colour')
    .replace(/[^\p{L}\p{N}$€£%.]+/gu, ' ')
    .replace(/\.+(?=\s|$)/g, '')
    .trim()
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** A count with its noun: `1 document`, `3 documents`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
