import { type Fact, tidy } from './fact.ts'
import { capital } from './language.ts'

/** Names of lists, which have a line for each thing. */
const LIST = String.raw`(?:\p{L}[\p{L}-]*\s){0,3}(?:lists?|to-?\s?dos?|groceries|shopping)`

/** "shopping list: milk, eggs, bread": a line for each thing, under the name of the list. */
export function listFacts(text: string): readonly Fact[] {
  const [, name, things] =
    new RegExp(String.raw`^(?:(?:my|our|the|a)\s+)?(${LIST})\s*(?::|[–—-]\s)\s*(\S.*)$`, 'iu').exec(text) ??
    []
  return name === undefined || things === undefined ? peopleFacts(text) : onList(name, things)
}

/** "My kids: Ann is 7, Ben is 5": a line for each of them. */
function peopleFacts(text: string): readonly Fact[] {
  const [, name, things] = /^(?:my|our|the)\s+(\p{L}[\p{L} ]{1,30}s):\s+(\S.*)$/iu.exec(text) ?? []
  const each = things?.split(/,\s+(?:and\s+)?|\s+and\s+/) ?? []
  if (
    name === undefined ||
    each.length < 2 ||
    !each.every((one) => /^\p{Lu}\p{L}+\s(?:is|was|has|\p{Ll}+s)\s/u.test(one))
  )
    return []
  return each.map((one) => ({ section: capital(name.toLowerCase()), value: tidy(one) }))
}

/** Whether a word is the name of a list. */
export function isList(name: string): boolean {
  return new RegExp(`^${LIST}$`, 'iu').test(name.trim())
}

/** Things as lines of a list. */
export function onList(name: string, things: string): readonly Fact[] {
  const section = /to-?\s?do/i.test(name) ? TO_DO : capital(name.trim().toLowerCase())
  return things
    .split(/\s*[,;]\s*(?:(?:and|und)\s+)?|\s+(?:and|und)\s+/)
    .map(tidy)
    .filter((value) => value !== '')
    .map((value) => ({ section, value }))
}

/** The list of what is to be done. */
export const TO_DO = 'To do'

const REMIND =
  /^(?:please\s+)?(?:(?:can|could|would|will) you\s+)?(?:please\s+)?remind\s+(?:me|us)\s+(?:again\s+)?(to|that|about|of)\s+(?!(?:what|who|when|where|which|how|why)\b)(\S.{2,300}?)(?:,?\s+please)?[.!?]*$/iu

/** "Remind me to pay the rent on Friday": kept among what is to be done. */
export function reminder(text: string): readonly Fact[] {
  const [, link, what] = REMIND.exec(text) ?? []
  // "Remind me of the budget" asks for what is known.
  return what === undefined || (link !== 'to' && link !== 'that')
    ? []
    : [{ section: TO_DO, value: tidy(what) }]
}
