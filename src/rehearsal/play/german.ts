import { type Fact, labelSection, type Swap, tidy } from './fact.ts'
import { factsOf } from './facts.ts'
import { wishOf } from './german-wishes.ts'
import { STRONGEST_FIRST } from './intents.ts'
import { capital, keywords, NAME, normal, type Sentence, sentences } from './language.ts'
import { onList } from './lists.ts'
import type { Part, Understanding } from './parts.ts'
import type { Person } from './people.ts'
import type { Scene } from './scene.ts'
import type { Topic } from './topic.ts'

/** What the rules make of a message in German: simple statements, questions and wishes. Lines stay in its words. */
export function understandGerman(scene: Scene): Understanding {
  const person = introduced(scene.text)
  const all = sentences(scene.text).map((sentence) => ({ ...sentence, ...withoutLead(sentence.text) }))
  const read = all.map((sentence) => ({
    sentence,
    intent: sentence.item ? null : wishOf(sentence.text, scene.lastAnswer),
  }))
  const intents = read.flatMap(({ intent }) => (intent === null ? [] : [intent]))
  const told = read.flatMap(({ sentence, intent }) => (intent === null ? [sentence] : []))
  const wish = STRONGEST_FIRST.flatMap((kind) => intents.find((intent) => intent.kind === kind) ?? [])[0]
  const part = wish?.kind === 'compose' ? NOTHING : partOf(told, scene, person)
  const topic = part.named[0] ?? topicFor(scene, part.facts, person, wish !== undefined)
  const polite = wish?.kind === 'greeting' || wish?.kind === 'thanks'
  const asked = intents.find((intent) => intent.kind === 'ask')
  return {
    ...part,
    topic,
    parts: [{ ...part, topic }],
    intent: wish === undefined || (polite && part.facts.length > 0) ? { kind: 'tell' } : wish,
    tongue: 'german',
    person,
    organisation: person?.organisation ?? null,
    into: null,
    question: asked?.kind === 'ask' ? asked.question : null,
    instructions: [],
  }
}

const NOTHING: Part = { facts: [], named: [], topic: null, left: [] }

const LEAD =
  /^(?:(?:hallo|hi|hey|moin|servus|guten (?:tag|morgen|abend))(?:\s(?!\p{Ll})\p{L}+)?[,.!]\s+|(?:übrigens|also|und|ach)[,:]?\s+|(?:bitte\s+)?(?:merke?\s+(?:dir|euch)|notiere?(?:\s+dir)?|denk\s+daran|behalte?)(?:\s+bitte)?[,:]?\s*(?:dass\s+)?|zur\s+(?:info|erinnerung)[,:]\s+)+(?=\S)/iu
const CORRECTS =
  /^(?:nein|nee|doch|korrektur|halt|moment|quatsch|sorry|entschuldigung|eigentlich)\s*[,:–-]?\s+(?=\S)/iu

function withoutLead(text: string): { readonly text: string; readonly correcting?: true } {
  const plain = text.replace(LEAD, '')
  const lead = CORRECTS.exec(plain)?.[0]
  return lead === undefined ? { text: plain } : { text: plain.slice(lead.length), correcting: true }
}

const WHO =
  /\b(?:[Ii]ch (?:bin|heiße)|[Mm]ein Name ist|[Hh]ier (?:ist|spricht))\s+(?!(?:Der|Die|Das|Ein)\b)(\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?)(.*)/u

function introduced(text: string): Person | null {
  const [, name, rest = ''] = WHO.exec(text.split(/[.!?\n]\s/)[0] ?? '') ?? WHO.exec(text) ?? []
  if (name === undefined) return null
  const role = /^,?\s*(?:(?:der|die|ein|eine)\s+)?(\p{Lu}[\p{L}-]+)(?=\s+(?:bei|von|in)\b|[.,!]|$)/u.exec(
    rest,
  )?.[1]
  const organisation = new RegExp(
    String.raw`\b(?:von|bei|aus)\s+(?:der\s+(?:Firma\s+)?)?(${NAME})`,
    'u',
  ).exec(rest)?.[1]
  return {
    name,
    ...(role === undefined ? {} : { role }),
    ...(organisation === undefined ? {} : { organisation }),
  }
}

const OWN = '(?:[Dd](?:er|ie|as)|[Uu]nsere?|[Mm]eine?|[Ii]hre?|[Ss]eine?|[Dd]eren)'
const VALUE_OF = new RegExp(
  String.raw`^(?:${OWN}\s+)?(\p{Lu}[\p{L}\p{N}-]*(?:\s(?:(?:für|von|des|der|im|in|am)\s)?(?:\p{Ll}+\s)?\p{Lu}[\p{L}\p{N}-]*){0,2})\s+(?:ist|sind|beträgt|betragen|lautet|heißt|heißen|kostet|liegt bei|war)\s+(?:jetzt\s+|nun\s+|ab jetzt\s+)?(.+)$`,
  'u',
)
/** "Budget 500.000 Euro". */
const AMOUNT_OF = /^(\p{Lu}[\p{L}-]{3,30})\s+((?:ca\.?\s|etwa\s|rund\s)?\d.*)$/u
const TIME_OF = new RegExp(
  String.raw`^${OWN}\s+(\p{Lu}[\p{L}-]*)\s+(fährt|fliegt|beginnt|startet|endet|öffnet|schließt|geht|kommt)\s+(?:jetzt\s+|nun\s+)?((?:um|am|ab|im|erst)\s.+)$`,
  'u',
)

function partOf(told: readonly Sentence[], scene: Scene, person: Person | null): Part {
  const named = topicsIn(told.map(({ text }) => text).join('\n'))
  const facts: Fact[] =
    person === null || (person.role ?? person.organisation) === undefined
      ? []
      : [
          {
            section: 'People',
            label: person.name,
            value: [person.role, person.organisation].filter((one) => one !== undefined).join(', '),
          },
        ]
  const left: string[] = []
  for (const sentence of told) {
    const found = sentence.item ? factsOf([sentence], () => true) : proseFacts(sentence, person)
    if (found.length === 0 && !WHO.test(sentence.text) && sentence.text.split(/\s+/).length > 2)
      left.push(sentence.text)
    facts.push(...found)
  }
  const own = told.length > 0 && told.every(({ text }) => /^(?:Ich|Mein|Mir|Mich)/u.test(text))
  const speaker = person?.name ?? scene.speaker
  const topic =
    own && named.length === 0 && speaker !== null ? { name: speaker, customer: false } : (named[0] ?? null)
  return {
    facts: [...new Map(facts.map((fact) => [`${fact.label ?? ''}\n${fact.value}`, fact])).values()].slice(
      0,
      80,
    ),
    named,
    topic,
    left,
  }
}

/** Wishes that no rule fulfils, and talk with the model. */
const NO_FACT =
  /^(?:bitte\s+)?(?:schreibe?|übersetze?|erkläre?|berechne?|rechne|buche?|schicke?|suche?|spiele?|hilf|erstelle?|mache?|lies|lass|gib|sag|kannst du|könntest du|würdest du)(?!\p{L})|^(?:das ist|das war)\s+(?:sehr |so )?(?:gut|toll|super|schön|prima|richtig|falsch|nett)\b/iu

function proseFacts(sentence: Sentence, person: Person | null): readonly Fact[] {
  if (NO_FACT.test(sentence.text)) return []
  const rest = person === null ? sentence.text : afterIntroduction(sentence.text)
  const [, list, things] =
    /^(?:(?:die|meine|unsere)\s+)?(\p{L}*(?:liste|einkäufe|aufgaben|to-?dos?)):\s*(\S.*)$/iu.exec(rest) ?? []
  if (list !== undefined && things !== undefined) return onList(list, things)
  return clauses(rest).map((clause): Fact => {
    const text = clause.replace(/[.!,;\s]+$/, '')
    const now =
      sentence.correcting === true ||
      /\b(?:jetzt|nun|nicht mehr|stattdessen|ab sofort|verschoben|geändert)\b/i.test(text)
    const more = { ...(now ? { now: true as const } : {}), ...swapIn(text) }
    const [, label, value] = VALUE_OF.exec(text) ?? []
    if (
      label !== undefined &&
      value !== undefined &&
      !/\s(?:und|aber|weil|denn|der|die|das)\s\p{Ll}/u.test(value) &&
      !NO_LABEL.test(label) &&
      !/^(?:kein|nicht|sehr|so|auch|in\b)/i.test(value)
    )
      return { section: labelSection(label), label, value, ...more }
    const [, thing, does, when] = TIME_OF.exec(text) ?? []
    if (thing !== undefined && does !== undefined && when !== undefined)
      return { section: 'Notes', label: `${thing} ${does}`, value: when, ...more }
    const pair = /^(\p{Lu}[\p{L} -]{1,30}):\s+(\S.*)$/u.exec(text) ?? AMOUNT_OF.exec(text)
    if (pair?.[1] !== undefined && pair[2] !== undefined)
      return { section: labelSection(pair[1]), label: pair[1], value: pair[2] }
    return { section: 'Notes', value: tidy(text), ...more }
  })
}

/** First words that are nobody's name and no thing. */
const NO_LABEL = /^(?:Ich|Wir|Sie|Er|Es|Das|Dies|Hier|Heute|Morgen|Gestern|Alle|Jeder|Man|Dort|Da)\b/

function afterIntroduction(text: string): string {
  if (!WHO.test(text)) return text
  return /(?:,|\s)\s*(?:und\s+)((?:ich|wir|unser|mein).*)$/iu.exec(text)?.[1] ?? ''
}

/** Splits where somebody or something else is spoken of: "Ann ist 7, Ben ist 5". */
function clauses(text: string): readonly string[] {
  const verb =
    '(?:ist|sind|hat|haben|mag|mögen|will|wollen|braucht|brauchen|beträgt|fährt|wohnt|arbeitet|heißt|kommt|muss|müssen|kann)'
  return text
    .split(
      new RegExp(
        String.raw`(?:;|,(?:\s+und)?|\s+und)\s+(?=(?:${OWN}\s)?(?:\p{Lu}[\p{L}\p{N}-]*|wir|ich|sie|er)\s(?:${verb}|\d\S*)\s)`,
        'u',
      ),
    )
    .map((clause) => capital(clause.trim()))
    .filter((clause) => clause !== '')
}

const SWAP =
  /^(\S.{0,120}\s(?:ist|sind|um|am|im|in|heißt|kostet|beträgt|bei|aus|nach))\s+(?:jetzt\s+|nun\s+)?(\S.{0,60}?),?\s+(?:und\s+)?(?:nicht|statt)\s+(?:mehr\s+)?(?:(?:um|am|im|in|bei|aus|nach)\s+)?(\S.{0,60}?)$/iu

function swapIn(text: string): { readonly swap?: Swap } {
  const [, head, now, old] = SWAP.exec(text) ?? []
  if (head === undefined || now === undefined || old === undefined) return {}
  const about = germanWords(head)
  return about.length === 0 ? {} : { swap: { old, now, about } }
}

const CUSTOMER: readonly RegExp[] = [
  new RegExp(String.raw`\b[Kk]unden?(?:in)?\s+(?:ist\s+|heißt\s+|namens\s+)?(?:die\s+)?(${NAME})`, 'gu'),
  new RegExp(
    String.raw`\b(?:arbeiten|arbeite|gesprochen|telefoniert|Gespräch|Termin|Vertrag|getroffen)\s+(?:heute\s+|gerade\s+)?(?:mit|für|bei)\s+(?:der\s+(?:Firma\s+)?)?(${NAME})`,
    'gu',
  ),
  new RegExp(
    String.raw`\b(?:mit|für|bei)\s+(?:der\s+(?:Firma\s+)?)?(${NAME})\s+(?:zusammen|gesprochen|telefoniert|gearbeitet)`,
    'gu',
  ),
  /((?:\p{Lu}[\p{L}\p{N}&-]*\s){1,3}(?:GmbH|AG|KG|SE|Corp|Inc|Ltd))\b/gu,
]
const PROJECT = new RegExp(String.raw`\b[Pp]rojekts?\s+(?:heißt\s+)?(${NAME})`, 'gu')
const ABOUT = new RegExp(
  String.raw`(?<!\p{L})(?:über|zu|von)\s+(?:den\s+Kunden\s+|das\s+Projekt\s+)?(${NAME})`,
  'gu',
)

function topicsIn(text: string): readonly Topic[] {
  const found = [
    ...CUSTOMER.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => ({ name: match[1] ?? '', customer: true })),
    ),
    ...[...text.matchAll(PROJECT)].map((match) => ({ name: match[1] ?? '', customer: false })),
  ]
  return [...new Map(found.map((topic) => [normal(topic.name), topic])).values()]
}

/** What a question names; otherwise what the chat was about, when there is something to put there. */
function topicFor(scene: Scene, facts: readonly Fact[], person: Person | null, wants: boolean): Topic | null {
  const asked = [...scene.text.matchAll(ABOUT)].map((match) => match[1])[0]
  if (wants && asked !== undefined) return { name: asked, customer: false }
  const own =
    facts.length > 0 && /^\W*(?:Ich|Mein|Mir)/u.test(scene.text) && person === null && scene.speaker !== null
  if (own && scene.speaker !== null) return { name: scene.speaker, customer: false }
  const project = facts.some(({ section }) => section === 'Project' || section === 'People')
  const goesOn = /^\W*(?:Sie|Ihre?|Deren|Der Kunde|Die Kundin|Das Projekt)\s/u.test(scene.text)
  return wants || project || (goesOn && facts.length > 0)
    ? (scene.earlier.flatMap(topicsIn)[0] ?? null)
    : null
}

const SMALL = new Set(
  `der die das den dem des ein eine einen einem einer und oder aber ist sind war waren hat haben wird werden kann können muss müssen
  ich du er sie es wir ihr mein meine meinen unser unsere unseren dein deine sein seine ihre ihren wer was wann wo wohin woher wie wieso
  warum weshalb welche welcher welches welchen viel viele lange oft kennst weißt weiß gibt heißt heißen alles etwas über zu von für mit
  bei im in am um an auf aus nach vor nicht mehr noch auch denn mal bitte mir mich dir uns sag erzähl zeig fasse fass zusammen beträgt
  alt hoch groß lang bist eigentlich jetzt nun so dass ob als wenn dann sich man zum zur vom beim steht wissen kosten kostet`.split(
    /\s+/,
  ),
)

/** Words of a German text that carry meaning. */
export function germanWords(text: string): readonly string[] {
  return keywords(text).filter((word) => !SMALL.has(word))
}
