import { type Fact, factKey, labelSection, tidy } from './fact.ts'
import { factsOf } from './facts.ts'
import { type Intent, intentOf, isInstruction } from './intents.ts'
import { capital, NAME, normal, type Sentence, sentences } from './language.ts'
import { introduction, type Person, withoutIntroduction } from './people.ts'
import type { Scene } from './scene.ts'
import { core, type Topic, topicsOf } from './topic.ts'

/** What the rules make of a message. */
export interface Understanding {
  readonly intent: Intent
  readonly facts: readonly Fact[]
  /** A question beside the main intent, or the same. */
  readonly question: string | null
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
  const read = all.map((sentence) => readSentence(sentence, scene))
  const intents = read.flatMap(({ intent }) => (intent === null ? [] : [intent]))
  const composing = intents.some(({ kind }) => kind === 'compose')
  const instructions = composing
    ? all
        .filter(
          (one) => isInstruction(one) && !/^(?:please\s+)?(?:also\s+)?(?:keep|save|store)\b/i.test(one.text),
        )
        .map(({ text }) => tidy(text))
    : []
  const told = read.filter(({ intent, sentence }) => intent === null && !isInstruction(sentence))
  const asked =
    !composing &&
    /\b(?:remember|note that|keep in mind|store|save|fyi|for the record|don't forget)\b/i.test(scene.text)
  const direct = told.flatMap(({ sentence }) => directFacts(sentence.text))
  const rest = told
    .map(({ sentence }) => sentence)
    .filter((sentence) => directFacts(sentence.text).length === 0)
  const personal = isPersonal(rest)
  const notable = (text: string) => !composing && (asked || personal || mentions(text, named.slice(0, 1)))
  const facts = merge([...direct, ...factsOf(rest, notable)], personal)
  const intent = strongest(intents, facts.length > 0)
  const question = intents.find((one) => one.kind === 'ask')
  return {
    intent,
    facts,
    person,
    named,
    question: question?.kind === 'ask' ? question.question : null,
    topic:
      named[0] ??
      (personal && facts.length > 0 ? speakerTopic(person, scene) : null) ??
      (intent.kind !== 'tell' || refersBack(scene.text, facts) ? earlierTopic(scene) : null),
    instructions,
  }
}

/** Whether a sentence names one of the topics, so that it may be kept as a note about it. */
function mentions(text: string, topics: readonly Topic[]): boolean {
  const words = normal(text)
  return !/^I\b/.test(text) && topics.some((topic) => words.includes(core(topic.name)))
}

/** Whether a message goes on about what was spoken of before. */
function refersBack(text: string, facts: readonly Fact[]): boolean {
  return (
    /\b(?:they|their|them|it|its|the (?:customer|client|project|company|team|budget|timeline|deadline))\b/i.test(
      text,
    ) ||
    facts.some((fact) =>
      ['Project', 'People', 'Requirements', 'Decisions', 'Concerns', 'Current state'].includes(fact.section),
    )
  )
}

interface ReadSentence {
  readonly sentence: Sentence
  readonly intent: Intent | null
}

function readSentence(sentence: Sentence, scene: Scene): ReadSentence {
  const text = withoutIntroduction(
    sentence.text.replace(/^(?:hi|hello|hey)(?:\s+(?:there|all|team|everyone|claude))?[,.!]\s+(?=\S)/i, ''),
  )
  const rest = { ...sentence, text }
  return text === '' || sentence.item
    ? { sentence: rest, intent: null }
    : {
        sentence: rest,
        intent: directFacts(text).length > 0 ? null : intentOf(text, scene.lastAnswer, spokenSoFar(scene)),
      }
}

/** The last messages and this one: where "draft one" finds its noun. */
function spokenSoFar(scene: Scene): string {
  return [...scene.earlier.slice(0, 2).toReversed(), scene.text].join('\n')
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
  String.raw`\b(?:[Aa]dd|[Pp]ut|[Mm]ake|[Ss]et|[Aa]ssign|[Nn]ame)\s+(${NAME})\s+(?:as|to be)\s+(?:the\s+|an?\s+|our\s+|their\s+)?([\p{L}][\p{L} -]{2,40})`,
  'u',
)
const SET_VALUE =
  /^(?:(?:please|can you|could you|now|and)\s+)*(?:change|set|update|increase|reduce|raise|cut|move|extend|shorten|correct|lower)\s+(?:the\s+|their\s+|our\s+|its\s+|\p{Lu}[\p{L}\p{N} ]{1,40}['’]s\s+)?([\p{L}][\p{L} /-]{2,40}?)\s+(?:from\s+.{1,60}?\s+)?to\s+(.{1,120}?)[.!?]*$/iu
const ADD_LINE =
  /^(?:(?:please|can you|could you|now|and|also)\s+)*(?:add|append)\s+(.{3,200}?)\s+(?:to|under|in)\s+(?:the\s+|their\s+)?(requirements?|concerns?|risks?|notes?|project|people|team|overview)\b.*$/iu
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
