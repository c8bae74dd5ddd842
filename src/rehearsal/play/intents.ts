import { capital, type Sentence } from './language.ts'
import type { Tongue } from './tongue.ts'
import { ROOT, slug } from './topic.ts'

/** What kind of work somebody asks for. Each is composed out of what is stored. */
export type WorkKind = 'architecture' | 'proposal' | 'risks' | 'costs' | 'plan' | 'summary'

/** What a message wants, beside telling facts. */
export type Intent =
  | { readonly kind: 'identity' }
  | { readonly kind: 'thanks' }
  | { readonly kind: 'greeting' }
  | { readonly kind: 'list' }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'compose'; readonly work: WorkKind; readonly title: string }
  | { readonly kind: 'forget_all'; readonly confirmed: boolean }
  | { readonly kind: 'forget'; readonly what: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'ask'; readonly question: string }
  | { readonly kind: 'foreign'; readonly tongue: Exclude<Tongue, 'german'> }
  | { readonly kind: 'tell' }

/** A document as people name it by its file. */
export const PATH = String.raw`(?:\/memories\/)?[\p{L}\p{N}_./-]+\.md`

/** Reads one sentence of the message `whole`. Null when it asks for nothing. */
export function intentOf(sentence: string, lastAnswer: string, whole: string): Intent | null {
  const text = sentence.trim()
  return (
    identity(text) ??
    undo(text) ??
    forget(text, lastAnswer) ??
    rename(text) ??
    compose(text, whole) ??
    look(text) ??
    manners(text) ??
    question(text)
  )
}

function identity(text: string): Intent | null {
  return /^(?:so |and |hi,? |hello,? )*(?:who|what) (?:are|r) you\b|\bare you (?:an? |really )?(?:ai|claude|llm|language model|robot|bot|human|person|real)\b|^what can you do\b|^(?:help|help me)[.?!]*$|\bhow do you work\b|\bwhat is (?:your name|the rehearsal model)\b|\bwhat model\b|^introduce yourself/i.test(
    text,
  )
    ? { kind: 'identity' }
    : null
}

const PLEASE = String.raw`(?:(?:please|ok|okay|now|and|then|yes|so|also)[,:]?\s+|(?:can|could|would|will) you\s+(?:please\s+)?)*`
const FORGET = new RegExp(
  String.raw`^${PLEASE}(?:forget|delete|remove|erase|clear|wipe|drop)\s+(.+?)[.!?]*$`,
  'iu',
)

/** What "everything about ACME" and "the ACME document" are about; other words as they are. */
export function nameToForget(what: string): string {
  const about =
    /^(?:everything|all|anything|what)\b.*?\b(?:about|on|of|concerning|regarding)\s+(.+)$/i.exec(what)?.[1] ??
    /^(?:the\s+|all\s+)*(.+?)\s+(?:documents?|files?|memory|memories|notes)$/i.exec(what)?.[1] ??
    /^(?:\S*\/)?memory_(\S+)\.md$/i.exec(what)?.[1]?.replaceAll('_', ' ')
  return (about ?? what).replace(/^(?:the|our|customer|client)\s+/i, '').replace(/["'\x60.]/g, '')
}

/** "…, that is settled": why something is to go is none of what is to go. */
const WHY =
  /(?:,\s+(?:(?:because|since|as)\s+)?|\s+(?:because|since|as)\s+)(?:that|it|this|they|we|he|she|I)\b.*$/i

const UNDO = new RegExp(
  String.raw`^${PLEASE}(?:undo|revert|(?:take|roll)(?:\s(?:it|that|this))?\sback)(?:,?\s(?:it|that|this|please|(?:the|your)?\s?(?:last|latest)\s\p{L}+|(?:the|your)\s(?:change|edit)s?))*[.!?]*$`,
  'iu',
)

function undo(text: string): Intent | null {
  return UNDO.test(text) ? { kind: 'undo' } : null
}

function forget(text: string, lastAnswer: string): Intent | null {
  const asked = lastAnswer.includes('yes, forget everything')
  if (asked && /^(?:yes|yes please|do it|confirm(?:ed)?|go ahead)[.!]*$/i.test(text)) {
    return { kind: 'forget_all', confirmed: true }
  }
  const what = FORGET.exec(text)?.[1]
    ?.replace(WHY, '')
    .replace(/,?\s+please$/i, '')
    .trim()
  if (what === undefined || /^(?:about it|it|that)$/i.test(what)) return null
  if (
    /^(?:everything|all(?:\s+(?:of\s+)?(?:the\s+|your\s+)?(?:memory|memories|documents|files|notes|it|that))?|(?:the\s+|your\s+|all\s+)*(?:whole\s+)?(?:memory|memories))(?:\s+(?:you know|in memory|please|now))?$/i.test(
      what,
    )
  ) {
    return { kind: 'forget_all', confirmed: /^yes\b/i.test(text) }
  }
  return { kind: 'forget', what }
}

function rename(text: string): Intent | null {
  const match = new RegExp(
    String.raw`^${PLEASE}(?:rename|move|call)\s+(?:the\s+)?(?:file\s+|document\s+)?["'\x60]?(.+?)["'\x60]?\s+(?:to|into|as|=>|->)\s+["'\x60]?(.+?)["'\x60]?(?:,?\s+(?:please|now|thanks|thank you))*[.!?]?$`,
    'iu',
  ).exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return null
  const isFile =
    /\.md\b|\b(?:document|file|memory)\b|memory_/i.test(match[0]) || /^\W*(?:please\s+)?rename\b/i.test(text)
  const target = pathOf(match[2])
  return isFile && target !== null ? { kind: 'rename', from: match[1], to: target } : null
}

/** A path inside the memory out of what somebody wrote; null when it would lead out of it. */
export function pathOf(written: string): string | null {
  const inside = written
    .trim()
    .replace(/^\/?memories\//, '')
    .replace(/^\/+/, '')
  const parts = inside
    .replace(/\.md$/i, '')
    .split('/')
    .filter((part) => part !== '')
  if (parts.length === 0 || parts.length > 5 || parts.includes('..')) return null
  const safe = parts.map((part) =>
    /^[\p{L}\p{N}_-][\p{L}\p{N}_.-]{0,79}$/u.test(part) ? part.normalize('NFC') : slug(part),
  )
  return `${ROOT}/${safe.join('/')}.md`
}

const MAKE =
  /\b(?:design|create|write|draft|prepare|propose|produce|make|build|generate|outline|develop|compose|put together|come up with|plan|assess|estimate|give me|need|update|redo|rework|refresh|revise|work out|summari[sz]e)\b/i
const WORKS: readonly { pattern: RegExp; work: WorkKind }[] = [
  { pattern: /\bproposals?\b|\bstatement of work\b|\boffer\b|\bpitch\b/i, work: 'proposal' },
  {
    pattern:
      /\brisks?\b.{0,30}\b(?:assessment|analysis|register|review|list|report)\b|\bassess\b.{0,40}\brisks?\b|\brisk assessment\b/i,
    work: 'risks',
  },
  {
    pattern:
      /\b(?:costs?|budget)\b.{0,20}\b(?:estimate|estimation|breakdown|plan|split)\b|\bestimate\b.{0,30}\bcosts?\b|\bbreakdown of the budget\b/i,
    work: 'costs',
  },
  { pattern: /\barchitectures?\b|\bdesign\b|\bsolution\b/i, work: 'architecture' },
  { pattern: /\b(?:project|migration|rollout|delivery)?\s?(?:plan|roadmap|schedule)\b/i, work: 'plan' },
  { pattern: /\bsummar(?:y|ise|ize)\b|\boverview\b|\bbrief(?:ing)?\b|\brecap\b/i, work: 'summary' },
]

/** Reads "design a plan", also behind "look it up and …", and "draft one" with the noun said before. */
function compose(text: string, whole: string): Intent | null {
  for (const part of text.split(/(?:,\s*|\s+)(?:and then|and|then|so)\s+|,\s+/)) {
    const verb = new RegExp(
      String.raw`^${PLEASE}(?:i (?:need|want) you to\s+|(?:i|we)\s+(?=need\b)|i'd like you to\s+|help me\s+|let's\s+|\p{L}+ly\s+)?(${MAKE.source})`,
      'iu',
    ).exec(part)
    if (verb === null) continue
    const from = text.indexOf(part) + verb[0].length
    const found = workOf(verb[1] ?? '', text.slice(from), whole.slice(0, Math.max(0, whole.indexOf(text))))
    if (found === 'summary' && !/^(?:write|create|draft|prepare|produce|make|put)/i.test(verb[1] ?? ''))
      return null
    if (found !== null) return { kind: 'compose', work: found, title: titleOf(text.slice(from)) }
  }
  return null
}

function workOf(verb: string, rest: string, before: string): WorkKind | null {
  if (/^summari/i.test(verb)) return 'summary'
  if (/^assess/i.test(verb) && /\brisks?\b/i.test(rest)) return 'risks'
  if (/^estimate/i.test(verb) && /\bcosts?\b/i.test(rest)) return 'costs'
  if (/^\s+(?:one|it)\b/i.test(rest)) return nearest(before, 'last')
  return nearest(rest, 'first')
}

/** The kind of work that a text names first, or last. */
function nearest(text: string, which: 'first' | 'last'): WorkKind | null {
  const found = WORKS.flatMap(({ pattern, work }) => {
    const all = [...text.matchAll(new RegExp(pattern.source, 'gi'))]
    const match = which === 'first' ? all[0] : all.at(-1)
    return match === undefined ? [] : [{ work, at: match.index }]
  }).sort((a, b) => (which === 'first' ? a.at - b.at : b.at - a.at))
  return found[0]?.work ?? null
}

function titleOf(rest: string): string {
  return workTitle(
    /\b((?:[\p{L}-]+\s){0,3})(?:architecture|solution|design|plan|roadmap)\b/iu.exec(rest)?.[1] ?? '',
  )
}

function workTitle(words: string): string {
  const kept = words
    .trim()
    .split(/\s+/)
    .filter(
      (word) =>
        !/^(?:a|an|the|this|that|please|design|create|write|draft|prepare|make|build|update|and|for|our|your|their|detailed|good|new|me|first|short|high-level|with|of)$/i.test(
          word,
        ),
    )
  return capital(kept.join(' ').toLowerCase())
}

function look(text: string): Intent | null {
  const path = new RegExp(PATH, 'u').exec(text)?.[0]
  if (
    path !== undefined &&
    /\b(?:show|open|read|view|display|print|what(?:'s| is) in|look at|see)\b/i.test(text)
  ) {
    return { kind: 'read', path: path.startsWith(`${ROOT}/`) ? path : `${ROOT}/${path.replace(/^\/+/, '')}` }
  }
  return /\b(?:what(?:'s| is| do you have)?|list|show|see|which|view|look (?:at|into|in|through))\b.{0,40}\b(?:in (?:the |your |our )?(?:shared )?memory|(?:memory )?(?:documents|files|memories)|memory directory|your memory|stored|the memory)\b(?!.{0,12}\babout\b)/i.test(
    text,
  ) && !/\babout\b/i.test(text)
    ? { kind: 'list' }
    : null
}

/** What no memory holds. */
const AMUSES =
  /^(?:please\s+)?(?:tell|give)\s+me\s+(?:an?|another|some|your)\s+(?:\p{L}+\s)?(?:jokes?|story|stories|poem|riddle)\b/iu

function question(text: string): Intent | null {
  if (AMUSES.test(text)) return null
  const asks =
    /\?\s*$/.test(text) ||
    /^(?:and |so |hi,? |hello,? )*(?:what|who|whom|whose|when|where|which|how|why|(?:what|who|when|where|how)s|is|are|was|were|does|do|did|has|have|can|could|tell me|remind me|show me|give me|do you)\b/i.test(
      text,
    ) ||
    /^(?:please\s+)?(?:tell|remind|show|look up|find|summari[sz]e|recap|compare|list)\b/i.test(text)
  return asks ? { kind: 'ask', question: text } : null
}

function manners(text: string): Intent | null {
  if (
    /^(?:thanks|thank you|thx|cheers|great|perfect|nice|good job|well done|awesome|ok|okay|cool)\b[^.?!]{0,40}[.!]*$/i.test(
      text,
    )
  ) {
    return { kind: 'thanks' }
  }
  return /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|greetings|how are you|how is it going|how's it going|what's up)\b[^.?!]{0,30}[.!?]*$/i.test(
    text,
  )
    ? { kind: 'greeting' }
    : null
}

/** Of several intents in one message, which one is answered. */
export const STRONGEST_FIRST: readonly Intent['kind'][] = [
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

/** A sentence that tells the model how to do what it was asked, such as "Focus on cost". */
export function isInstruction(sentence: Sentence): boolean {
  return /^(?:please\s+)?(?:also\s+)?(?:focus|include|use|keep|make sure|consider|cover|explain|show|ensure|add a section|mention|highlight|avoid|don't|do not|store|save|structure|address|emphasi[sz]e|limit|then|it should|the (?:document|proposal|design|architecture|plan) (?:should|must))\b/i.test(
    sentence.text,
  )
}
