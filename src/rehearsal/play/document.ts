import { type Fact, factKey, placedSubject, type Swap } from './fact.ts'
import { keywords, normal } from './language.ts'
import { findDuration } from './quantities.ts'

/** A document as the rules read it: lines, the section each stands in, and the fact it holds. */
export interface Doc {
  readonly path: string
  readonly title: string
  readonly lines: readonly DocLine[]
}

export interface DocLine {
  /** From 1, as the memory tool numbers them. */
  readonly number: number
  readonly text: string
  readonly section: string
  /** Set on list items. `note` is what stands in brackets at the end, such as "(was $500K)". */
  readonly fact: (Fact & { readonly note: string }) | null
}

const MAX_LINES = 4_000

export function parseDoc(path: string, texts: readonly string[]): Doc {
  let section = ''
  let title = ''
  const lines = texts.slice(0, MAX_LINES).map((text, index): DocLine => {
    const heading = /^(#{1,6})\s+(.*)$/.exec(text)
    if (heading !== null) {
      if (heading[1] === '#' && title === '') title = heading[2]?.trim() ?? ''
      else section = heading[2]?.trim() ?? ''
    }
    return { number: index + 1, text, section, fact: heading === null ? lineFact(text, section) : null }
  })
  return { path, title, lines }
}

function lineFact(text: string, section: string): DocLine['fact'] {
  const item = /^\s*(?:[-*]|\d{1,3}\.)\s+(\S.*)$/.exec(text.slice(0, 1_000))?.[1]
  if (item === undefined) return null
  const note =
    /\s*\((?:was|told by|since|added by|until)\b[^()]*(?:\([^()]*\)[^()]*)*\)$/.exec(item)?.[0] ?? ''
  const plain = item.slice(0, item.length - note.length)
  const pair = /^\**([^:*]{1,60})\**:\**\s+(\S.*)$/.exec(plain)
  return pair?.[1] !== undefined && pair[2] !== undefined
    ? { section, label: pair[1].trim(), value: pair[2].trim(), note: note.trim() }
    : { section, value: plain.trim(), note: note.trim() }
}

/** The line that speaks of the same thing as the fact, if there is one. */
export function lineOf(doc: Doc, fact: Fact): DocLine | undefined {
  const key = factKey(fact)
  const facts = docFacts(doc)
  const swapped = fact.swap === undefined ? undefined : swappedLine(doc, fact.swap)
  if (swapped !== undefined || fact.swap?.about.length === 0) return swapped
  const same = facts.find((line) => factKey(line.fact) === key)
  if (same !== undefined || fact.now !== true) return same
  const sentence = facts.find(
    ({ fact: { label, value } }) => label === undefined && normal(value).startsWith(`${key} is `),
  )
  if (sentence !== undefined && fact.label !== undefined) return sentence
  const dated = facts.find(
    (line) => factKey(line.fact) === 'timeline' && findDuration(line.fact.value) === null,
  )
  if (key === 'deadline' && dated !== undefined) return dated
  const values = facts.filter(
    ({ fact: { label, value } }) => label !== undefined || placedSubject(value) !== null,
  )
  const alike = values.filter(
    (line) => isLonger(factKey(line.fact), key) || isLonger(key, factKey(line.fact)),
  )
  return alike.length === 1 ? alike[0] : undefined
}

/** The line with the words that are to go, or with those that have taken their place already. */
function swappedLine(doc: Doc, { old, now, about }: Swap): DocLine | undefined {
  const facts = docFacts(doc).filter(({ text }) => {
    const own = keywords(text)
    return about.every((word) => own.includes(word))
  })
  return (
    facts.find((line) => isSwapped(line.fact, { old, now, about })) ??
    facts.find((line) => hasWords(line.fact.value, old)) ??
    facts.find((line) => about.length > 0 && hasWords(line.fact.value, now))
  )
}

/** Whether the new words stand in the place of the old ones already. */
export function isSwapped({ value, note }: NonNullable<DocLine['fact']>, { old, now }: Swap): boolean {
  return hasWords(value, now) && (note.includes(old) || (now.includes(old) && now !== old))
}

function hasWords(text: string, words: string): boolean {
  return text.includes(words) && ` ${normal(text)} `.includes(` ${normal(words)} `)
}

/** `dog s name` says more than `dog`, about the same thing. Long keys are whole sentences and stand for themselves. */
function isLonger(long: string, short: string): boolean {
  return short !== '' && long.startsWith(`${short} `) && /^(?: \p{L}+){1,2}$/u.test(long.slice(short.length))
}

/** Whether a line says who told what. What somebody wrote below such lines, at the end of the file, is a fact like others. */
export function isSource({ section, text }: DocLine): boolean {
  return section === 'Sources' && !/^\s*[-*+]\s+(?!told\b)/i.test(text)
}

/** Facts of a document in order; who told them and lists of documents left out. */
export function docFacts(doc: Doc): readonly (DocLine & { readonly fact: NonNullable<DocLine['fact']> })[] {
  return doc.lines.filter(
    (line): line is DocLine & { readonly fact: NonNullable<DocLine['fact']> } =>
      line.fact !== null && !isSource(line) && line.section !== 'Built on',
  )
}

/** The lines under a heading, without it. */
export function sectionLines(doc: Doc, section: string): readonly DocLine[] {
  return doc.lines.filter((line) => line.section === section && !/^#{1,6}\s/.test(line.text))
}

/** The last part of a path: `memory_acme_corp.md`. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
