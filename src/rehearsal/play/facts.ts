import { factsOfClause } from './clause-facts.ts'
import { type Fact, factKey, labelSection, thirdPerson, tidy } from './fact.ts'
import { capital, clauses, type Sentence } from './language.ts'

/** Facts of the sentences that tell something. `notable` says which sentences that no rule reads are kept as notes. */
export function factsOf(told: readonly Sentence[], notable: (text: string) => boolean): readonly Fact[] {
  const facts = told.flatMap((sentence) =>
    sentence.item ? itemFacts(sentence) : proseFacts(sentence.text, notable(sentence.text)),
  )
  const seen = new Map<string, Fact>()
  for (const fact of facts) {
    const key = factKey(fact)
    if (key !== '' && fact.value.trim() !== '') seen.set(key, fact)
  }
  return [...seen.values()]
}

function proseFacts(sentence: string, keepNotes: boolean): readonly Fact[] {
  const whole = keyValue(sentence, 'Notes')
  if (whole !== null && !/,\s*\p{L}[\p{L} ]{1,30}:/u.test(sentence)) return [whole]
  const plain = sentence.replace(/^(?:news|update|info|status|heads up|correction|fyi)\b[^:]{0,60}:\s+/i, '')
  return clauses(plain).flatMap((clause) => {
    const pair = keyValue(clause, 'Notes')
    if (pair !== null) return [pair]
    const found = factsOfClause(clause)
    if (found.length > 0) return found
    return keepNotes && clause.split(/\s+/).length >= 3 ? [{ section: 'Notes', value: noteText(clause) }] : []
  })
}

/** "I work on the parser" under somebody's name reads "Works on the parser". */
function noteText(clause: string): string {
  const own = /^I\s+(\p{L}+\b.*)$/u.exec(clause)?.[1]
  return own === undefined ? tidy(clause) : thirdPerson(own)
}

function itemFacts(item: Sentence): readonly Fact[] {
  const section = item.heading === null ? 'Notes' : headingSection(item.heading)
  const pair = keyValue(item.text, section)
  if (pair !== null) return [pair]
  const found = factsOfClause(item.text)
  const labelled = found.filter((fact) => fact.label !== undefined || fact.section === 'Requirements')
  if (labelled.length === 1 && item.text.split(/\s+/).length <= 6) return labelled
  return [
    {
      section: item.heading === null && found[0] !== undefined ? found[0].section : section,
      value: tidy(item.text),
    },
  ]
}

/** `Budget: $500K` in a line or clause; links and times of day are none. */
function keyValue(text: string, section: string): Fact | null {
  const match = /^\**(\p{L}[\p{L}\p{N} /&().-]{1,40}?)\**:\**\s+(\S.*)$/u.exec(text)
  const label = match?.[1]?.trim()
  const value = match?.[2]
  if (label === undefined || value === undefined || label.split(/\s+/).length > 5) return null
  if (/^(?:(?:please|also)\s+)*(?:note|remember|keep|save|fyi|ps|hi|hello|hey|please)$/i.test(label))
    return null
  if (
    /\b(?:is|are|was|were|has|have|must|needs?|wants?|will)\b/i.test(value) &&
    /^(?:news|update|info|status|heads up|correction)\b/i.test(label)
  )
    return null
  return {
    section: section === 'Notes' ? labelSection(label) : section,
    label: capital(label),
    value: tidy(value),
  }
}

function headingSection(heading: string): string {
  const words = heading.replace(/^(?:the|their|our|its|here (?:are|is)(?: the| our| their)?|some)\s+/i, '')
  if (/\b(?:requirements?|needs?|must|compliance|wants?)\b/i.test(words)) return 'Requirements'
  if (/\b(?:risks?|concerns?|issues?|challenges?|worries)\b/i.test(words)) return 'Concerns'
  if (/\b(?:facts?|notes?|remember|details?)\b/i.test(words)) return 'Notes'
  if (/\b(?:project|scope)\b/i.test(words)) return 'Project'
  if (/\b(?:current|today|stack|situation)\b/i.test(words)) return 'Current state'
  return capital(words.slice(0, 40))
}
