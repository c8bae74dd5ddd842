import { type Doc, lineOf } from './document.ts'
import type { Shelf } from './library.ts'
import { pathsAbout, WORK_SUFFIX } from './selection.ts'
import type { Situation } from './situation.ts'
import { ROOT, type Topic, topicPath } from './topic.ts'

/** Where facts belong. */
export interface Home {
  readonly path: string
  readonly topic: Topic
  /** As far as can be seen, there is no document yet. */
  readonly isNew: boolean
}

const NOTES: Topic = { name: 'Notes', customer: false }

/** The document that the facts of a message go into. */
export function homeOf(situation: Situation): Home {
  const { mind, library } = situation
  const written = library.deeds.find(
    (deed) => deed.ok && deed.command === 'create' && !WORK_SUFFIX.test(deed.path),
  )
  if (written !== undefined) return { path: written.path, topic: mind.topic ?? NOTES, isNew: false }
  const base = mind.topic === null ? null : basePath(mind.topic, known(situation))
  if (mind.topic !== null && base !== null) return { path: base, topic: mind.topic, isNew: false }
  const speaksOfTopic = mind.named.length > 0 || (mind.topic !== null && base === null)
  const like = speaksOfTopic ? null : homeByFacts(situation)
  if (like !== null) return { path: like.path, topic: { name: like.title, customer: false }, isNew: false }
  const topic = mind.topic ?? ownOrganisation(situation) ?? NOTES
  const path = basePath(topic, known(situation)) ?? topicPath(topic.name)
  return { path, topic, isNew: !library.paths.includes(path) && library.shelves.get(path)?.doc == null }
}

/** The organisation that the speaker just said they belong to: what they tell without naming anything else is about it. */
function ownOrganisation({ mind }: Situation): Topic | null {
  const name = mind.person?.organisation
  return name === undefined ? null : { name, customer: false }
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

/** An opened document that already speaks of one of the facts, or the only one that there is to speak of. */
function homeByFacts(situation: Situation): Doc | null {
  const { mind, scene } = situation
  const docs = openedDocs(situation).filter((doc) => !WORK_SUFFIX.test(doc.path))
  const matching = docs.filter((doc) => mind.facts.some((fact) => lineOf(doc, fact) !== undefined))
  const used = (doc: Doc) => scene.touched.includes(doc.path)
  const best = matching.find(used) ?? matching[0]
  if (best !== undefined) return best
  if (mind.person?.organisation !== undefined) return null
  const refers = /\b(?:they|their|them|the (?:customer|client|project|budget|timeline|team|company))\b/i.test(
    scene.text,
  )
  const isProject = mind.facts.some((fact) =>
    ['Project', 'People', 'Requirements', 'Concerns'].includes(fact.section),
  )
  if (!refers && !isProject) return null
  return docs.find(used) ?? (docs.length === 1 ? (docs[0] ?? null) : null)
}

/** Documents whose text can be seen, in the order in which they were opened. */
export function openedDocs(situation: Situation): readonly Doc[] {
  return [...situation.library.shelves.values()].flatMap((shelf) => (shelf.doc === null ? [] : [shelf.doc]))
}

export function isMissing(shelf: Shelf | undefined): boolean {
  return shelf !== undefined && shelf.doc === null && /does not exist|not found/i.test(shelf.lastError ?? '')
}
