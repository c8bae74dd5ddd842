import { type Intent, PATH, pathOf, type WorkKind } from './intents.ts'
import { ROOT } from './topic.ts'

const WORKS: readonly { readonly pattern: RegExp; readonly work: WorkKind }[] = [
  { pattern: /\bangebot/i, work: 'proposal' },
  { pattern: /risiko|risiken/i, work: 'risks' },
  { pattern: /kosten(?:schätzung|aufstellung|plan)/i, work: 'costs' },
  { pattern: /architektur|\bentwurf/i, work: 'architecture' },
  { pattern: /zusammenfassung/i, work: 'summary' },
  { pattern: /plan\b/i, work: 'plan' },
]
const MAKES =
  /^(?:bitte\s+)?(?:kannst du\s+|könntest du\s+)?(?:bitte\s+)?(?:erstelle?|schreibe?|entwirf|entwerfe?|mache?|verfasse?|plane|skizziere|eine?n?\b)/i
const ASKS =
  /\?\s*$|^(?:und\s+)?(?:wer|was|wann|wo|wohin|woher|wie|wieso|warum|weshalb|welche[rsnm]?|wem|wen|wessen|kennst|weißt|gibt|hat|haben|ist|sind|erzähl|sag mir|fasse?|zeig)(?!\p{L})/iu

/** Reads one German sentence. Null when it asks for nothing. */
export function wishOf(sentence: string, lastAnswer: string): Intent | null {
  const text = sentence.trim()
  if (
    /\b(?:wer|was) bist du\b|\bwas kannst du\b|\bbist du (?:eine? |wirklich )*(?:ki|claude|mensch|roboter|sprachmodell)\b|^hilfe\W*$|^wie heißt du\b/i.test(
      text,
    )
  )
    return { kind: 'identity' }
  if (/rückgängig|^nimm\b.*\bzurück\b/i.test(text)) return { kind: 'undo' }
  return forgetting(text, lastAnswer) ?? renaming(text) ?? asking(text)
}

function forgetting(text: string, lastAnswer: string): Intent | null {
  const asked = lastAnswer.includes(SURE)
  if (asked && /^(?:ja\b|mach das|bestätigt)/i.test(text)) return { kind: 'forget_all', confirmed: true }
  const what =
    /^(?:ja,?\s+)?(?:bitte\s+)?(?:vergiss|vergesst|lösche?|entferne?|streiche?)\s+(?:bitte\s+)?(.+?)[.!?]*$/iu.exec(
      text,
    )?.[1]
  if (what === undefined) return null
  if (/^(?:alles|das ganze gedächtnis|alle dokumente)(?:\s+bitte)?$/i.test(what))
    return { kind: 'forget_all', confirmed: /^ja\b/i.test(text) }
  const about = /^alles\s+(?:über|zu|von)\s+(.+)$/iu.exec(what)?.[1] ?? what
  return {
    kind: 'forget',
    what: about
      .replace(/^(?:,?\s*dass|das dokument (?:über|zu)|der|die|das|den|dem|unsere?n?|meine?n?)\s+/iu, '')
      .trim(),
  }
}

function renaming(text: string): Intent | null {
  const [, from, to] =
    /^(?:bitte\s+)?(?:benenne|nenne)\s+(?:das dokument\s+)?(\S.*?)\s+(?:um\s+)?in\s+(\S+?)(?:\s+um)?[.!]*$/iu.exec(
      text,
    ) ?? []
  const target = to === undefined ? null : pathOf(to)
  return from === undefined || target === null ? null : { kind: 'rename', from, to: target }
}

function asking(text: string): Intent | null {
  const path = new RegExp(PATH, 'u').exec(text)?.[0]
  if (path !== undefined && /\b(?:zeig|öffne|lies|was steht)/i.test(text))
    return { kind: 'read', path: path.startsWith(`${ROOT}/`) ? path : `${ROOT}/${path}` }
  const work = MAKES.test(text) ? WORKS.find(({ pattern }) => pattern.test(text)) : undefined
  if (work !== undefined) return { kind: 'compose', work: work.work, title: '' }
  if (
    /\b(?:was|welche|zeig|liste)\b.*(?:im gedächtnis|im speicher|gespeichert|dokumente|gemerkt)/iu.test(
      text,
    ) &&
    !/(?<!\p{L})über(?!\p{L})/iu.test(text)
  )
    return { kind: 'list' }
  if (
    /^(?:danke|vielen dank|dankeschön|super|prima|toll|perfekt|alles klar|ok|okay)(?!\p{L})[^.?!]{0,40}[.!]*$/iu.test(
      text,
    )
  )
    return { kind: 'thanks' }
  if (
    /^(?:hallo|hi|hey|moin|servus|grüß|guten (?:tag|morgen|abend)|wie geht)[^.?!]{0,30}[.!?]*$/iu.test(text)
  )
    return { kind: 'greeting' }
  return ASKS.test(text) ? { kind: 'ask', question: text } : null
}

/** What the model asks to hear before it deletes everything. */
export const SURE = 'Ja, vergiss alles'
