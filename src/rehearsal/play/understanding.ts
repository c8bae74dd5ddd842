import { type Fact, factKey, labelSection, tidy } from './fact.ts'
import { factsOf } from './facts.ts'
import { type Intent, intentOf, isInstruction } from './intents.ts'
import { capital, NAME, type Sentence, sentences } from './language.ts'
import { introduction, type Person, withoutIntroduction } from './people.ts'
import type { Scene } from './scene.ts'
import { type Topic, topicsOf } from './topic.ts'

/** What the rules make of a message. */
export interface Understanding {
  readonly intent: Intent
  readonly facts: readonly Fact[]
  readonly person: Person | null
  /** Named in the message itself. */
  readonly named: readonly Topic[]
  /** What it is about: named, the speaker, or what the chat was about before; null when unknown. */
  readonly topic: Topic | null
  /** How a piece of work shall be done, in people's own words. */
  readonly instructions: readonly string[]
}

export function understand(scene: Scene): Understanding {
  const person = introduction(scene.text)
  const named = topicsOf(scene.text, person, scene.speaker)
  const all = sentences(scene.text)
  const read = all.map((sentence) => readSentence(sentence, scene.lastAnswer))
  const intents = read.flatMap(({ intent }) => (intent === null ? [] : [intent]))
  const composing = intents.some(({ kind }) => kind === 'compose')
  const instructions = composing ? all.filter(isInstruction).map(({ text }) => tidy(text)) : []
  const told = read.filter(({ intent, sentence }) => intent === null && !isInstruction(sentence))
  const asked = /\b(?:remember|note that|keep in mind|store|save|fyi|for the record|don't forget)\b/i.test(
    scene.text,
  )
  const direct = told.flatMap(({ sentence }) => directFacts(sentence.text))
  const rest = told
    .map(({ sentence }) => sentence)
    .filter((sentence) => directFacts(sentence.text).length === 0)
  const personal = isPersonal(rest)
  const facts = merge([...direct, ...factsOf(rest, asked || (named.length > 0 && !composing))], personal)
  return {
    intent: strongest(intents, facts.length > 0),
    facts,
    person,
    named,
    topic:
      named[0] ?? (personal && facts.length > 0 ? speakerTopic(person, scene) : null) ?? earlierTopic(scene),
    instructions,
  }
}

interface ReadSentence {
  readonly sentence: Sentence
  readonly intent: Intent | null
}

function readSentence(sentence: Sentence, lastAnswer: string): ReadSentence {
  const text = withoutIntroduction(
    sentence.text.replace(/^(?:hi|hello|hey)(?:\s+(?:there|all|team|everyone|claude))?[,.!]\s+(?=\S)/i, ''),
  )
  const rest = { ...sentence, text }
  return text === '' || sentence.item
    ? { sentence: rest, intent: null }
    : { sentence: rest, intent: directFacts(text).length > 0 ? null : intentOf(text, lastAnswer) }
}

const ORDER: readonly Intent['kind'][] = [
  'forget_all',
  'forget',
  'rename',
  'compose',
  'read',
  'list',
  'ask',
  'identity',
  'thanks',
  'greeting',
]

function strongest(intents: readonly Intent[], facts: boolean): Intent {
  for (const kind of ORDER) {
    if (facts && (kind === 'thanks' || kind === 'greeting')) break
    const found = intents.find((intent) => intent.kind === kind)
    if (found !== undefined) return found
  }
  return { kind: 'tell' }
}

const ADD_ROLE = new RegExp(
  String.raw`\b(?:add|put|make|set|assign)\s+(${NAME})\s+(?:as|to be)\s+(?:the\s+|an?\s+|our\s+|their\s+)?([\p{L}][\p{L} -]{2,40})`,
  'u',
)
const SET_VALUE =
  /^(?:(?:please|can you|could you|now|and)\s+)*(?:change|set|update|increase|reduce|raise|cut|move|extend|shorten|correct|lower)\s+(?:the\s+|their\s+|our\s+|its\s+|\p{Lu}[\p{L}\p{N} ]{1,40}['’]s\s+)?([\p{L}][\p{L} /-]{2,40}?)\s+(?:from\s+.{1,60}?\s+)?to\s+(.{1,120}?)[.!?]*$/iu
const ADD_LINE =
  /^(?:(?:please|can you|could you|now|and|also)\s+)*(?:add|append)\s+(.{3,200}?)\s+(?:to|under|in)\s+(?:the\s+|their\s+)?(requirements?|concerns?|risks?|notes?|project|people|team|overview)\b.*$/iu
const ADD_ANY =
  /^(?:(?:please|can you|could you|now|also)\s+)*(?:add|remember|note|store|save)(?:\s+(?:that|this|also))?[:,]?\s+(.{3,})$/iu

/** "Add Priya as project lead", "change the budget to $650K", "add offline mode to the requirements". */
function directFacts(text: string): readonly Fact[] {
  const role = ADD_ROLE.exec(text)
  if (role?.[1] !== undefined && role[2] !== undefined) {
    return [
      { section: 'People', label: role[1], value: role[2].replace(/\s+(?:to|in|for|of)\s.*$/, '').trim() },
    ]
  }
  const value = SET_VALUE.exec(text)
  if (value?.[1] !== undefined && value[2] !== undefined && !/\.md\b/.test(text)) {
    return [{ section: labelSection(value[1]), label: capital(value[1].trim()), value: value[2].trim() }]
  }
  const line = ADD_LINE.exec(text)
  if (line?.[1] !== undefined && line[2] !== undefined) {
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

function isPersonal(told: readonly Sentence[]): boolean {
  return (
    told.length > 0 &&
    told.every(({ text }) =>
      /^(?:(?:also|and|please|remember|note|that)[,:]?\s+)*(?:I\b|I['’]|my\b)/i.test(text),
    )
  )
}

function speakerTopic(person: Person | null, scene: Scene): Topic | null {
  const name = person?.name ?? scene.speaker
  return name === null ? null : { name, customer: false }
}

function earlierTopic(scene: Scene): Topic | null {
  for (const text of scene.earlier) {
    const found = topicsOf(text, introduction(text), scene.speaker)[0]
    if (found !== undefined) return found
  }
  return null
}

function merge(facts: readonly Fact[], personal: boolean): readonly Fact[] {
  const byKey = new Map<string, Fact>()
  for (const fact of facts) {
    const section = personal && fact.section === 'Requirements' ? 'Preferences' : fact.section
    byKey.set(factKey(fact), { ...fact, section })
  }
  return [...byKey.values()].slice(0, 80)
}

/** The text of a request to add something that no more exact rule has read; null when there is none. */
export function looseAddition(text: string): string | null {
  return ADD_ANY.exec(text)?.[1] ?? null
}
