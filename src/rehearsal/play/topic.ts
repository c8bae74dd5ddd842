import { NAME, normal } from './language.ts'
import { type Person, ROLE } from './people.ts'
import { findStandards } from './standards.ts'

/** What a message is about: a name as people write it. */
export interface Topic {
  readonly name: string
  /** People said that it is a customer (or client, account …) or it is written like a company. */
  readonly customer: boolean
}

const ORGANISATION =
  /\b(?:Corp|Corporation|Inc|Ltd|LLC|GmbH|AG|SA|Company|Bank|Group|Holdings|University|Hospital|Industries|Systems|Labs?)\b/

/** What people give names to that a document is about; a dog is none. */
const UNDERTAKING =
  '[Aa]pp|[Aa]pplication|[Pp]roject|[Pp]roduct|[Pp]rogramme|[Pp]rogram|[Ii]nitiative|[Pp]latform|[Ss]ystem|[Ss]ervice|[Tt]ool|[Ww]ebsite|[Ss]ite|[Gg]ame|[Ll]ibrary|[Ss]tart-?up|[Cc]ompany|[Cc]ustomer|[Cc]lient|[Pp]rospect|[Ff]irm|[Bb]usiness|[Tt]eam|[Cc]ampaign|[Ee]vent|[Cc]ourse'

/** Whether a text speaks of something that people give a name to and a document is about. */
export function isUndertaking(text: string): boolean {
  return new RegExp(`\\b(?:${UNDERTAKING})\\b`, 'u').test(text)
}

const CUES: readonly { pattern: RegExp; weight: number; customer: boolean }[] = [
  {
    pattern: new RegExp(
      String.raw`\b(?:(?:${UNDERTAKING})\s+(?:is\s+)?(?:called|named)|codenamed)\s+(${NAME})`,
      'gu',
    ),
    weight: 5,
    customer: false,
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:[Cc]ustomer|[Cc]lient|[Pp]rospect|[Aa]ccount)(?:['’]s name)?\s*(?:is|are|called|named|:|,)?\s+(?:called\s+|named\s+)?(${NAME})`,
      'gu',
    ),
    weight: 6,
    customer: true,
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:working|work|works|engaged|talking|talked|spoke|spoken|met|meeting|call|deal|contract)\s+(?:with|for|to)\s+(?:our\s+|the\s+|a\s+)?(?:new\s+)?(?:customer\s+|client\s+|prospect\s+)?(${NAME})`,
      'gu',
    ),
    weight: 5,
    customer: true,
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:(?:met|visited|signed(?:\s+with)?|won|acquired)|(?:I|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|also|just)\s+called)\s+(?:our\s+|the\s+|a\s+)?(?:new\s+)?(?:customer\s+|client\s+|prospect\s+)?(${NAME})`,
      'gu',
    ),
    weight: 5,
    customer: true,
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:[Pp]roject|[Pp]roduct|[Cc]odename)\s+(?:is\s+|called\s+|named\s+)?(${NAME})`,
      'gu',
    ),
    weight: 4,
    customer: false,
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:[Aa]bout|[Rr]egarding|[Cc]oncerning)\s+(?:the\s+|our\s+)?(?:customer\s+|client\s+|project\s+)?(${NAME})`,
      'gu',
    ),
    weight: 4,
    customer: false,
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:for|of|on)\s+(?:the\s+|our\s+)?(?:customer\s+|client\s+|project\s+)?(${NAME})`,
      'gu',
    ),
    weight: 3,
    customer: false,
  },
  { pattern: new RegExp(String.raw`(${NAME})['’]s?\s+\p{Ll}`, 'gu'), weight: 3, customer: false },
  {
    pattern: new RegExp(
      String.raw`(${NAME})\s+(?:is|has|have|wants?|needs?|must|runs?|uses?|plans?|asked|asks|said|prefers?|requires?|will|likes|loves|hates|dislikes|works|lives|plays|speaks|knows|owns|studies|hated|liked|loved|left|joined)\b`,
      'gu',
    ),
    weight: 3,
    customer: false,
  },
  {
    pattern: new RegExp(
      String.raw`\b(${NAME})\s+(?:project|account|deal|customer|document|documents|file|budget|timeline|architecture|proposal|design|team|migration)\b`,
      'gu',
    ),
    weight: 3,
    customer: false,
  },
]

/** Names that are never what a message is about by themselves. */
const COMMON = new Set(
  `i the a an we they it he she you this that these those what who when where how why which is are can could would should do does
  please hi hello hey thanks thank yes no ok budget timeline their our its my your based create write design draft prepare add remove
  forget delete rename update change remember note also and but so if in on for with from to of at by let here there now today
  tomorrow january february march april may june july august september october november december monday tuesday wednesday thursday
  friday saturday sunday cto ceo cio cfo ciso coo vp api vpn erp crm sla rto rpo us eu uk usd eur gbp aws azure gcp google cloud
  amazon microsoft oracle java kubernetes vmware windows linux sap salesforce postgresql mysql docker terraform python it ai
  markdown english german soc2 rest sql q1 q2 q3 q4 sure great good then first second third next last each all some any
  someone anyone anybody
  go-live golive launch kickoff kick-off deadline scope data compliance requirement requirements application applications security servers users
  cost costs price revenue team everything everyone everybody nobody somebody nothing people things work project product customer client start
  end phase news main worry status question questions risk risks both before after since when while compliance migration downtime contact
  release version backend frontend server staging production database
  actually well also currently recently finally apparently unfortunately luckily sorry oops wait hmm btw just already still maybe perhaps
  meanwhile tonight everywhere mr mrs ms dr mum mom dad grandma grandpa
  ci cd pr qa hr ui ux db os pc tv safari chrome firefox edge ios android iphone ipad mac macos npm node git github slack zoom teams excel
  memory document documents proposal architecture design plan summary wifi internet office lunch dinner weather life time money`.split(
    /\s+/,
  ),
)

/** Somebody named in passing: what is told with them is seldom about them. */
const IN_PASSING = new RegExp(
  String.raw`\b(?:(?:[Mm]an|[Ww]oman|[Gg]uy|[Pp]erson|[Cc]olleague|[Ff]riend|[Uu]ser|[Vv]isitor|[Bb]rother|[Ss]ister|[Ww]ife|[Hh]usband|[Bb]oss)\s+(?:(?:named|called)\s+)?|[Aa]sk\s+(?:for\s+)?)(${NAME})|(${NAME})\s+(?:is|will be|joins as)\s+(?:now\s+)?(?:the|their|our|its|an?)\s+(?:\p{L}+\s){0,2}${ROLE}\b`,
  'gu',
)

/** The topics of a text, best first. `person` and `speaker` are not topics of what they say. */
export function topicsOf(text: string, person: Person | null, speaker: string | null): readonly Topic[] {
  const scores = new Map<string, { topic: Topic; score: number; at: number }>()
  const plain = text.slice(0, 8_000)
  const passing = [...plain.matchAll(IN_PASSING)].map((match) => core(match[1] ?? match[2] ?? ''))
  for (const { pattern, weight, customer } of CUES) {
    for (const match of plain.matchAll(pattern)) {
      const name = cleanName(match[1] ?? '', person, speaker)
      if (name === null || passing.includes(core(name))) continue
      const organisation = ORGANISATION.test(name)
      const key = core(name)
      const before = scores.get(key)
      const longer = before !== undefined && before.topic.name.length > name.length ? before.topic.name : name
      scores.set(key, {
        topic: { name: longer, customer: customer || organisation || (before?.topic.customer ?? false) },
        score:
          Math.max(before?.score ?? 0, weight + (organisation ? 3 : 0)) + (before === undefined ? 0 : 0.5),
        at: Math.min(before?.at ?? match.index, match.index),
      })
    }
  }
  return [...scores.values()].sort((a, b) => b.score - a.score || a.at - b.at).map(({ topic }) => topic)
}

/** "Sundays" is as common as "Sunday". */
export function isCommon(word: string | undefined): boolean {
  const small = (word ?? '').toLowerCase()
  return COMMON.has(small) || COMMON.has(small.replace(/s$/, ''))
}

function cleanName(raw: string, person: Person | null, speaker: string | null): string | null {
  const words = raw
    .replace(/['’]s$/, '')
    .trim()
    .split(/\s+/)
  while (words[0] !== undefined && isCommon(words[0])) words.shift()
  while (words.length > 1 && isCommon(words.at(-1))) words.pop()
  const name = words
    .join(' ')
    .replace(/['’]s$/, '')
    .replace(/[.’']+$/, '')
  if (/^I['’]/.test(name)) return null
  if (name.length < 2 || name.length > 60 || /^\d/.test(name)) return null
  if (findStandards(name).length > 0 || /^(?:SOC|ISO|PCI)\b/.test(name)) return null
  const own = [person?.name, person?.organisation, speaker].flatMap((item) =>
    item == null ? [] : [core(item)],
  )
  return own.includes(core(name)) || own.includes(core(words[0] ?? '')) ? null : name
}

/** What remains of a name without its legal form: `ACME Corp.` and `Acme Corporation` are both `acme`. */
export function core(name: string): string {
  const words = normal(name).replaceAll('.', '').split(' ')
  const kept = words.filter(
    (word, index) =>
      index === 0 || !/^(?:corp|corporation|inc|ltd|llc|gmbh|ag|sa|co|company|plc|limited|the)$/.test(word),
  )
  return kept.join(' ')
}

/** A name as part of a file name: `acme_corp`. Only letters, digits and `_`; never empty. */
export function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .normalize('NFC')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)
    .replace(/_+$/, '')
  return plain === '' ? 'notes' : plain
}

export const ROOT = '/memories'

export function topicPath(name: string, ground: string): string {
  return `${ground}/memory_${slug(name)}.md`
}
