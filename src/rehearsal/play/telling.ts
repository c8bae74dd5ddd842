import { fileName } from './document.ts'
import { changeCommands } from './edits.ts'
import type { Fact } from './fact.ts'
import { type Home, homeOf, isMissing } from './home.ts'
import { keepIn, membership, newDocument } from './keeping.ts'
import { isRefused, settle } from './settling.ts'
import { DONE, isGeneral, lookAgain, open, relevant, type Situation, type Steps, view } from './situation.ts'

/** Keeps the facts of the message: in the documents they belong to, or in new ones. */
export function keepPlan(situation: Situation): Steps {
  const { mind, library } = situation
  if (mind.facts.length === 0) return DONE
  const opened = library.deeds.length === 0 ? open(situation, relevant(situation)) : null
  if (opened !== null) return opened
  for (const telling of tellings(situation)) {
    const steps = telling.situation.mind.facts.length === 0 ? DONE : keepPart(telling)
    if (steps.commands.length > 0) return steps
  }
  return DONE
}

/** One thing that a message speaks of, and the document for it. */
export interface Telling {
  readonly situation: Situation
  readonly home: Home
}

/** The situation once for each thing that the message speaks of. */
export function tellings(situation: Situation): readonly Telling[] {
  const { mind } = situation
  const parts =
    mind.parts.length < 2
      ? [situation]
      : mind.parts.map((part) => ({ ...situation, mind: { ...mind, ...part } }))
  return parts.map((part) => {
    const home = homeOf(part)
    const facts = part.mind.facts.map((fact) => worded(fact, isGeneral(home.path, part.scene.speaker)))
    return { situation: { ...part, mind: { ...part.mind, facts } }, home }
  })
}

/** In the notes, and under the name of whoever speaks, a line says of whom it speaks, and nothing is a project. */
function worded({ whole, ...fact }: Fact, general: boolean): Fact {
  if (!general) return fact
  if (whole !== undefined) return { section: 'Notes', value: whole }
  return fact.section === 'Project' ? { ...fact, section: 'Notes' } : fact
}

function keepPart({ situation, home }: Telling): Steps {
  const { library, source } = situation
  const shelf = library.shelves.get(home.path)
  if (home.isNew && (shelf === undefined || isMissing(shelf))) return createPlan(situation, home)
  const step = settle(library, home.path, (doc) => keepIn(doc, factsFor(situation), source).changes)
  switch (step.kind) {
    case 'done':
      return DONE
    case 'view':
      return {
        text: step.check ? 'I check the result.' : `I look at \`${fileName(home.path)}\` again.`,
        commands: [view(home.path)],
      }
    case 'change':
      return {
        text: `I bring \`${fileName(home.path)}\` up to date.`,
        commands: changeCommands(step.doc, step.changes, step.single),
      }
    default:
      return step satisfies never
  }
}

/** What is told, and in one breath with it who tells it. */
function factsFor({ mind }: Situation): readonly Fact[] {
  const { person, parts, facts } = mind
  const known = facts.some((fact) => fact.label === person?.name)
  return person?.role === undefined || parts.length > 1 || known ? facts : [...facts, ...membership(person)]
}

function createPlan(situation: Situation, home: Home): Steps {
  const { mind, library, source } = situation
  if (!library.listed) return lookAgain(situation)
  const failed = library.deeds.filter((deed) => deed.path === home.path && !deed.ok)
  if (failed.length >= 2 || failed.some(({ answer }) => isRefused(answer))) return DONE
  const text = newDocument(home.topic, mind.facts, source)
  return {
    text: `I keep this in a new document, \`${fileName(home.path)}\`.`,
    commands: [{ command: 'create', path: home.path, file_text: text }],
  }
}
