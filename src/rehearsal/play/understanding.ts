import { pronounCorrection, swap, withoutLead } from './corrections.ts'
import { addedTo, directFacts } from './direct-facts.ts'
import { type Fact, factKey, tidy } from './fact.ts'
import { factsOf } from './facts.ts'
import { type Intent, intentOf, isInstruction, nameToForget } from './intents.ts'
import { membership } from './keeping.ts'
import { normal, type Sentence, sentences } from './language.ts'
import { introduction, type Person, withoutIntroduction } from './people.ts'
import type { Scene } from './scene.ts'
import { byTopic, isCommand, isOpinion, isShort, isStatement } from './statements.ts'
import { foreignTongue } from './tongue.ts'
import { core, type Topic, topicsOf } from './topic.ts'

/** What is told about one thing. */
export interface Part {
  readonly facts: readonly Fact[]
  /** Named in the message itself. */
  readonly named: readonly Topic[]
  /** What it is about: named, the speaker, or what the chat was about before; null when unknown. */
  readonly topic: Topic | null
}

/** What the rules make of a message. */
export interface Understanding extends Part {
  readonly intent: Intent
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

export function understand(scene: Scene): Understanding {
  const tongue = foreignTongue(scene.text)
  if (tongue !== null) return { ...NOTHING, intent: { kind: 'foreign', tongue } }
  const person = introduction(scene.text, scene.speaker)
  const all = sentences(scene.text)
  const read = all.map((sentence) => readSentence(sentence, scene))
  const intents = read.flatMap(({ intent }) => (intent === null ? [] : [intent]))
  const composing = intents.some(({ kind }) => kind === 'compose')
  const told = read.flatMap(({ intent, sentence }) =>
    intent === null && !isInstruction(sentence) ? [sentence] : [],
  )
  const organisation = person?.organisation ?? earlierOrganisation(scene)
  const parts = partsOf(scene, told, composing, person, organisation, intents.length > 0)
  const facts = parts.flatMap((part) => part.facts)
  const question = intents.find((one) => one.kind === 'ask')
  return {
    intent: strongest(intents, facts.length > 0),
    facts,
    parts,
    person,
    organisation,
    named: parts.flatMap((part) => part.named),
    question: question?.kind === 'ask' ? question.question : null,
    topic: parts[0]?.topic ?? null,
    into: told.flatMap(({ text }) => addedTo(text)?.path ?? [])[0] ?? null,
    instructions: composing ? instructionsOf(all) : [],
  }
}

const NOTHING: Omit<Understanding, 'intent'> = {
  facts: [],
  parts: [],
  person: null,
  organisation: null,
  named: [],
  topic: null,
  into: null,
  question: null,
  instructions: [],
}

function instructionsOf(all: readonly Sentence[]): readonly string[] {
  return all
    .filter(
      (one) => isInstruction(one) && !/^(?:please\s+)?(?:also\s+)?(?:keep|save|store)\b/i.test(one.text),
    )
    .map(({ text }) => tidy(text))
}

function partsOf(
  scene: Scene,
  told: readonly Sentence[],
  composing: boolean,
  person: Person | null,
  organisation: string | null,
  wants: boolean,
): readonly Part[] {
  const topics = topicsOf(scene.text, person, scene.speaker)
  const direct = told.flatMap(({ text }) => directly(text, scene))
  const rest = told.filter(({ text }) => directly(text, scene).length === 0)
  const personal = isPersonal(rest)
  const asked = /\b(?:remember|note that|keep in mind|store|save|fyi|for the record|don't forget)\b/i.test(
    scene.text,
  )
  const notable = (about: readonly Topic[]) => (sentence: Sentence) =>
    !composing &&
    (asked ||
      personal ||
      sentence.correcting === true ||
      mentions(sentence.text, about) ||
      (isShort(told) && isStatement(sentence.text)))
  const readable = (some: readonly Sentence[]) =>
    factsOf(some, () => false).some((fact) => fact.section !== 'People')
  const groups = composing ? [{ topic: null, told: rest }] : byTopic(rest, topics, readable)
  const read = groups.map((group, index) => {
    const about = group.topic === null ? topics.slice(0, 1) : [group.topic]
    const facts = factsOf(group.told, notable(about))
    return { group, facts: merge([...(index === 0 ? direct : []), ...facts], personal) }
  })
  const people = new Set(
    read.flatMap(({ facts }) => facts.flatMap((fact) => (fact.section === 'People' ? [fact.label] : []))),
  )
  const named = topics.filter((topic) => !people.has(topic.name))
  if (read.length > 1) {
    return read.map(({ group: { topic }, facts }) => ({ facts, topic, named: topic === null ? [] : [topic] }))
  }
  const own = read[0]?.facts ?? []
  const facts = wants ? own : [...own, ...presence(scene, person, own)]
  return [
    { facts, named, topic: topicFor(scene, { facts, named }, { person, organisation, personal, wants }) },
  ]
}

/** What is set outright, or corrected by "it is …". */
function directly(text: string, scene: Scene): readonly Fact[] {
  const found = directFacts(text)
  if (found.length > 0) return found
  if (isOpinion(text)) return []
  const corrected = pronounCorrection(text, scene.lastAnswer) ?? swap(text)
  return corrected === null ? [] : [corrected]
}

/** Somebody who says what they are or for whom they work is worth a line also without other news. */
function presence(scene: Scene, person: Person | null, facts: readonly Fact[]): readonly Fact[] {
  const says = person?.role !== undefined || /\bI\s(?:\p{L}+\s)?work\b/u.test(scene.text)
  return facts.length > 0 || person === null || !says ? [] : membership(person)
}

function topicFor(
  scene: Scene,
  { facts, named }: Pick<Part, 'facts' | 'named'>,
  by: { person: Person | null; organisation: string | null; personal: boolean; wants: boolean },
): Topic | null {
  if (named[0] !== undefined) return named[0]
  if (by.personal && facts.length > 0) return speakerTopic(by.person, scene)
  const said = by.person?.organisation
  if (facts.length > 0 && said !== undefined && !refersAway(scene.text))
    return { name: said, customer: false }
  const earlier = by.wants || refersBack(scene.text, facts) ? earlierTopic(scene) : null
  return earlier
}

/** "They" and "the customer" are never the organisation of whoever speaks. */
function refersAway(text: string): boolean {
  return /\b(?:they|their|them|the (?:customer|client))\b/i.test(text)
}

function earlierOrganisation(scene: Scene): string | null {
  for (const text of scene.earlier) {
    const found = introduction(text, scene.speaker)?.organisation
    if (found !== undefined) return found
  }
  return null
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

interface ReadSentence {
  readonly sentence: Sentence
  readonly intent: Intent | null
}

function readSentence(sentence: Sentence, scene: Scene): ReadSentence {
  const lead = withoutLead(
    sentence.text.replace(/^(?:hi|hello|hey)(?:\s+(?:there|all|team|everyone|claude))?[,.!]\s+(?=\S)/i, ''),
  )
  const text = withoutIntroduction(lead.text)
  const rest = { ...sentence, text, ...(lead.correcting ? { correcting: true as const } : {}) }
  return text === '' || sentence.item
    ? { sentence: rest, intent: null }
    : {
        sentence: rest,
        intent:
          directly(text, scene).length > 0 ? null : intentOf(text, scene.lastAnswer, spokenSoFar(scene)),
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
  'undo',
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
    for (const sentence of sentences(text)) {
      const intent = intentOf(sentence.text, '', text)
      if (intent?.kind === 'forget') forgotten.add(core(nameToForget(intent.what)))
    }
    const topics = topicsOf(text, introduction(text, scene.speaker), scene.speaker)
    const found = topics.find((topic) => !forgotten.has(core(topic.name)))
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
  return [...found.values()].slice(0, MOST_FACTS)
}

/** Most lines that are kept of one message. */
const MOST_FACTS = 80
