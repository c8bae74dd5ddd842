import { isRelative } from './clause-lines.ts'
import { fileName } from './document.ts'
import { type Fact, factKey, type Swap } from './fact.ts'
import { openedDocs } from './home.ts'
import { bullet } from './keeping.ts'
import { counted, listed } from './language.ts'
import { WORK_SUFFIX } from './selection.ts'
import type { Situation } from './situation.ts'
import { type Telling, tellings } from './telling.ts'

/** What was kept of the facts in the message, and where. Read from the calls that were made, not from hope. */
export function toldAnswer(situation: Situation): string {
  const parts = tellings(situation).filter((telling) => telling.situation.mind.facts.length > 0)
  const relative = situation.mind.facts.some((fact) => isRelative(fact.value))
  const said = parts.map(partAnswer).filter((text) => text !== '')
  if (said.length > 0 && relative)
    said.push(
      'I keep a change by an amount as you told it: I do not calculate what the new value is. Tell me the new value, and I put it in its place.',
    )
  if (said.length > 0) said.push(...besides(situation))
  return said.join('\n\n')
}

const MOST_LEFT = 12

/** What was told and is not kept, and what a rule cannot do with what it kept. */
function besides({ mind, scene }: Situation): readonly string[] {
  const { left, facts } = mind
  const more = left.length - MOST_LEFT
  const quoted = left.slice(0, MOST_LEFT).map((text) => `> ${text}`)
  const rest = more > 0 ? [`> … and ${counted(more, 'more sentence')}`] : []
  return [
    ...(facts.length > 0 && /\bremind (?:me|us)\b(?!\s+(?:of|about|what|who|when)\b)/i.test(scene.text)
      ? [
          'I keep it, but I cannot remind you: I only speak when somebody writes to me. Ask what is to be done.',
        ]
      : []),
    ...(left.length === 0
      ? []
      : [`No rule of mine reads this, so I did not keep it:\n\n${[...quoted, ...rest].join('\n')}`]),
  ]
}

function partAnswer({ situation, home }: Telling): string {
  const { mind, library } = situation
  const deeds = library.deeds.filter((deed) => deed.ok && deed.path === home.path)
  const refused = library.deeds.some((deed) => !deed.ok && deed.path === home.path)
  if (deeds.length === 0 && refused) return ''
  const created = deeds.some((deed) => deed.command === 'create')
  const where = `\`${home.path}\``
  if (created) {
    const name = mind.into === null ? (mind.topic?.name ?? home.topic.name) : 'Notes'
    const about = name === 'Notes' ? 'this' : `what you told me about **${name}**`
    return `I keep ${about} in a new document, ${where}:\n\n${mind.facts.map(factLine).join('\n')}\n\nEvery chat that shares this memory can build on it now.`
  }
  const texts = deeds.map((deed) => deed.text)
  const changed = mind.facts.flatMap((fact) => {
    const was = changedFrom(texts, fact)
    return was === null ? [] : [{ fact, was }]
  })
  const added = mind.facts.filter((fact) =>
    deeds.some((deed) => deed.command === 'insert' && deed.text.includes(bullet(fact))),
  )
  const known = mind.facts.filter(
    (fact) => !added.includes(fact) && !changed.some((item) => item.fact === fact),
  )
  if (changed.length + added.length === 0) {
    return library.blind && deeds.length > 0
      ? `I brought ${where} up to date.`
      : `Nothing new: ${where} already says this.\n\n${known.map(factLine).join('\n')}`
  }
  const lines = [...changed.map(({ fact, was }) => changedLine(texts, fact, was)), ...added.map(factLine)]
  const old = changed.flatMap(({ fact, was }) => staleLines(situation, fact, was))
  const same =
    known.length === 0 ? '' : `\n\nAlready known: ${listed(known.map((fact) => fact.label ?? fact.value))}.`
  return `I brought ${where} up to date:\n\n${lines.join('\n')}${same}${old.length === 0 ? '' : `\n\n${old.join('\n')}`}`
}

export function factLine(fact: Fact): string {
  return fact.label === undefined ? `- ${fact.value}` : `- ${fact.label}: **${fact.value}**`
}

/** The value before, when one of the texts changes the line of this fact; empty when it does not say. */
export function changedFrom(texts: readonly string[], fact: Fact): string | null {
  if (fact.swap !== undefined) return swappedText(texts, fact.swap) === undefined ? null : fact.swap.old
  for (const text of texts) {
    for (const line of text.split('\n')) {
      const placed = fact.label === undefined && line.startsWith(`- ${fact.value} (was `)
      if (placed) return /\(was (.+) until \d{4}/.exec(line)?.[1] ?? ''
      const match = /^- ([^:]{1,60}): (.*)$/.exec(line)
      if (match?.[1] === undefined || match[2] === undefined || fact.label === undefined) continue
      if (factKey({ label: match[1], value: '' }) !== factKey(fact)) continue
      const was = /\(was (.+) until \d{4}-\d{2}-\d{2}[^()]*\)$/.exec(match[2])?.[1]
      if (was !== undefined) return was
      if (fact.section === 'People' && match[2].includes(fact.value) && match[2] !== fact.value) return ''
    }
  }
  return null
}

/** What a line says now, and what it said before. */
export function changedLine(texts: readonly string[], fact: Fact, was: string): string {
  const before = was === '' ? '' : ` (was ${was})`
  const { swap } = fact
  if (swap === undefined) return `${factLine({ ...fact, value: writtenValue(texts, fact) })}${before}`
  if (swap.about.length === 0) return `${factLine({ ...fact, value: swap.now })}${before}`
  const line = swappedText(texts, swap)?.replace(/ \(was .*$/, '') ?? `- ${swap.now}`
  return `${line}${before}`
}

function swappedText(texts: readonly string[], swap: Swap): string | undefined {
  return texts
    .flatMap((text) => text.split('\n'))
    .find((line) => line.includes(swap.now) && line.includes(' (was '))
}

/** The new value as the document has it: "420K" that took the place of "$500K" was written with its sign. */
function writtenValue(texts: readonly string[], fact: Fact): string {
  const { label, value } = fact
  for (const match of texts.join('\n').matchAll(/^- ([^:]{1,60}): (\S+(?: \S+)?) \(was /gm)) {
    const [, name = '', written = ''] = match
    const same = label !== undefined && factKey({ label: name, value: '' }) === factKey(fact)
    if (same && written.includes(value)) return written
  }
  return value
}

/** Works that still say the value of before. */
function staleLines(situation: Situation, fact: Fact, was: string): readonly string[] {
  if (was.length < 2) return []
  return openedDocs(situation).flatMap((doc) => {
    if (!WORK_SUFFIX.test(doc.path)) return []
    const lines = doc.lines.filter((line) => line.text.includes(was)).map((line) => String(line.number))
    if (lines.length === 0) return []
    return [
      `\`${fileName(doc.path)}\` still says ${was} for ${(fact.label ?? 'this').toLowerCase()} (line${lines.length === 1 ? '' : 's'} ${listed(lines.slice(0, 8))}). Ask me to update it when you are ready.`,
    ]
  })
}
