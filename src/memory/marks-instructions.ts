/**
 * Text that reads as if it were meant for the model and not for people: orders to drop its instructions, false roles and
 * tags, requests to keep quiet or to send something away. English and German. Pure and browser-safe.
 *
 * A list of patterns stops nobody who tries (`decisions/046`). It shows people where to look.
 */
import { readPast } from './marks-reading.ts'

export type InstructionKind = 'override' | 'role' | 'tag' | 'persona' | 'conceal' | 'send'

interface Rule {
  readonly kind: InstructionKind
  /** Where it begins. */
  readonly begins: RegExp
  /** What must follow in the same sentence, if anything, within `REACH` characters. */
  readonly follows?: RegExp
  /** Looks at the signs as they stand, where words are read past emphasis. */
  readonly signs?: true
}

export const INSTRUCTION_WORDS: Readonly<Record<InstructionKind, string>> = {
  override: 'Reads like an order to the model to drop its instructions.',
  role: 'Pretends to be said by the system, an administrator or another speaker.',
  tag: 'A tag such as those that tell the model who speaks or what a tool answered.',
  persona: 'Reads like an order to the model about how to behave from now on.',
  conceal: 'Reads like an order to keep something from people.',
  send: 'Reads like an order to send something away.',
}

/** Characters of a sentence after its first words. */
const REACH = 120

const START = '(?<![\\p{L}\\p{N}_])'
const END = '(?![\\p{L}\\p{N}_])'
const word = (alternatives: string) => new RegExp(`${START}(?:${alternatives})${END}`, 'giu')
const within = (alternatives: string) => new RegExp(`${START}(?:${alternatives})${END}`, 'iu')

const RULES_OF_MODEL =
  'instructions?|prompts?|system prompt|rules|guidelines|directives?|anweisung(?:en)?|instruktion(?:en)?|vorgaben|regeln|befehle?|systemprompts?'
const EARLIER =
  'previous|prior|above|earlier|preceding|all|any|your|the system|existing|these|vorherigen?|bisherigen?|obigen?|früheren?|vorigen?|alle[rn]?|deine[nr]?|ihre[nr]?|sämtliche[nr]?'
const PEOPLE =
  'users?|humans?|persons?|people|anyone|anybody|customers?|operators?|them|nutzer(?:in|innen|n)?|benutzer(?:in|innen|n)?|anwender(?:in|innen|n)?|menschen|person(?:en)?|niemand(?:em|en)?|kund(?:e|en|in|innen)'
const DATA =
  'memor(?:y|ies)|conversations?|chats?|passwords?|secrets?|keys?|tokens?|credentials?|history|everything|system prompt|all (?:files|data|documents|notes)|erinnerung(?:en)?|gespräche?|passwörter|passwort|schlüssel|zugangsdaten|verlauf|alles|alle (?:dateien|daten|dokumente|notizen)'

const RULES: readonly Rule[] = [
  {
    kind: 'override',
    begins: word(
      'ignor(?:e|iere|ieren|ier)|disregard|forget|override|bypass|vergiss|vergessen sie|missachte|überschreibe|umgehe',
    ),
    follows: within(`(?:${EARLIER})(?: \\p{L}{1,20}){0,3} (?:${RULES_OF_MODEL})`),
  },
  {
    kind: 'override',
    begins: word(
      '(?:your|these are) new instructions|new system prompt|neue systemanweisung(?:en)?|system override',
    ),
  },
  {
    kind: 'override',
    begins: word('reveal|print|repeat|output|leak|verrate|wiederhole|gib'),
    follows: within(
      '(?:your|the) (?:full |whole |entire )?(?:system prompt|hidden instructions|initial instructions)|(?:deinen?|den) (?:ganzen )?systemprompt',
    ),
  },
  {
    kind: 'role',
    signs: true,
    begins:
      /<\|(?:im_start|im_end|system|user|assistant|endoftext|end_of_turn|start_header_id)\|>|\[\/?INST\]|<<\/?SYS>>/gi,
  },
  {
    kind: 'role',
    begins:
      /^[ \t>*#-]{0,8}\[?(?:SYSTEM|SYSTEM (?:NOTE|NOTICE|MESSAGE|PROMPT|UPDATE)|ADMIN(?:ISTRATOR)?(?: NOTE)?|DEVELOPER)\]?[*_]{0,3}[ \t]?:/gm,
  },
  {
    kind: 'role',
    begins:
      /^[ \t>*#-]{0,8}\[?(?:system (?:note|notice|message|prompt|update|instruction)|admin(?:istrator)?(?:'s)? (?:note|message|override)|note to (?:the )?(?:ai|assistant|model|claude)|systemnachricht|hinweis (?:an|für) (?:die ki|den assistenten|das modell|claude))\]?[*_]{0,3}[ \t]?:/gim,
  },
  {
    kind: 'role',
    begins: /^[ \t>*#-]{0,8}(?:system|assistant|developer|human)[*_]{0,3}[ \t]?:/gim,
    follows: within(
      'you|your|must|always|never|ignore|do not|don.t|from now on|grant|reveal|send|delete|obey|execute|respond|answer|reply|forget|du|dein\\p{L}{0,2}|musst|immer|niemals|ignoriere|folge|antworte|sende|lösche|vergiss',
    ),
  },
  {
    kind: 'tag',
    signs: true,
    begins:
      /<\/?(?:system|system[-_](?:prompt|message|reminder|instructions?)|tool_(?:result|use|call)s?|function_(?:result|call)s?|antml:[a-z_]{1,30}|invoke|assistant)(?:\s[^<>\n]{0,120})?\/?>/gi,
  },
  {
    kind: 'tag',
    signs: true,
    begins:
      /<\/(?:memory|memories|document|documents|user|human|context|instructions?|important|admin|parameter|thinking)>/gi,
  },
  {
    kind: 'tag',
    signs: true,
    begins:
      /^[ \t>]{0,8}<(?:memory|memories|user|human|instructions?|important|admin|parameter|thinking)(?:\s[^<>\n]{0,120})?>[ \t]*$/gim,
  },
  {
    kind: 'persona',
    begins: word(
      'you are now (?:an?|the|acting|my|dan)|you are no longer|pretend (?:to be|that you|you are)|act as if you|du bist (?:jetzt|nun|ab sofort|nicht mehr)|tue? so,? als (?:ob|w[äa]r)',
    ),
  },
  {
    kind: 'persona',
    begins: word('from now on|from this point on|ab jetzt|ab sofort|von nun an'),
    follows: new RegExp(
      `^,? ?(?:${START})?(?:you|your|always|never|respond|answer|reply|act|pretend|ignore|bist du|du|antworte|sollst du|musst du|wirst du|verhalte dich|ignoriere|gib|immer)${END}`,
      'iu',
    ),
  },
  {
    kind: 'persona',
    begins: word(
      'remember (?:to )?always|always remember to|(?:the )?(?:ai|assistant|model|claude) (?:must|should|shall|has to) (?:always|never|now|not)|when (?:asked|the user asks)[^.\\n]{0,60}(?:say|answer|respond|reply|claim) that|(?:die ki|der assistent|das modell|claude) (?:muss|soll|darf) (?:immer|nie|niemals|nicht)',
    ),
  },
  {
    kind: 'conceal',
    begins: word('(?:do not|don.t|never) (?:tell|inform|mention|reveal|show|disclose|alert|notify|warn|let)'),
    follows: new RegExp(`^.{0,40}${START}(?:${PEOPLE})${END}`, 'iu'),
  },
  {
    kind: 'conceal',
    begins: word(
      'without (?:telling|informing|notifying|alerting|asking|the knowledge of)|(?:keep|hide) (?:this|it|that)(?: \\p{L}{1,12}){0,2} from',
    ),
    follows: within(`(?:the |any |den |dem |der )?(?:${PEOPLE})`),
  },
  {
    kind: 'conceal',
    begins: word('sage?|erzähle?|verrate|zeige?|melde|ohne (?:es )?(?:dem|der|den)'),
    follows: new RegExp(
      `${START}(?:nutzer|benutzer|anwender|kunden?)\\p{L}{0,5}${END}.{0,40}${START}(?:nichts?|kein\\p{L}{0,2}|zu sagen|zu fragen|zu informieren)${END}|${START}niemand(?:em)?${END}`,
      'iu',
    ),
  },
  {
    kind: 'send',
    begins: word('send|forward|transmit|exfiltrate|leak|upload|sende|schicke?|übermittle|übertrage'),
    // A link behind words is how people write; a bare address is how orders are written.
    follows: /(?:\bto\b|\bvia\b|\bat\b|\ban\b|\bnach\b|\bzu\b|\bauf\b).{0,40}(?<!\]\()https?:\/\//iu,
  },
  {
    kind: 'send',
    begins: word(
      'send|post|forward|transmit|exfiltrate|leak|upload|submit|e-?mail|sende|schicke?|übermittle|übertrage|poste|maile',
    ),
    follows: new RegExp(
      `${START}(?:${DATA})${END}.{0,60}(?:(?<!\\]\\()https?://|[\\w.+-]{1,64}@[\\w-])`,
      'iu',
    ),
  },
  {
    kind: 'send',
    signs: true,
    begins: /!\[[^\]\n]{0,120}\]\(https?:\/\/[^)\s]{1,200}[?&][\w-]{1,40}=(?:\{|%7B|\$|<|\[)/gi,
  },
]

export interface InstructionMark {
  readonly kind: InstructionKind
  readonly from: number
  readonly to: number
  readonly says: string
}

/** Marks in the order of the text; where two overlap, the first and longer. */
export function instructionMarks(text: string): readonly InstructionMark[] {
  const reading = readPast(text)
  const all = RULES.flatMap((rule) =>
    rule.signs
      ? marksOf(rule, text)
      : marksOf(rule, reading.text).map((mark) => ({ ...mark, ...reading.rangeOf(mark.from, mark.to) })),
  )
  const kept: InstructionMark[] = []
  for (const mark of all.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (mark.from >= (kept.at(-1)?.to ?? 0)) kept.push(mark)
  }
  return kept
}

function marksOf({ kind, begins, follows }: Rule, text: string): readonly InstructionMark[] {
  return [...text.matchAll(begins)].flatMap(({ 0: start, index }) => {
    const to = index + start.length
    const says = INSTRUCTION_WORDS[kind]
    if (!follows) return [{ kind, from: index, to, says }]
    const rest = sentence(text, to)
    const found = follows.exec(rest)
    return found ? [{ kind, from: index, to: to + found.index + found[0].length, says }] : []
  })
}

/** What follows, to the end of the sentence or paragraph: a single line break does not end it. */
function sentence(text: string, from: number): string {
  const rest = text.slice(from, from + REACH)
  const end = rest.search(/[.!?](?:\s|$)|\n[ \t]*\n/)
  return (end < 0 ? rest : rest.slice(0, end)).replaceAll('\n', ' ')
}
