import { type Doc, type DocLine, docFacts, sectionLines } from './document.ts'
import { factKey } from './fact.ts'
import { type Money, readAmount, readCount, readMoney, readMonths } from './quantities.ts'
import { WORK_SUFFIX } from './selection.ts'
import { findStandards, type Standard } from './standards.ts'

/** A fact with the place where it is stored. */
export interface Cited {
  readonly section: string
  readonly label: string | null
  readonly value: string
  readonly path: string
  readonly line: number
}

/** What the opened documents say about a project, read for computing with it. */
export interface Project {
  readonly facts: readonly Cited[]
  readonly budget: { readonly money: Money; readonly cited: Cited } | null
  readonly months: { readonly count: number; readonly cited: Cited } | null
  /** What is to be moved or built, and how many: 50 applications. */
  readonly units: { readonly count: number; readonly noun: string; readonly cited: Cited } | null
  readonly subject: string | null
  readonly standards: readonly (Standard & { readonly cited: Cited })[]
  readonly requirements: readonly Cited[]
  readonly situation: readonly Cited[]
  readonly concerns: readonly Cited[]
  readonly people: readonly Cited[]
}

/** Reads the documents of the topic. Facts are taken from its own documents; works built on them are not asked again. */
export function readProject(docs: readonly Doc[]): Project {
  const own = docs.filter((doc) => !WORK_SUFFIX.test(doc.path))
  const sources = own.length > 0 ? own : docs
  const facts = sources.flatMap((doc) => docFacts(doc).map((line) => cite(doc, line)))
  const inSection = (section: string) =>
    sources.flatMap((doc) =>
      sectionLines(doc, section).flatMap((line) => (line.fact === null ? [] : [cite(doc, line)])),
    )
  return {
    facts,
    budget: firstOf(
      facts,
      /budget|funding|amount|price|cost/i,
      (cited) => readMoney(cited.value) ?? readAmount(cited.value),
      (money, cited) => ({ money, cited }),
    ),
    months: firstOf(
      facts,
      /timeline|time frame|duration|schedule|laufzeit|dauer/i,
      (cited) => readMonths(cited.value),
      (count, cited) => ({ count, cited }),
    ),
    units: units(facts),
    subject:
      facts.find((cited) => cited.label !== null && factKey({ label: cited.label, value: '' }) === 'project')
        ?.value ?? null,
    standards: standardsIn(facts),
    requirements: inSection('Requirements'),
    situation: inSection('Current state'),
    concerns: inSection('Concerns'),
    people: inSection('People'),
  }
}

/** Each standard once, with the first place that names it. */
function standardsIn(facts: readonly Cited[]): Project['standards'] {
  const seen = new Set<string>()
  return facts.flatMap((cited) =>
    findStandards(`${cited.label ?? ''} ${cited.value}`).flatMap((standard) => {
      if (seen.has(standard.name)) return []
      seen.add(standard.name)
      return [{ ...standard, cited }]
    }),
  )
}

function cite(doc: Doc, line: DocLine): Cited {
  return {
    section: line.section,
    label: line.fact?.label ?? null,
    value: line.fact?.value ?? line.text,
    path: doc.path,
    line: line.number,
  }
}

function firstOf<Read, Result>(
  facts: readonly Cited[],
  label: RegExp,
  read: (cited: Cited) => Read | null,
  make: (value: Read, cited: Cited) => Result,
): Result | null {
  for (const cited of facts) {
    if (cited.label === null || !label.test(cited.label)) continue
    const value = read(cited)
    if (value !== null) return make(value, cited)
  }
  return null
}

const UNITS =
  /\b(applications?|apps?|workloads?|services?|servers?|systems?|databases?|vms?|sites?|stores?|pages?|modules?|devices?|users?)\b/i

type Units = NonNullable<Project['units']>

function units(facts: readonly Cited[]): Units | null {
  const labelled = facts.flatMap((cited) => labelledUnits(cited) ?? [])
  const counted = facts.flatMap((cited) => labelledUnits(cited) ?? valuedUnits(cited) ?? [])
  const named = counted.find(({ noun }) => /^app|workload/.test(noun))
  return named ?? (labelled.length === 0 ? sumOfParts(counted) : null) ?? counted[0] ?? null
}

/** `Applications: 80, on 20 servers`. */
function labelledUnits(cited: Cited): Units | null {
  const noun = UNITS.exec(cited.label ?? '')?.[1]
  const begins = /^[~≈]?(?:(?:about|around|roughly|nearly|over|some|all|approximately|up to)\s+)*\d/i
  const count = begins.test(cited.value) || !/\d/.test(cited.value) ? readCount(cited.value) : null
  return noun === undefined || count === null ? null : unitsOf(count, noun, cited)
}

/** `Scope: 50 applications`, `Identity service: Java 17, 22 servers`. */
function valuedUnits(cited: Cited): Units | null {
  const found = new RegExp(String.raw`(\d(?:[\d,]*\d)?)\s+(?:\p{L}+\s)?${UNITS.source}`, 'iu').exec(
    cited.value,
  )
  const count = readCount(found?.[1] ?? '')
  return cited.label === null || found?.[2] === undefined || count === null
    ? null
    : unitsOf(count, found[2], cited)
}

function unitsOf(count: number, noun: string, cited: Cited): Units {
  return { count, noun: /^apps$/i.test(noun) ? 'applications' : noun.toLowerCase(), cited }
}

/** Lines of the same things from which they are a list of parts; fewer may be a whole and some of its parts. */
const LEAST_PARTS = 5

/** "Payroll: 23 servers" and so on, line by line: all of them together. null: there is no such list. */
function sumOfParts(counted: readonly Units[]): Units | null {
  const [first] = counted
  const same = counted.filter(({ noun }) => noun === first?.noun)
  if (first === undefined || same.length < LEAST_PARTS) return null
  return { ...first, count: same.reduce((sum, { count }) => sum + count, 0) }
}

/** How a fact reads in a sentence or list: `Budget: $500K`. */
export function factText(cited: Cited): string {
  return cited.label === null ? cited.value : `${cited.label}: ${cited.value}`
}
