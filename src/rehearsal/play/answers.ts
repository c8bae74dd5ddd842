import { fileName } from './document.ts'
import { homeOf } from './home.ts'
import { counted, listed } from './language.ts'
import { meantPath, namesakes } from './library.ts'
import { forgetAnswer, renameAnswer, trouble } from './outcomes.ts'
import type { Understanding } from './parts.ts'
import { answerQuestion } from './questions.ts'
import { SELF } from './scene.ts'
import type { Situation } from './situation.ts'
import { factLine, toldAnswer } from './told.ts'
import { ONLY_ENGLISH } from './tongue.ts'
import { workAnswer } from './work-answer.ts'

const ABILITIES = `- **Tell me facts**: “We work with ACME Corp. Budget is $500K, timeline is 9 months.” I keep them in a document.
- **Ask**: “What do you know about ACME Corp?” I quote the lines with their document.
- **Ask for work**: an architecture, a plan, a proposal, a risk assessment, a cost estimate. I compute it from what is stored, and store it.
- **Change your mind**: “The budget is now $650K”, “forget the budget”, “rename memory_acme_corp.md to acme.md”.`

const IDENTITY = `${SELF} of Commonplace. I am a program that follows rules; no language model stands behind me. I speak the same protocol as Claude and use the shared memory for real, so everything around me works as it will with Claude. Connect Claude in the settings when you want understanding rather than rules.

What I can do:

${ABILITIES}`

const UNDO =
  'I cannot take a change back myself, so I changed nothing. A person can: press Undo on the card of the change here in the chat, or in the history of the document.'

/** Answers that need no look at the memory. */
export function answerAtOnce(mind: Understanding): string | null {
  if (mind.facts.length > 0) return null
  if (mind.intent.kind === 'foreign') return ONLY_ENGLISH[mind.intent.tongue]
  if (mind.intent.kind === 'identity') return IDENTITY
  if (mind.intent.kind === 'undo') return UNDO
  return mind.intent.kind === 'thanks'
    ? 'You are welcome. The memory stays as it is now, for every chat that shares it.'
    : null
}

/** The answer when no memory tool was offered: nothing can be looked up or kept. */
export function answerWithoutMemory(mind: Understanding): string {
  const facts = mind.facts.map(factLine)
  return [
    'This chat gives me no memory tool, so I can neither look anything up nor keep anything.',
    ...(facts.length === 0 ? [] : ['', 'What I read in your message:', '', ...facts]),
  ].join('\n')
}

/** The words at the end of a turn. `stopped`: the bound on replies was reached before everything was done. */
export function answer(situation: Situation, stopped: boolean): string {
  const { mind } = situation
  const parts = [mainAnswer(situation), trouble(situation)]
  if (stopped) parts.push('I stop here: this has taken as many steps as I allow myself for one message.')
  const text = parts.filter((part) => part !== '').join('\n\n')
  return text === '' ? unknown(situation, mind) : text
}

function mainAnswer(situation: Situation): string {
  const { mind } = situation
  const told = mind.facts.length === 0 ? '' : toldAnswer(situation)
  switch (mind.intent.kind) {
    case 'forget_all':
    case 'forget':
      return forgetAnswer(situation, mind.intent)
    case 'rename':
      return renameAnswer(situation, mind.intent)
    case 'compose':
      return [
        told,
        mind.question === null ? '' : answerQuestion(situation, mind.question),
        workAnswer(situation, mind.intent),
      ]
        .filter((part) => part !== '')
        .join('\n\n')
    case 'ask':
      return [told, answerQuestion(situation, mind.intent.question)]
        .filter((part) => part !== '')
        .join('\n\n')
    case 'read':
      return readAnswer(situation, mind.intent.path)
    case 'list':
      return listAnswer(situation)
    case 'greeting':
    case 'identity':
    case 'thanks':
      return told === '' ? greeting(situation) : told
    case 'undo':
      return [told, UNDO].filter((part) => part !== '').join('\n\n')
    case 'foreign':
    case 'tell':
      return told
    default:
      return mind.intent satisfies never
  }
}

function listAnswer(situation: Situation): string {
  const { paths } = situation.library
  if (paths.length === 0) return 'The memory is empty so far.'
  const shown = paths.slice(0, 40).map((path) => `- \`${path}\``)
  const more = paths.length > 40 ? `\n- and ${paths.length - 40} more` : ''
  return `The memory holds ${counted(paths.length, 'document')}:\n\n${shown.join('\n')}${more}`
}

function readAnswer(situation: Situation, written: string): string {
  const { library } = situation
  const path = meantPath(library, written)
  const shelf = library.shelves.get(path)
  const several = shelf?.doc == null ? namesakes(library, written) : []
  if (several.length > 1)
    return `Several documents are called that: ${listed(several.map((one) => `\`${one}\``))}. Tell me which one you mean.`
  if (shelf?.doc == null) return `There is no \`${path}\` in memory that I could read.`
  const text = shelf.doc.lines
    .map((line) => line.text)
    .join('\n')
    .trim()
  return `\`${path}\` says:\n\n${text.slice(0, 6_000)}${text.length > 6_000 ? '\n\n… and more; open the document to read on.' : ''}`
}

function greeting(situation: Situation): string {
  const name = situation.mind.person?.name ?? situation.scene.speaker
  const { paths } = situation.library
  const hello = name === null ? 'Hello.' : `Hello ${name}.`
  if (paths.length === 0)
    return `${hello} The memory is empty so far. Tell me about a customer or a project, and I keep it for everybody.`
  const names = paths.slice(0, 6).map((path) => `\`${fileName(path)}\``)
  return `${hello} The memory holds ${counted(paths.length, 'document')}: ${names.join(', ')}${paths.length > 6 ? ' and more' : ''}. Ask me about them, or tell me something new.`
}

function unknown(situation: Situation, mind: Understanding): string {
  if (mind.person !== null) return greeting(situation)
  const topic = mind.named[0]
  const about = topic === undefined ? '' : ` about ${topic.name}`
  const home = topic === undefined ? '' : homeOf(situation).path
  const has =
    home !== '' && situation.library.paths.includes(home) ? ` \`${home}\` is what memory holds${about}.` : ''
  return `None of my rules fits that message: I follow rules and am no language model, so I changed nothing.${has}\n\nWhat I can do:\n\n${ABILITIES}`
}
