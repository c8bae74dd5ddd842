import { type Doc, type DocLine, docFacts, fileName } from './document.ts'
import { type Command, changeCommands } from './edits.ts'
import { factKey } from './fact.ts'
import { openedDocs } from './home.ts'
import { type Intent, nameToForget, PATH } from './intents.ts'
import { counted, keywords, listed, stem } from './language.ts'
import { meantPath } from './library.ts'
import { MAX_OPEN, pathsAbout, WORK_SUFFIX } from './selection.ts'
import { settle } from './settling.ts'
import { DONE, open, relevant, type Situation, type Steps, view } from './situation.ts'
import { core, ROOT } from './topic.ts'

type Forget = Extract<Intent, { kind: 'forget' | 'forget_all' }>

/** Most documents that go in one reply. */
const MAX_DELETES = 40

/** Deletes documents or takes lines out of them. Everything at once only after a yes. */
export function forgetPlan(situation: Situation, intent: Forget): Steps {
  if (intent.kind === 'forget_all') {
    return intent.confirmed ? deletePaths(situation, situation.library.paths, false) : DONE
  }
  const target = forgetTarget(situation, intent.what)
  switch (target.kind) {
    case 'missing':
      return DONE
    case 'whole':
      return deletePaths(situation, target.paths, true)
    case 'lines':
      return forgetLines(situation, target)
    default:
      return target satisfies never
  }
}

/** What somebody means that is to go. */
export type ForgetTarget =
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'whole'; readonly paths: readonly string[] }
  | Lines

/** Lines that speak of something; `path`: in this document alone. */
interface Lines {
  readonly kind: 'lines'
  readonly what: string
  readonly path: string | null
}

const NAMED = new RegExp(String.raw`^(.*?)["'\x60]?(${PATH})\b`, 'u')
const PART =
  /^(?!(?:everything|all|the (?:whole|contents?|text))\b)(.+?)(?:\s+(?:lines?|facts?|entr(?:y|ies)))?\s+(?:from|in|inside|out of|of)\s+(?:the\s+)?(?:file\s+|document\s+)?$/i

/** Documents as a whole (named by path, "everything about ACME", "the ACME document"), or lines ("the budget from acme.md"). */
export function forgetTarget({ library }: Situation, what: string): ForgetTarget {
  const named = NAMED.exec(what)
  if (named?.[2] !== undefined) {
    const path = named[2].startsWith(`${ROOT}/`) ? named[2] : `${ROOT}/${named[2].replace(/^\/+/, '')}`
    const meant = meantPath(library, path)
    if (!library.paths.includes(meant)) return { kind: 'missing', path: meant }
    const part = PART.exec(named[1] ?? '')?.[1]
    return part === undefined ? { kind: 'whole', paths: [meant] } : { kind: 'lines', what: part, path: meant }
  }
  const name = nameToForget(what)
  const paths = core(name) === '' ? [] : pathsAbout({ name, customer: false }, library.paths)
  return paths.length > 0 ? { kind: 'whole', paths } : { kind: 'lines', what, path: null }
}

function deletePaths(situation: Situation, paths: readonly string[], look: boolean): Steps {
  const { library } = situation
  const gone = new Set(
    library.deeds.filter((deed) => deed.ok && deed.command === 'delete').map((deed) => deed.path),
  )
  const left = paths.filter((path) => !gone.has(path) && (library.shelves.get(path)?.failures ?? 0) < 2)
  if (left.length === 0) return DONE
  const unseen = left.filter(
    (path) => library.shelves.get(path)?.doc == null && needsLook(situation, path, look),
  )
  if (unseen.length > 0) {
    return {
      text: 'I look at what is to go, so that nothing newer is lost.',
      commands: unseen.slice(0, MAX_OPEN).map(view),
    }
  }
  return {
    text: `I delete ${counted(left.length, 'document')}.`,
    commands: left.slice(0, MAX_DELETES).map((path): Command => ({ command: 'delete', path })),
  }
}

/** Once before a delete that names few documents, and again after a refusal. */
function needsLook(situation: Situation, path: string, look: boolean): boolean {
  const shelf = situation.library.shelves.get(path)
  if (shelf === undefined) return look
  return shelf.lastError !== null && shelf.views < 2
}

function forgetLines(situation: Situation, { what, path }: Lines): Steps {
  const { library } = situation
  const bearing = path === null ? relevant(situation) : [path]
  const opened = library.deeds.length === 0 ? open(situation, bearing) : null
  if (opened !== null) return opened
  const commands: Command[] = []
  for (const doc of openedDocs(situation)) {
    if (path === null ? WORK_SUFFIX.test(doc.path) : doc.path !== path) continue
    const step = settle(library, doc.path, (now) =>
      linesAbout(now, what).map((line) => {
        const text = withoutThing(line, what)
        return text === null
          ? { kind: 'remove', line: line.number }
          : { kind: 'replace', line: line.number, text }
      }),
    )
    if (step.kind === 'view') commands.push(view(doc.path))
    else if (step.kind === 'change') commands.push(...changeCommands(step.doc, step.changes, step.single))
  }
  for (const [other, shelf] of library.shelves) {
    if (shelf.doc === null && shelf.lastError !== null && shelf.failures < 3) commands.push(view(other))
  }
  const looks = commands.every((command) => command.command === 'view')
  return commands.length === 0 ? DONE : { text: looks ? 'I check the result.' : 'I take that out.', commands }
}

/** A line that names several things, without the one that is to go; null when it does not, and the whole line goes. */
function withoutThing(line: DocLine, what: string): string | null {
  const value = line.fact?.value ?? ''
  const things = value.split(/,\s+(?:(?:and|und)\s+)?|\s+(?:and|und)\s+/)
  const words = keywords(what)
  const rest = things.filter((thing) => {
    const own = keywords(thing)
    return own.length === 0 || !own.every((word) => words.includes(word))
  })
  return things.length < 2 || rest.length !== things.length - 1
    ? null
    : line.text.replace(value, listed(rest))
}

/** Lines of a document that speak of what shall be forgotten: by label, or with every word in them. */
export function linesAbout(doc: Doc, what: string): readonly DocLine[] {
  const title = new Set([...keywords(doc.title), ...keywords(fileName(doc.path).replaceAll('_', ' '))])
  const plain = what.replace(/^(?:the|their|our|its|about|that)\s+/i, '')
  const words = keywords(plain).filter((word) => !title.has(word))
  if (words.length === 0) return []
  const facts = docFacts(doc)
  const inSection = facts.filter((line) => words.join(' ') === keywords(line.section).join(' '))
  if (inSection.length > 0) return inSection
  const byLabel = facts.filter(
    ({ fact }) => fact.label !== undefined && words.join(' ') === keywords(factKey(fact)).join(' '),
  )
  if (byLabel.length > 0) return byLabel
  return facts.filter(({ text, section }) => {
    const own = new Set(keywords(text).map(stem))
    const around = new Set(keywords(section))
    return words.some((word) => own.has(word)) && words.every((word) => own.has(word) || around.has(word))
  })
}
