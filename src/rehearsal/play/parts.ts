import { bareCorrection, pronounCorrection, swap } from './corrections.ts'
import { directFacts } from './direct-facts.ts'
import { type Fact, factKey } from './fact.ts'
import { factsOf, unreadOf } from './facts.ts'
import { type Intent, intentOf, nameToForget } from './intents.ts'
import { membership } from './keeping.ts'
import { clauses, NAME, normal, type Sentence, sentences } from './language.ts'
import { introduction, type Person } from './people.ts'
import type { Scene } from './scene.ts'
import { byTopic, isCommand, isMissed, isOpinion, isStatement } from './statements.ts'
import { core, isUndertaking, type Topic, topicsOf } from './topic.ts'

/** What is told about one thing. */
export interface Part {
  readonly facts: readonly Fact[]
  /** Named in the message itself. */
  readonly named: readonly Topic[]
  /** What it is about: named, the speaker, or what the chat was about before; null when unknown. */
  readonly topic: Topic | null
  /** What was told with it and is not kept, in people's own words. */
  readonly left: readonly string[]
}

/** What the rules make of a message. */
export interface Understanding extends Part {
  readonly intent: Intent
  /** The language in which the model answers. */
  readonly tongue: 'english' | 'german'
  /** The facts by what they are about; one part unless the message speaks of several things in turn. */
  readonly parts: readonly Part[]
  /** The document that somebody names to keep the facts in. */
  readonly into: string | null
  /** A question beside the main intent, or the same. */
  readonly question: string | null
  readonly person: Person | null
  /** Where the speaker belongs, by what was said in this chat. */
  readonly organisation: string | null
  /** How a piece of work shall be done, in people's own words. */
  readonly instructions: readonly string[]
}

/** What the parts of a message are read with. */
export interface Reader {
  readonly scene: Scene
  /** A piece of work is asked for: what is said with it is how to do it. */
  readonly composing: boolean
  readonly person: Person | null
  readonly organisation: string | null
  /** Something is wanted beside what is told. */
  readonly wants: boolean
}

/** What is told, by what it is about. */
export function partsOf(told: readonly Sentence[], reader: Reader): readonly Part[] {
  const { scene, composing, person, wants } = reader
  const topics = topicsOf(scene.text, person, scene.speaker)
  const direct = told.flatMap((sentence) => directly(sentence, scene))
  const rest = told.filter((sentence) => directly(sentence, scene).length === 0)
  const personal = isPersonal(told)
  const asked = /\b(?:remember|note that|keep in mind|store|save|fyi|for the record|don't forget)\b/i.test(
    scene.text,
  )
  const notable = (about: readonly Topic[]) => (sentence: Sentence) =>
    !composing &&
    (asked ||
      personal ||
      sentence.correcting === true ||
      mentions(sentence.text, about) ||
      isStatement(sentence.text))
  const readable = (some: readonly Sentence[]) =>
    factsOf(some, () => false).some((fact) => fact.section !== 'People' && fact.section !== 'Notes')
  const groups = composing ? [{ topic: null, told: rest }] : byTopic(rest, topics, readable)
  const read = groups.map(({ topic, told: own }, index) => {
    const keep = notable(topic === null ? topics.slice(0, 1) : [topic])
    const facts = merge([...(index === 0 ? direct : []), ...factsOf(own, keep)], personal)
    const unread = composing ? [] : unreadOf(own, keep).filter(isMissed)
    return {
      topic,
      facts: facts.slice(0, MOST_FACTS),
      left: [
        ...unread,
        ...facts
          .slice(MOST_FACTS)
          .map(({ label, value }) => (label === undefined ? value : `${label}: ${value}`)),
      ],
    }
  })
  if (read.length > 1)
    return read.map((part) => ({ ...part, named: part.topic === null ? [] : [part.topic] }))
  const { facts: own = [], left = [] } = read[0] ?? {}
  const people = new Set(own.flatMap((fact) => (fact.section === 'People' ? [fact.label] : [])))
  const named = main(topics, rest).filter((topic) => !people.has(topic.name))
  const facts = wants ? own : [...own, ...presence(scene, person, own)]
  return [{ facts, named, left, topic: topicFor(reader, { facts, named }, personal) }]
}

/** "Ann is 7, Ben is 5": each is as much spoken of as the other, so none of them is what the message is about. */
function main(topics: readonly Topic[], told: readonly Sentence[]): readonly Topic[] {
  const [first] = topics
  if (first === undefined || first.customer) return topics
  const led = told.flatMap(({ text }) =>
    clauses(text).flatMap(
      (clause) => new RegExp(String.raw`^(${NAME})(?=\s\p{Ll})`, 'u').exec(clause)?.[1] ?? [],
    ),
  )
  const names = new Set(led.map(core))
  const several = topics.filter(({ name }) => names.has(core(name))).length > 1
  return names.has(core(first.name)) && several ? [] : topics
}

/** What is set outright, or corrected by "it is …". */
export function directly({ text, correcting }: Sentence, scene: Scene): readonly Fact[] {
  const found = directFacts(text)
  if (found.length > 0) return found
  if (isOpinion(text)) return []
  const bare = correcting === true ? bareCorrection(text, scene.lastAnswer) : null
  const corrected = bare ?? pronounCorrection(text, scene.lastAnswer) ?? swap(text)
  return corrected === null ? [] : [corrected]
}

/** Somebody who says what they are or for whom they work is worth a line also without other news. */
function presence(scene: Scene, person: Person | null, facts: readonly Fact[]): readonly Fact[] {
  const says = person?.role !== undefined || /\bI\s(?:\p{L}+\s)?work\b/u.test(scene.text)
  return facts.length > 0 || person === null || !says ? [] : membership(person)
}

function topicFor(
  { scene, person, wants }: Reader,
  { facts, named }: Pick<Part, 'facts' | 'named'>,
  personal: boolean,
): Topic | null {
  const [first] = named
  const own = personal && facts.length > 0 ? speakerTopic(person, scene) : null
  if (own !== null && (first === undefined || isOwnPeople(scene.text, first))) return own
  if (first !== undefined) return first
  const said = person?.organisation
  if (facts.length > 0 && said !== undefined && !refersAway(scene.text))
    return { name: said, customer: false }
  const earlier = wants || refersBack(scene.text, facts) ? earlierTopic(scene) : null
  return earlier
}

/** "My kids Ann and Ben": what is told of them is told of whoever speaks. "My project Heron" is something else. */
function isOwnPeople(text: string, topic: Topic): boolean {
  return /^\W*my\b/i.test(text) && !topic.customer && !isUndertaking(text)
}

/** "They" and "the customer" are never the organisation of whoever speaks. */
function refersAway(text: string): boolean {
  return /\b(?:they|their|them|the (?:customer|client))\b/i.test(text)
}

/** Whether a sentence names one of the topics, so that it may be kept as a note about it. */
function mentions(text: string, topics: readonly Topic[]): boolean {
  const words = normal(text)
  return !/^I\b/.test(text) && !isCommand(text) && topics.some((topic) => words.includes(core(topic.name)))
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

/** What was spoken of last, and was not to be forgotten since. */
function earlierTopic(scene: Scene): Topic | null {
  const forgotten = new Set<string>()
  for (const text of scene.earlier) {
    const said = sentences(text)
    for (const sentence of said) {
      const intent = intentOf(sentence.text, '', text)
      if (intent?.kind === 'forget') forgotten.add(core(nameToForget(intent.what)))
    }
    const topics = topicsOf(text, introduction(text, scene.speaker), scene.speaker)
    const found = main(topics, said).find((topic) => !forgotten.has(core(topic.name)))
    if (found !== undefined) return found
  }
  return null
}

function merge(facts: readonly Fact[], personal: boolean): readonly Fact[] {
  const found = new Map<string, Fact>()
  for (const fact of facts) {
    const section = personal && fact.section === 'Requirements' ? 'Preferences' : fact.section
    const same = fact.label === undefined ? normal(fact.value) : factKey(fact)
    found.set(same, { ...fact, section })
  }
  return [...found.values()]
}

/** Most lines that are kept of one message. */
const MOST_FACTS = 80
