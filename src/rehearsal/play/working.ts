import { type Doc, fileName } from './document.ts'
import { type Command, changeCommands } from './edits.ts'
import { basePath, openedDocs } from './home.ts'
import type { Intent } from './intents.ts'
import { keepIn, personFact } from './keeping.ts'
import { readProject } from './project.ts'
import { WORK_SUFFIX } from './selection.ts'
import { settle } from './settling.ts'
import { DONE, open, relevant, type Situation, type Steps, view } from './situation.ts'
import { slug, topicPath } from './topic.ts'
import { composeWork, WORK_NAMES } from './works.ts'

type Compose = Extract<Intent, { kind: 'compose' }>

/** Composes a piece of work out of what is stored, stores it, and notes in the customer's document who wrote it. */
export function workPlan(situation: Situation, intent: Compose): Steps {
  const { library } = situation
  const written = library.deeds.find(
    (deed) => deed.ok && deed.command === 'create' && WORK_SUFFIX.test(deed.path),
  )
  const opened = library.deeds.length === 0 ? open(situation, relevant(situation)) : null
  if (opened !== null) return opened
  const target = written?.path ?? workPath(situation, intent)
  const failed = library.deeds.filter((deed) => deed.command === 'create' && !deed.ok).length
  if (failed >= 3) return DONE
  const again = written === undefined ? lookAgain(situation, target) : null
  if (again !== null) return again
  const create = written === undefined ? createCommand(situation, intent, target) : []
  const noted = noteWork(situation, target)
  const commands = [...create, ...noted]
  if (commands.length === 0) return DONE
  const name = WORK_NAMES[intent.work]
  const text =
    create.length === 0
      ? 'I note who wrote it.'
      : `I write the ${name} from what is stored${noted.length === 0 ? '.' : ', and note it in the document it is built on.'}`
  return { text, commands }
}

/** A work that somebody else changed, or that was there unseen, is looked at before it is written over. */
function lookAgain(situation: Situation, target: string): Steps | null {
  const shelf = situation.library.shelves.get(target)
  if (shelf === undefined || shelf.doc !== null || shelf.lastError === null) return null
  return { text: `I look at \`${fileName(target)}\` first.`, commands: [view(target)] }
}

function createCommand(situation: Situation, intent: Compose, target: string): readonly Command[] {
  const text = workText(situation, intent)
  const present = situation.library.shelves.get(target)?.doc ?? null
  if (present !== null && same(present, text)) return []
  return [{ command: 'create', path: target, file_text: text }]
}

/** The text of the work as the opened documents have it composed now. */
export function workText(situation: Situation, intent: Compose): string {
  const docs = openedDocs(situation)
  const suffix = new RegExp(`_${intent.work}(?:_v\\d+)?\\.md$`)
  const sources = docs.filter(
    (doc) => !suffix.test(doc.path) && !isOtherTopic(situation, doc) && mayBuildOn(intent.work, doc),
  )
  return composeWork(intent.work, {
    name: workName(situation),
    title: intent.title === '' ? presentTitle(docs, suffix) : intent.title,
    project: readProject(sources),
    docs: sources,
    source: situation.source,
    instructions: situation.mind.instructions,
  })
}

/** An architecture rests on facts alone, other works also on the architecture; nothing rests on a proposal. */
function mayBuildOn(work: Compose['work'], doc: Doc): boolean {
  return (
    !WORK_SUFFIX.test(doc.path) || (work !== 'architecture' && /_architecture(?:_v\d+)?\.md$/.test(doc.path))
  )
}

/** What a work of this kind was called before, so that a new version keeps its title. */
function presentTitle(docs: readonly Doc[], suffix: RegExp): string {
  const title = docs.find((doc) => suffix.test(doc.path))?.title ?? ''
  return title.includes(': ') ? title.slice(title.indexOf(': ') + 2) : ''
}

function isOtherTopic(situation: Situation, doc: Doc): boolean {
  const base = mainPath(situation)
  if (base === null || doc.path === base) return false
  return !fileName(doc.path).startsWith(fileName(base).replace(/\.md$/, '_'))
}

/** The document that the work is about. */
export function mainPath(situation: Situation): string | null {
  const { mind, library, scene } = situation
  const paths = [...new Set([...library.paths, ...library.shelves.keys()])]
  const base = mind.topic === null ? null : basePath(mind.topic, paths)
  if (base !== null) return base
  if (mind.named.length > 0) return null
  const docs = openedDocs(situation).filter((doc) => !WORK_SUFFIX.test(doc.path))
  const project = docs.find((doc) => doc.lines.some((line) => /^## (?:Project|Overview)$/.test(line.text)))
  const used = scene.touched.find((path) => docs.some((doc) => doc.path === path))
  return used ?? project?.path ?? docs[0]?.path ?? null
}

function workName(situation: Situation): string {
  const base = mainPath(situation)
  const title = base === null ? undefined : situation.library.shelves.get(base)?.doc?.title
  return title === undefined || title === '' ? (situation.mind.topic?.name ?? 'Our project') : title
}

function workPath(situation: Situation, intent: Compose): string {
  const base = mainPath(situation)
  const stem =
    base === null
      ? topicPath(situation.mind.topic?.name ?? 'project', situation.library.ground).replace(/\.md$/, '')
      : base.replace(/\.md$/, '')
  const first = `${stem}_${slug(intent.work)}.md`
  const refused = situation.library.deeds.find(
    (deed) =>
      deed.path === first &&
      !deed.ok &&
      /already exists/i.test(deed.answer) &&
      !/now that you have seen/i.test(deed.answer),
  )
  // A memory that never writes over a document gets a second one; ours allows it once the present text was seen.
  return refused !== undefined && situation.library.shelves.get(first)?.doc !== null
    ? first.replace(/\.md$/, '_v2.md')
    : first
}

function same(doc: Doc, text: string): boolean {
  const plain = (lines: readonly string[]) =>
    lines
      .filter((line) => !/^- (?:Date|Written for):/.test(line))
      .join('\n')
      .trimEnd()
  return plain(doc.lines.map((line) => line.text)) === plain(text.split('\n'))
}

function noteWork(situation: Situation, target: string): readonly Command[] {
  const base = mainPath(situation)
  const facts = personFact(situation.source, fileName(target))
  if (base === null || facts.length === 0) return []
  if (situation.library.blind && situation.library.shelves.get(base)?.doc == null) return []
  const step = settle(situation.library, base, (doc) => keepIn(doc, facts, situation.source).changes)
  if (step.kind === 'view') return [view(base)]
  return step.kind === 'change' ? changeCommands(step.doc, step.changes, step.single) : []
}
