import { withoutOld } from './corrections.ts'
import { type Doc, type DocLine, isSwapped, lineOf } from './document.ts'
import type { Change } from './edits.ts'
import { type Fact, placedSubject, SECTIONS } from './fact.ts'
import { normal } from './language.ts'
import type { Person } from './people.ts'
import type { Topic } from './topic.ts'

/** Who tells, and when; goes into the document beside what is told. */
export interface Source {
  readonly speaker: string | null
  readonly person: Person | null
  /** YYYY-MM-DD */
  readonly date: string
}

export function teller(source: Source): string | null {
  return source.speaker ?? source.person?.name ?? null
}

/** The text of a new document about a topic. */
export function newDocument(topic: Topic, facts: readonly Fact[], source: Source): string {
  const known = (own: Fact) => facts.some(({ label, value }) => label === own.label && value === own.value)
  const told = [...overview(topic, source).filter((own) => !known(own)), ...facts]
  const all = [...told, ...personFact(source).filter((own) => !told.some((fact) => fact.label === own.label))]
  const custom = [...new Set(all.map((fact) => fact.section))].filter(
    (section) => !SECTIONS.some((known) => known === section) && section !== 'People',
  )
  const order = [...SECTIONS.slice(0, -1), ...custom, 'Notes', 'People']
  const parts = [`# ${topic.name}`]
  for (const section of order) {
    const own = all.filter((fact) => fact.section === section)
    if (own.length > 0) parts.push(`## ${section}\n\n${own.map(bullet).join('\n')}`)
  }
  const who = teller(source)
  parts.push(`## Sources\n\n- ${who === null ? 'Told in a chat' : `Told by ${who}`} on ${source.date}`)
  return `${parts.join('\n\n')}\n`
}

function overview(topic: Topic, source: Source): readonly Fact[] {
  if (!topic.customer) return []
  const of = source.person?.organisation
  return [
    { section: 'Overview', label: 'Customer', value: topic.name },
    ...(of === undefined ? [] : [{ section: 'Overview', label: 'Customer of', value: of }]),
  ]
}

/** The person who introduced themselves, as a fact of the document: `- Alice: discovery lead, TechCorp`. */
export function personFact(source: Source, wrote?: string): readonly Fact[] {
  const name = source.person?.name ?? (wrote === undefined ? null : source.speaker)
  if (name === null) return []
  const about = source.person === null ? [] : membership(source.person).map((fact) => fact.value)
  const work = wrote === undefined ? [] : [`wrote \`${wrote}\``]
  const value = [...about, ...work].join('; ')
  return value === '' ? [] : [{ section: 'People', label: name, value }]
}

/** What somebody is and where they belong, as a line about them; none when they said neither. */
export function membership(person: Person): readonly Fact[] {
  const value = [person.role, person.organisation].filter((part) => part !== undefined).join(', ')
  return value === '' ? [] : [{ section: 'People', label: person.name, value }]
}

export function bullet(fact: Fact): string {
  return `- ${wordsOf(fact)}`
}

function wordsOf(fact: Fact): string {
  return fact.label === undefined ? fact.value : `${fact.label}: ${fact.value}`
}

export interface Kept {
  readonly changes: readonly Change[]
  readonly added: readonly Fact[]
  readonly changed: readonly { readonly fact: Fact; readonly was: string }[]
  readonly known: readonly Fact[]
}

/** What has to change in a document so that it holds the facts; nothing for what it already holds. */
export function keepIn(doc: Doc, facts: readonly Fact[], source: Source): Kept {
  const added: Fact[] = []
  const changed: { fact: Fact; was: string }[] = []
  const known: Fact[] = []
  const changes: Change[] = []
  for (const fact of facts) {
    const line = lineOf(doc, fact) ?? (fact.label === undefined ? sameWords(doc, fact) : undefined)
    if (line?.fact == null) added.push(fact)
    else if (says(line.fact, fact) || (fact.swap !== undefined && isSwapped(line.fact, fact.swap)))
      known.push(fact)
    else {
      const adds = fact.section === 'People' && fact.now !== true
      const next = adds ? joined(line.fact.value, fact.value) : changedValue(line.fact.value, fact)
      if (normal(next) === normal(line.fact.value)) known.push(fact)
      else {
        changed.push({ fact: { ...fact, value: next }, was: line.fact.value })
        changes.push({ kind: 'replace', line: line.number, text: changedLine(line, next, fact, source) })
      }
    }
  }
  return { changes: [...changes, ...additions(doc, added, source)], added, changed, known }
}

/** The new value in the place of the old one: "420K" after "$500K" are dollars too. */
function changedValue(old: string, { value, swap }: Fact): string {
  if (swap !== undefined) {
    const rest = withoutOld(old)
    if (rest.includes(swap.old)) return rest.replace(swap.old, () => swap.now)
    return rest.includes(swap.now) ? old : withoutOld(value)
  }
  if (!/^\d[\d.,]*\s?[km]?$/i.test(value)) return value
  const sign = /^(?:[$€£]|USD |EUR |GBP |CHF )/.exec(old)?.[0] ?? ''
  const unit = /\s(?:USD|EUR|GBP|CHF|dollars|euros|pounds)$/i.exec(old)?.[0] ?? ''
  return sign + value + unit
}

/** A sentence with a colon in it is read back from its line as a label and a value. */
function says(present: Fact, fact: Fact): boolean {
  return normal(present.value) === normal(fact.value) || normal(wordsOf(present)) === normal(wordsOf(fact))
}

function sameWords(doc: Doc, fact: Fact): DocLine | undefined {
  return doc.lines.find((line) => line.fact !== null && says(line.fact, fact))
}

/** What is known of a person and what is new, once each. */
function joined(present: string, more: string): string {
  const parts = present.split('; ')
  for (const part of more.split('; ')) {
    const wrote = parts.findIndex((old) => old.startsWith('wrote ') && part.startsWith('wrote '))
    if (wrote >= 0) {
      const file = part.slice('wrote '.length)
      if (!parts[wrote]?.includes(file)) parts[wrote] = `${parts[wrote] ?? ''}, ${file}`
      continue
    }
    if (!parts.some((old) => normal(old).includes(normal(part)))) parts.push(part)
  }
  return parts.join('; ')
}

function changedLine(line: DocLine, value: string, fact: Fact, source: Source): string {
  const label = fact.label === undefined ? undefined : (line.fact?.label ?? fact.label)
  const text = bullet({ section: fact.section, value, ...(label === undefined ? {} : { label }) })
  if (fact.section === 'People' && fact.now !== true) return text
  const who = teller(source)
  const by = who === null ? '' : `, told by ${who}`
  return `${text} (was ${before(line.fact?.value ?? '', value)} until ${source.date}${by})`
}

/** What stood there before, without the words that both begin with: `12:30` of "Lunch is at 12:30". */
function before(was: string, value: string): string {
  const placed =
    placedSubject(was) === null
      ? null
      : /\b(?:is|are|was|were|to)\s+(?:(?:at|in|on|from)\s+)?(\S.*)$/i.exec(was)
  if (placed?.[1] !== undefined) return placed[1]
  const old = was.split(' ')
  const now = value.split(' ')
  const same = old.findIndex((word, index) => word !== now[index])
  return same <= 0 ? was : old.slice(same).join(' ')
}

/** New lines go to the end of their section; sections that are missing are made, in one place. */
function additions(doc: Doc, added: readonly Fact[], source: Source): readonly Change[] {
  const changes: Change[] = []
  const homeless: string[] = []
  for (const section of new Set(added.map((fact) => fact.section))) {
    const lines = added.filter((fact) => fact.section === section).map((fact) => newBullet(doc, fact, source))
    const last = lastLineOf(doc, section)
    if (last === null) homeless.push('', `## ${section}`, '', ...lines)
    else changes.push({ kind: 'insert', after: last, lines })
  }
  if (homeless.length === 0) return changes
  const end = lastBefore(doc, ['People', 'Sources'])
  const same = changes.find((change) => change.kind === 'insert' && change.after === end)
  if (same?.kind !== 'insert') return [...changes, { kind: 'insert', after: end, lines: homeless }]
  return changes.map((change) =>
    change === same ? { ...same, lines: [...same.lines, ...homeless] } : change,
  )
}

function newBullet(doc: Doc, fact: Fact, source: Source): string {
  const who = teller(source)
  const named = who === null || fact.section === 'People' || sourcesName(doc, who)
  return `${bullet(fact)}${named ? '' : ` (told by ${who})`}`
}

function sourcesName(doc: Doc, who: string): boolean {
  return doc.lines.some((line) => line.section === 'Sources' && line.text.includes(who))
}

/** Number of the last line with text in a section; null when there is no such section. */
function lastLineOf(doc: Doc, section: string): number | null {
  const own = doc.lines.filter(
    (line) => line.section.toLowerCase() === section.toLowerCase() && line.text.trim() !== '',
  )
  return own.at(-1)?.number ?? null
}

/** Number of the last line with text before the first of these sections, or of the whole document. */
function lastBefore(doc: Doc, sections: readonly string[]): number {
  const stop = doc.lines.findIndex((line) => sections.some((section) => line.text === `## ${section}`))
  const lines = stop < 0 ? doc.lines : doc.lines.slice(0, stop)
  return lines.findLast((line) => line.text.trim() !== '')?.number ?? 0
}
