import { capital, NAME, normal } from './language.ts'
import { ROLE } from './people.ts'
import { saidLines } from './said.ts'
import { isCommon } from './topic.ts'

/**
 * A message with what its pronouns stand for, where the answer before it leaves no doubt: "it moved to Friday" after
 * one line about the dentist, "where does she work?" after lines that name one person. Otherwise as it was written.
 */
export function resolved(text: string, lastAnswer: string, earlier: readonly string[]): string {
  const lines = saidLines(lastAnswer)
  const named = lines.some((line) => personIn(line) !== null)
    ? lines
    : earlier.slice(0, 4).flatMap(introduced).slice(0, 1)
  return withThing(withPerson(text, named), lines)
}

const PERSON =
  /(?<![\p{L}'’])(?:she|he)(?=\s)|(?<=^|\b(?:is|are|was|when['’]s|what['’]s|where['’]s|who['’]s)\s)(?:his|her)(?=\s\p{Ll})/iu

function withPerson(text: string, lines: readonly string[]): string {
  const match = PERSON.exec(text)
  if (match === null || namesIn(text).length > 0) return text
  const told = lines.filter((line) => isPersonLine(line))
  const [name, ...others] = new Set((told.length > 0 ? told : lines).flatMap((line) => personIn(line) ?? []))
  if (name === undefined || others.length > 0) return text
  const stands = /^(?:his|her)$/i.test(match[0]) ? `${name}'s` : name
  return text.slice(0, match.index) + stands + text.slice(match.index + match[0].length)
}

/** Somebody whom a message speaks of by what they are: "the builder is Mr. Kowalski", "my wife Clara". */
function introduced(text: string): readonly string[] {
  const found = new RegExp(
    String.raw`\b(?:[Mm]y|[Oo]ur|[Tt]heir|[Tt]he|[Hh]is|[Hh]er)\s(?:\p{Ll}+\s){1,2}(?:is\s(?:called\s)?)?((?:(?:Mr|Mrs|Ms|Dr)\.?\s)?${NAME})`,
    'u',
  ).exec(text)?.[1]
  return found === undefined || isFirm(found) ? [] : [found]
}

/** "Maria Lopez: CTO". */
function isPersonLine(line: string): boolean {
  return new RegExp(String.raw`^\p{Lu}[^:]{1,60}: (?:[\p{L}-]+\s){0,2}${ROLE}\b`, 'u').test(line)
}

/** Whom a line is about: "Maria Lopez: CTO", "Builder: Mr. Kowalski", "My wife Clara works". */
function personIn(line: string): string | null {
  const [, label = '', value = ''] = /^([^:]{1,60}): (.+)$/.exec(line) ?? []
  if (value === '') return namesIn(line).find((name) => !isFirm(name)) ?? null
  if (new RegExp(String.raw`^(?:[\p{L}-]+\s){0,2}${ROLE}\b`, 'iu').test(value)) return label
  return new RegExp(String.raw`^(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?(?:${NAME})`, 'u').exec(value)?.[0] ?? null
}

function isFirm(name: string): boolean {
  return /\b(?:Corp|Inc|Ltd|LLC|GmbH|AG|Bank|Group)\b|^\p{Lu}{2,}$/u.test(name)
}

/** Names that do not merely begin a sentence with a common word. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(NAME, 'gu'))].flatMap(([found]) => {
    const words = found.split(/\s+/)
    while (words[0] !== undefined && isCommon(words[0].replace(/['’].*$/, ''))) words.shift()
    return words.length === 0 ? [] : [words.join(' ')]
  })
}

const IT_DOES = /^(?:and\s+|but\s+|now\s+)?it\s+(?!is\b|was\b|should\b|must\b|would\b)(?=\p{L})/iu
const DOES_IT = /\b(?<=(?:does|did|is|was|has|will|can|when['’]s|where['’]s)\s)it\b/i

function withThing(text: string, lines: readonly string[]): string {
  const [line, ...others] = lines
  const match = line === undefined || others.length > 0 ? null : (IT_DOES.exec(text) ?? DOES_IT.exec(text))
  const thing = match === null || line === undefined ? null : thingIn(line)
  if (match === null || thing === null) return text
  const stands = match.index === 0 ? `${capital(thing)} ` : thing
  return text.slice(0, match.index) + stands + text.slice(match.index + match[0].length)
}

/** What a line is about: "the bus" of "The bus leaves at 8"; of a pair its label. */
function thingIn(line: string): string | null {
  const label = /^([^:]{2,40}):\s/.exec(line)?.[1]
  if (label !== undefined) return `the ${normal(label)}`
  return (
    /^((?:the|our|their|my)\s(?:[\p{Ll}-]+\s){0,2}?[\p{Ll}-]+?)\s(?:is|are|was|has|will|moved|\p{Ll}{3,}s)\s/iu
      .exec(line)?.[1]
      ?.toLowerCase() ?? null
  )
}
