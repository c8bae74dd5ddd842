import type { Doc } from './document.ts'
import { fileName } from './document.ts'
import type { Source } from './keeping.ts'
import { teller } from './keeping.ts'
import { capital } from './language.ts'
import { type Cited, factText, type Project } from './project.ts'

/** What a piece of work is composed from. */
export interface Brief {
  readonly name: string
  readonly title: string
  readonly project: Project
  readonly docs: readonly Doc[]
  readonly source: Source
  readonly instructions: readonly string[]
}

/** Whether the project moves something that exists, rather than building something new. */
export function isMoving(brief: Brief): boolean {
  const words = `${brief.title} ${brief.project.subject ?? ''} ${brief.project.units?.cited.label ?? ''}`
  return /migrat|\bmove|\bmoving|relocat|cloud|data cent/i.test(words)
}

/** Title, who it is for, the documents it is built on, and the facts it rests on. */
export function opening(brief: Brief, kind: string): readonly string[] {
  const { person } = brief.source
  const who = teller(brief.source)
  const about = [person?.role, person?.organisation].filter((part) => part !== undefined).join(', ')
  return [
    `# ${brief.name}: ${kind}`,
    '',
    ...(who === null ? [] : [`- Written for: ${who}${about === '' ? '' : ` (${about})`}`]),
    `- Written by: the rehearsal model, by rules`,
    `- Date: ${brief.source.date}`,
    ...brief.instructions.map((text) => `- Asked for: ${text}`),
    '',
    '## Built on',
    '',
    ...(brief.docs.length === 0
      ? ['- Nothing yet: memory holds no document about this']
      : brief.docs.map((doc) => `- \`${doc.path}\``)),
    '',
    '## Basis',
    '',
    ...basis(brief.project),
    '',
  ]
}

/** The facts that are computed with, each with its document. */
export function basis(project: Project): readonly string[] {
  const used = project.facts.filter((cited) => !isAside(cited)).slice(0, 16)
  return used.length === 0
    ? ['- No facts are stored yet; what follows is a frame to fill']
    : used.map((cited) => `- ${factText(cited)} (${fileName(cited.path)})`)
}

function isAside(cited: Cited): boolean {
  return /^(?:Notes|People|Preferences)$/.test(cited.section) || /^customer(?: of)?$/i.test(cited.label ?? '')
}

/** What a good plan needs and memory does not hold, as questions. */
export function openQuestions(brief: Brief): readonly string[] {
  const { project } = brief
  const all = project.facts.map(factText).join('\n')
  const asks: readonly (readonly [boolean, string])[] = [
    [project.budget === null, 'What is the budget?'],
    [project.months === null, 'How long may it take?'],
    [project.units === null && isMoving(brief), 'How many applications are to be moved?'],
    [project.standards.length === 0, 'Which standards or laws apply?'],
    [project.situation.length === 0 && isMoving(brief), 'What do the applications run on today?'],
    [
      !/downtime|rto|recovery|availab/i.test(all),
      'How much downtime is acceptable, and how quickly must a failure be recovered?',
    ],
    [!/residency|region|country|\bEU\b|on-prem/i.test(all), 'In which regions may data be kept?'],
    [!/sponsor|decision|CTO|CIO|owner/i.test(all), 'Who decides, and who signs off a phase?'],
  ]
  return asks.flatMap(([missing, question]) => (missing ? [`- ${question}`] : []))
}

/** A block of a document: heading, empty line, lines, empty line; nothing without lines. */
export function block(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${heading}`, '', ...lines, '']
}

export function unitsNoun(brief: Brief): string {
  return capital(brief.project.units?.noun ?? 'units')
}

export function joinLines(lines: readonly string[]): string {
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}
