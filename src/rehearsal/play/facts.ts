import { factsOfClause } from './clause-facts.ts'
import { saysChange, swapIn } from './corrections.ts'
import {
  type Fact,
  factKey,
  labelSection,
  placedSubject,
  SECTIONS,
  type Swap,
  thirdPerson,
  tidy,
} from './fact.ts'
import { capital, clauses, normal, type Sentence } from './language.ts'
import { isList, onList } from './lists.ts'
import { isParticular, isStatement } from './statements.ts'

/** Facts of the sentences that tell something. `notable` says which sentences that no rule reads are kept as notes. */
export function factsOf(
  told: readonly Sentence[],
  notable: (sentence: Sentence) => boolean,
): readonly Fact[] {
  return settled(
    ofPeople(
      told.flatMap((sentence) => {
        const facts = sentence.item ? itemFacts(sentence) : proseFacts(sentence, notable(sentence))
        return sentence.correcting === true
          ? facts.map((read) => ({ ...read, fact: { ...read.fact, now: true as const } }))
          : facts
      }),
    ),
  )
}

/** The clauses of what was told of which nothing is kept. */
export function unreadOf(
  told: readonly Sentence[],
  notable: (sentence: Sentence) => boolean,
): readonly string[] {
  return told.flatMap((sentence) => {
    if (sentence.item || proseFacts(sentence, true).length === 0) return sentence.item ? [] : [sentence.text]
    return clausesOf(sentence.text).filter(
      (text) => proseFacts({ ...sentence, text }, notable(sentence)).length === 0,
    )
  })
}

/**
 * "Their CFO is Miriam and she hates surprises": what is said of her stands under her name, or behind what named her; so it
 * does of a dog.
 */
function ofPeople(all: readonly Read[]): readonly Read[] {
  const found: Read[] = []
  for (const read of all) {
    const before = found.at(-1)
    if (before === undefined || read.fact.label !== undefined || !/^(?:he|she|it)\s/i.test(read.clause ?? ''))
      found.push(read)
    else if (before.fact.section === 'People' && before.fact.label !== undefined)
      found.push({ ...read, fact: { ...before.fact, value: uncapital(read.fact.value) } })
    else if (before.fact.label?.endsWith("'s name") === true)
      found[found.length - 1] = {
        ...before,
        fact: { ...before.fact, value: `${before.fact.value}; ${uncapital(read.fact.value)}` },
      }
    else if (/^it\s/i.test(read.clause ?? '')) found.push(read)
    else if (before.fact.label === undefined && before.clause !== null)
      found[found.length - 1] = {
        ...before,
        fact: { ...before.fact, value: `${before.fact.value}, ${read.clause}` },
      }
    else found.push(read)
  }
  return found
}

function uncapital(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

/** A fact with the words that it was read from. */
interface Read {
  readonly fact: Fact
  /** The clause; null of a `label: value` pair and of a list item. */
  readonly clause: string | null
}

/**
 * One fact for each thing that is spoken of. What is said to be so now replaces what was said before it; several
 * values under one label are several things, so each keeps its whole clause, and pairs stand side by side.
 */
function settled(all: readonly Read[]): readonly Fact[] {
  const byKey = new Map<string, readonly Read[]>()
  for (const read of all) {
    const key = factKey(read.fact)
    if (key === '' || read.fact.value.trim() === '') continue
    const before = byKey.get(key) ?? []
    if (read.fact.now === true) byKey.set(key, [read])
    else if (!before.some((other) => normal(other.fact.value) === normal(read.fact.value)))
      byKey.set(key, [...before, read])
  }
  const facts = [...byKey.values()].flatMap((reads) => {
    const [first] = reads
    if (first === undefined) return []
    if (reads.length === 1 || first.fact.label === undefined) return reads.map(({ fact }) => fact)
    if (first.fact.section === 'People' || reads.every(({ clause }) => clause === null))
      return [{ ...first.fact, value: reads.map(({ fact }) => fact.value).join('; ') }]
    return reads.map(({ fact, clause }) =>
      clause === null ? fact : { section: fact.section, value: tidy(clause) },
    )
  })
  return [...new Map(facts.map((fact) => [`${fact.label ?? ''}\n${fact.value}`, fact])).values()]
}

function proseFacts(sentence: Sentence, keepNotes: boolean): readonly Read[] {
  const { text } = sentence
  const whole = keyValue(text, 'Notes')
  if (whole !== null && !/,\s*\p{L}[\p{L} ]{1,30}:/u.test(text)) return [{ fact: whole, clause: null }]
  return clausesOf(text).flatMap((clause): readonly Read[] => {
    const change = saysChange(clause) ? { now: true as const } : {}
    const swap = swapIn(clause)
    const pair = keyValue(clause, 'Notes')
    if (pair !== null) return [{ fact: pair, clause: null }]
    const found = factsOfClause(clause).map((fact) => ({ fact: { ...fact, ...change }, clause }))
    if (found.length > 0) return swap !== null && found.length === 1 ? found.map(swapped(swap)) : found
    const keep = keepNotes || placedSubject(noteText(clause)) !== null
    return keep && (clause.split(/\s+/).length >= 3 || isParticular(clause) || isStatement(clause))
      ? [
          {
            fact: {
              section: 'Notes',
              value: noteText(clause),
              ...change,
              ...(swap === null ? {} : { swap }),
            },
            clause,
          },
        ]
      : []
  })
}

function clausesOf(text: string): readonly string[] {
  return clauses(text.replace(/^(?:news|update|info|status|heads up|correction|fyi)\b[^:]{0,60}:\s+/i, ''))
}

function swapped(swap: Swap): (read: Read) => Read {
  return (read) => ({ ...read, fact: { ...read.fact, swap } })
}

/** "I work on the parser" under somebody's name reads "Works on the parser". */
function noteText(clause: string): string {
  const own = /^I\s+(\p{L}+\b.*)$/u.exec(clause)?.[1]
  const will = /^I(?:['’]ll| will)\s+(\S.*)$/u.exec(clause)?.[1]
  const text = will !== undefined ? `Will ${will}` : own === undefined ? tidy(clause) : thirdPerson(own)
  return text.replace(/\s+(?:now|instead)$/i, '').replace(/\b(is|are) now\b/, '$1')
}

function itemFacts(item: Sentence): readonly Read[] {
  return factsOfItem(item).map((fact) => ({ fact, clause: null }))
}

/** The heading over a list says what its items are; without one that the rules know, or under none, they are read. */
function factsOfItem(item: Sentence): readonly Fact[] {
  const section = item.heading === null ? 'Notes' : headingSection(item.heading)
  const pair = keyValue(item.text, section)
  if (pair !== null) return [pair]
  if (!SECTIONS.some((known) => known === section)) return [{ section, value: tidy(item.text) }]
  const found = factsOfClause(item.text)
  const labelled = found.filter((fact) => fact.label !== undefined || fact.section === 'Requirements')
  if (labelled.length === 1 && item.text.split(/\s+/).length <= 6) return labelled
  const read = item.heading === null ? found[0] : undefined
  return [{ section: read?.section ?? section, value: tidy(item.text) }]
}

/** `Budget: $500K` in a line or clause; links and times of day are none. */
function keyValue(text: string, section: string): Fact | null {
  const match = /^\**(\p{L}[\p{L}\p{N} /&().-]{1,40}?)\**:\**\s+(\S.*)$/u.exec(text)
  const label = match?.[1]?.trim()
  const value = match?.[2]
  if (label === undefined || value === undefined || label.split(/\s+/).length > 5) return null
  if (/^(?:please|remember)\s/i.test(label)) return null
  if (
    /^(?:(?:please|also)\s+)*(?:note(?: to self)?|remember|keep|save|fyi|ps|hi|hello|hey|please)$/i.test(
      label,
    )
  )
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
  if (isList(words)) return onList(words, 'x')[0]?.section ?? capital(words)
  if (/\b(?:facts?|notes?|remember|details?)\b/i.test(words)) return 'Notes'
  if (/\b(?:project|scope)\b/i.test(words)) return 'Project'
  if (/\b(?:current|today|stack|situation)\b/i.test(words)) return 'Current state'
  return capital(words.slice(0, 40))
}
