import { PAST } from './fact.ts'
import { clauses, normal, type Sentence } from './language.ts'
import { MONTHS } from './quantities.ts'
import { core, type Topic } from './topic.ts'

const SUBJECT =
  /^(?:(?:the|our|their|his|her|its)\s+\p{L}|(?:we|they|he|she)(?:['’](?:re|ve|s|ll|d))?\s+\p{L}|\p{Lu}[\p{L}\p{N}&'’-]*\s)/u
const VERB =
  /^(?:is|are|was|were|has|have|had|does|do|did|can|cannot|must|should|will|meet|owe|sits?|\p{L}{3,}(?:ed|s))$/u
const CHATTER =
  /\b(?:you|your|thanks?|hope|wonder|guess|sounds?|sorry|lol|haha|please|weather)\b|^(?:every(?:thing|one|body)|nothing|nobody|none|something|somebody|someone|all|both|each|most|many|any(?:thing|one)?|what|who|when|where|why|how|which|that|this|it|there|here|good|great|nice|so|if|let|just|maybe|hello|hi|hey)\b/i

/** Numbers, addresses, days, months, and names that do not merely begin the sentence: nobody says them for nothing. */
const PARTICULAR = new RegExp(
  String.raw`\d|\w@\w|\b(?:(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)days?|(?:[Ee]very|[Uu]ntil|[Ff]rom|[Ii]n|[Bb]y)\s(?:${MONTHS}))\b|[\p{L},;]\s(?!I\b)\p{Lu}\p{L}`,
  'u',
)
/** Said to the model. */
const TALK = /\b(?:you|your|thanks?|lol|haha|please|sorry)\b|^(?:let|just|if|so)\b/i
const OPINION =
  /^(?:it|that|this)(?:['’]s|\s(?:is|was))\s(?:so |an? |very |really )*(?:great|nice|good|fine|cool|lovely|fun|funny|bad|lot)\b/i
const COMMAND =
  /^(?:say|tell|write|create|make|draft|translate|explain|calculate|compute|send|book|search|open|play|sing|run|read|undo|add|put|change|rename|delete|remove|update|call|compare|list|describe|show|find|give|help|suggest|recommend|rewrite|convert|fix|check|review|define|count|sort|print|generate|schedule|set|turn|look|teach|imagine|pretend|act|speak|answer|reply|repeat|stop|continue|try|use|do|keep|correct)\s(?!is\b|are\b|was\b|were\b)/i

/** Said about the talk itself. */
const CHAT =
  /^(?:I(?:['’]d| would) (?:like|love)|I['’]?(?:m| am) (?:sorry|glad|happy|not sure)|I (?:want|need|wonder|guess|think|hope|mean)|(?:everything|all|nothing) (?:else|other)|see you|have a|that['’]?s (?:all|it)|no problem|of course|sounds|looks|good|great|nice|very|so|not|no|yes|ok|okay|cool|perfect|done|same|right|exactly|indeed|me too|hi|hello|hey|dear|best|kind|regards|cheers|and so on|etc)\b/i

/** "It was great to see Berlin": nothing that corrects or adds to what is known. */
export function isOpinion(text: string): boolean {
  return OPINION.test(text)
}

/** A wish that the model would need a rule for. */
export function isCommand(text: string): boolean {
  return COMMAND.test(text)
}

/** Whether a text has something in it that would be missed. */
export function isParticular(text: string): boolean {
  return PARTICULAR.test(text)
}

/** Whether somebody would miss a clause that was told and is kept nowhere. */
export function isMissed(text: string): boolean {
  if (TALK.test(text) || CHAT.test(text) || isCommand(text) || isOpinion(text)) return false
  return /\p{L}.*\s\S*[\p{L}\d]/u.test(text)
}

/** "Bill left the company", "we meet every Tuesday": something told that no other rule has to read. */
export function isStatement(text: string): boolean {
  if (isCommand(text) || isOpinion(text)) return false
  if (isParticular(text) && !TALK.test(text) && /\p{L}\s+\S/u.test(text.trim())) return true
  const plain = text.slice(0, 1).toLowerCase() === text.slice(0, 1) ? text : uncapitalised(text)
  if (CHATTER.test(text) || !SUBJECT.test(plain)) return false
  const words = text.replace(/[.!,;]+/g, '').split(/\s+/)
  if (words.length < 2 || words.length > 60) return false
  if (/^\p{Lu}\p{L}+$/u.test(words[0] ?? '') && words.length === 2) return PAST.test(words[1] ?? '')
  const pronoun = /^(?:we|they|he|she)(?:['’]\p{L}+)?$/iu.test(words[0] ?? '')
  if (words.length < 3) return false
  return pronoun ? words.length >= 4 : words.slice(1, 6).some((word) => VERB.test(word) || PAST.test(word))
}

/** Small first letter of an article or pronoun; names keep theirs. */
function uncapitalised(text: string): string {
  return /^(?:The|Our|Their|His|Her|Its|We|They|He|She)\s/.test(text)
    ? text.slice(0, 1).toLowerCase() + text.slice(1)
    : text
}

/** Sentences that speak of one topic. `topic` is null where the message as a whole decides. */
export interface Group {
  readonly topic: Topic | null
  readonly told: readonly Sentence[]
}

/**
 * Splits what is told by the topics that sentences begin with, when there are several and the main one is among
 * them. A name that the rules read no facts about, such as that of a colleague who will see to it, splits nothing.
 */
export function byTopic(
  told: readonly Sentence[],
  topics: readonly Topic[],
  readable: (told: readonly Sentence[]) => boolean,
): readonly Group[] {
  const split = told.flatMap((sentence) => parts(sentence, topics))
  const leads = split.map((sentence) => leading(sentence.text, topics))
  const worthy = new Set(
    leads.filter((topic) => topic !== null && readable(split.filter((_, index) => leads[index] === topic))),
  )
  const [main] = topics
  if (worthy.size < 2 || main === undefined || !worthy.has(main)) return [{ topic: null, told }]
  const groups = new Map<Topic, Sentence[]>()
  let present = leads.find((topic) => worthy.has(topic)) ?? main
  split.forEach((sentence, index) => {
    const lead = leads[index] ?? null
    if (lead !== null && worthy.has(lead)) present = lead
    const own = groups.get(present) ?? []
    own.push(sentence)
    groups.set(present, own)
  })
  return [...groups].map(([topic, sentences]) => ({ topic, told: sentences }))
}

/** A sentence whose clauses begin with different topics falls into these clauses. */
function parts(sentence: Sentence, topics: readonly Topic[]): readonly Sentence[] {
  if (sentence.item || topics.length < 2) return [sentence]
  const pieces = clauses(sentence.text)
  const leads = new Set(pieces.map((piece) => leading(piece, topics)).filter((topic) => topic !== null))
  return leads.size < 2 ? [sentence] : pieces.map((text) => ({ ...sentence, text }))
}

function leading(text: string, topics: readonly Topic[]): Topic | null {
  const plain = normal(text).replace(
    /^(?:(?:for|in|on|at|and|also|while|but|the|our|project|customer|client|product) )+/,
    '',
  )
  return (
    topics.find((topic) => {
      const name = core(topic.name)
      return plain === name || plain.startsWith(`${name} `)
    }) ?? null
  )
}
