import { fileName } from './document.ts'
import { changeCommands } from './edits.ts'
import { homeOf, isMissing } from './home.ts'
import { keepIn, newDocument } from './keeping.ts'
import { settle } from './settling.ts'
import { DONE, lookAgain, open, relevant, type Situation, type Steps, view } from './situation.ts'

/** Keeps the facts of the message: in the document they belong to, or in a new one. */
export function keepPlan(situation: Situation): Steps {
  const { mind, library, source } = situation
  if (mind.facts.length === 0) return DONE
  const opened = library.deeds.length === 0 ? open(situation, relevant(situation)) : null
  if (opened !== null) return opened
  const home = homeOf(situation)
  const shelf = library.shelves.get(home.path)
  if (home.isNew && (shelf === undefined || isMissing(shelf))) {
    if (!library.listed) return lookAgain(situation)
    if (library.deeds.filter((deed) => deed.path === home.path && !deed.ok).length >= 2) return DONE
    const text = newDocument(home.topic, mind.facts, source)
    return {
      text: `I keep this in a new document, \`${fileName(home.path)}\`.`,
      commands: [{ command: 'create', path: home.path, file_text: text }],
    }
  }
  const step = settle(library, home.path, (doc) => keepIn(doc, mind.facts, source).changes)
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
