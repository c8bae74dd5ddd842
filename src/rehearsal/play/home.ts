import { type Doc, docFacts, fileName, lineOf } from './document.ts'
import { type Fact, SECTIONS } from './fact.ts'
import { normal } from './language.ts'
import { meantPath, type Shelf } from './library.ts'
import { pathsAbout, WORK_SUFFIX } from './selection.ts'
import { isGeneral, type Situation } from './situation.ts'
import { core, ROOT, type Topic, topicPath } from './topic.ts'

/** Where facts belong. */
export interface Home {
  readonly path: string
  readonly topic: Topic
  /** As far as can be seen, there is no document yet. */
  readonly isNew: boolean
}

const NOTES: Topic = { name: 'Notes', customer: false }

/** The document that the facts of a message, or of one part of it, go into. */
export function homeOf(situation: Situation): Home {
  const { mind, library } = situation
  if (mind.into !== null) return namedHome(situation, meantPath(library, mind.into))
  const written = library.deeds.find(
    (deed) => deed.ok && deed.command === 'create' && !WORK_SUFFIX.test(deed.path) && isFor(mind, deed.path),
  )
  if (written !== undefined) return { path: written.path, topic: mind.topic ?? NOTES, isNew: false }
  const base = mind.topic === null ? null : basePath(mind.topic, known(situation))
  const corrected = mind.named.length === 0 ? correctedDoc(situation, base) : null
  if (corrected !== null)
    return { path: corrected.path, topic: { name: corrected.title, customer: false }, isNew: false }
  if (mind.topic !== null && base !== null) return { path: base, topic: mind.topic, isNew: false }
  const mentioned = mentioningDoc(situation)
  if (mentioned !== null)
    return { path: mentioned.path, topic: { name: mentioned.title, customer: false }, isNew: false }
  const labelled = labelledDoc(situation)
  if (labelled !== null)
    return { path: labelled.path, topic: { name: labelled.title, customer: false }, isNew: false }
  const like = isSettled(situation) ? null : homeByFacts(situation)
  if (like !== null) return { path: like.path, topic: { name: like.title, customer: false }, isNew: false }
  const topic = mind.topic ?? ownOrganisation(situation) ?? NOTES
  const path = basePath(topic, known(situation)) ?? topicPath(topic.name, library.ground)
  return { path, topic, isNew: !library.paths.includes(path) && library.shelves.get(path)?.doc == null }
}

/** The one document that has the line which a message corrects, when the document of its topic has none. */
function correctedDoc(situation: Situation, base: string | null): Doc | null {
  const now = situation.mind.facts.filter((fact) => fact.now === true)
  const docs = openedDocs(situation).filter(
    (doc) => !WORK_SUFFIX.test(doc.path) && now.some((fact) => lineOf(doc, fact) !== undefined),
  )
  const [only] = docs
  return base === null || docs.length !== 1 || only === undefined ? null : only
}

/** The notes that already speak of somebody who has no document. */
function mentioningDoc({ mind, library, scene }: Situation): Doc | null {
  const { topic } = mind
  if (
    topic === null ||
    topic.customer ||
    mind.named.length === 0 ||
    library.deeds.some(({ command }) => command === 'create')
  )
    return null
  const speaks = (doc: Doc) =>
    docFacts(doc).some(
      ({ text, section }) => section !== 'Sources' && ` ${normal(text)} `.includes(` ${core(topic.name)} `),
    )
  const docs = [...library.shelves.values()].flatMap(({ doc }) =>
    doc === null || WORK_SUFFIX.test(doc.path) ? [] : [doc],
  )
  const [only, ...others] = docs.filter(speaks)
  return only !== undefined && others.length === 0 && isGeneral(only.path, scene.speaker) ? only : null
}

/** "Initech: contact Bill": the label is the name of a document. */
function labelledDoc(situation: Situation): Doc | null {
  const label = situation.mind.facts[0]?.label
  if (label === undefined || situation.mind.named.length > 0) return null
  return (
    openedDocs(situation).find((doc) => core(doc.title) === core(label) && !WORK_SUFFIX.test(doc.path)) ??
    null
  )
}

/** What a message is about is said in it, or is a customer or the speaker; not a name from a talk before. */
function isSettled({ mind, scene }: Situation): boolean {
  const { topic } = mind
  return (
    topic !== null &&
    (mind.named.length > 0 || topic.customer || topic.name === (mind.person?.name ?? scene.speaker))
  )
}

function namedHome(situation: Situation, path: string): Home {
  const name = fileName(path).replace(/^memory_|\.md$/g, '')
  return { path, topic: { name, customer: false }, isNew: !known(situation).includes(path) }
}

/** Of a message about several things, each has a document of its own. */
function isFor(mind: Situation['mind'], path: string): boolean {
  return mind.parts.length < 2 || mind.topic === null || pathsAbout(mind.topic, [path]).length > 0
}

/** Where the speaker belongs, by their words in this chat or a line about them: "our" and "we" mean that. */
function ownOrganisation(situation: Situation): Topic | null {
  const { mind, scene } = situation
  if (mind.person?.organisation === undefined && !OURS.test(scene.text)) return null
  const name = mind.organisation ?? writtenOrganisation(situation)
  return name === null ? null : { name, customer: false }
}

const OURS = /\b(?:we|our|ours|us)\b/i

/** The last part of `Mia: CFO, Globex`. */
function writtenOrganisation(situation: Situation): string | null {
  const speaker = situation.scene.speaker
  for (const doc of openedDocs(situation)) {
    for (const { fact } of docFacts(doc)) {
      if (fact.section !== 'People' || fact.label !== speaker) continue
      const last = fact.value.split('; ')[0]?.split(', ').at(-1) ?? ''
      if (/^\p{Lu}/u.test(last)) return last
    }
  }
  return null
}

function known(situation: Situation): readonly string[] {
  return [...new Set([...situation.library.paths, ...situation.library.shelves.keys()])].filter(
    (path) => path !== ROOT && !isMissing(situation.library.shelves.get(path)),
  )
}

/** The topic's own document, beside the works about it; null when there is none. */
export function basePath(topic: Topic, paths: readonly string[]): string | null {
  return pathsAbout(topic, paths).find((path) => !WORK_SUFFIX.test(path)) ?? null
}

/**
 * The opened document that facts without a topic belong to: one that already speaks of them, of the people they
 * name or of what the speaker has told before. Never one that the speaker has nothing to do with, unless the
 * message corrects it or speaks of "the customer" while there is only one.
 */
function homeByFacts(situation: Situation): Doc | null {
  const { mind, scene } = situation
  const own = ownOrganisation(situation)
  const docs = openedDocs(situation).filter((doc) => !WORK_SUFFIX.test(doc.path))
  const fits = own === null ? docs : docs.filter((doc) => pathsAbout(own, [doc.path]).length > 0)
  if (own !== null) return fits[0] ?? null
  const near = fits.filter((doc) => isNear(situation, doc))
  const speaksOfIt = (doc: Doc) => mind.facts.some((fact) => speaksOf(doc, fact))
  const best = near.find(speaksOfIt)
  if (best !== undefined) return best
  const matching = fits.filter(speaksOfIt)
  const changes = mind.facts.some((fact) => fact.now === true)
  const isNotes = (doc: Doc) => doc.path === topicPath(NOTES.name, situation.library.ground)
  const sole = matching.length === 1 ? matching[0] : undefined
  if (sole !== undefined && (isNotes(sole) || (changes && !OURS.test(scene.text)))) return sole
  const people = fits.filter((doc) => namesSomebody(doc, scene.text))
  if (people.length === 1) return people[0] ?? null
  const isProject = mind.facts.some((fact) => PROJECT_SECTIONS.includes(fact.section))
  if (near.length > 0 && (isProject || REFERS.test(scene.text))) return near[0] ?? null
  const projects = fits.filter((doc) => !isNotes(doc))
  return REFERS.test(scene.text) && projects.length === 1 ? (projects[0] ?? null) : null
}

const PROJECT_SECTIONS: readonly string[] = ['Project', 'People', 'Requirements', 'Concerns']
const REFERS =
  /\b(?:they|their|them|the (?:customer|client|project))\b|^\W*(?:please\s+)?(?:add|put|make|assign)\s/i

function speaksOf(doc: Doc, fact: Fact): boolean {
  if (lineOf(doc, fact) !== undefined) return true
  return !SECTIONS.some((known) => known === fact.section) && fact.section !== 'People'
    ? doc.lines.some((line) => line.section === fact.section)
    : false
}

/** This chat has written or quoted the document, or the speaker stands in it. */
function isNear(situation: Situation, doc: Doc): boolean {
  const { scene } = situation
  if (scene.wrote.includes(doc.path) || scene.lastAnswer.includes(doc.path)) return true
  const { speaker } = scene
  return (
    speaker !== null &&
    doc.lines.some(
      (line) =>
        (line.section === 'People' && line.fact?.label === speaker) ||
        (line.section === 'Sources' && normal(line.text).split(' ').includes(normal(speaker))),
    )
  )
}

/** One of the people of the document stands in the text. */
function namesSomebody(doc: Doc, text: string): boolean {
  const words = normal(text)
  return docFacts(doc).some(
    ({ fact }) =>
      fact.section === 'People' &&
      fact.label !== undefined &&
      ` ${words} `.includes(` ${normal(fact.label)} `),
  )
}

/** Documents whose text can be seen, in the order in which they were opened. */
export function openedDocs(situation: Situation): readonly Doc[] {
  return [...situation.library.shelves.values()].flatMap((shelf) => (shelf.doc === null ? [] : [shelf.doc]))
}

export function isMissing(shelf: Shelf | undefined): boolean {
  return shelf !== undefined && shelf.doc === null && /does not exist|not found/i.test(shelf.lastError ?? '')
}
