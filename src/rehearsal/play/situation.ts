import { fileName } from './document.ts'
import type { Command } from './edits.ts'
import type { Source } from './keeping.ts'
import { counted, listed } from './language.ts'
import { type Library, meantPath } from './library.ts'
import type { Understanding } from './parts.ts'
import type { Scene } from './scene.ts'
import { MAX_OPEN, pathsAbout, pathsToOpen } from './selection.ts'
import { ROOT, slug } from './topic.ts'

/** All that the next reply is decided from. */
export interface Situation {
  readonly scene: Scene
  readonly mind: Understanding
  readonly library: Library
  readonly source: Source
}

export interface Steps {
  readonly text: string
  readonly commands: readonly Command[]
}

/** Nothing more to do: answer. */
export const DONE: Steps = { text: '', commands: [] }

export function view(path: string): Command {
  return { command: 'view', path }
}

/** Documents that bear on the message. */
export function relevant(situation: Situation): readonly string[] {
  const { mind, scene, library } = situation
  if (mind.into !== null) return library.paths.filter((path) => path === meantPath(library, mind.into ?? ''))
  const corrects = mind.named.length === 0 && mind.facts.some((fact) => fact.now === true)
  const tells = mind.intent.kind === 'tell' || mind.intent.kind === 'compose'
  if (mind.topic !== null && !corrects && tells) {
    const about = pathsAbout(mind.topic, library.paths)
    const isOwn = mind.named.length > 0 || mind.topic.name === (mind.person?.name ?? scene.speaker)
    if (about.length > 0) return about.slice(0, MAX_OPEN)
    if (isOwn)
      return mind.topic.customer ? [] : library.paths.filter((path) => isGeneral(path, scene.speaker))
  }
  return pathsToOpen(mind.topic, scene.text, library.paths, scene.touched, mind.named.length > 0)
}

/** The notes, and what somebody told of themselves: where a line about somebody may stand who has no document. */
export function isGeneral(path: string, speaker: string | null): boolean {
  return (
    fileName(path) === 'memory_notes.md' ||
    (speaker !== null && fileName(path) === `memory_${slug(speaker)}.md`)
  )
}

/**
 * When context editing took away what this turn had seen: the directory and the documents used in it, all in one
 * reply, so that they can be seen together.
 */
export function lookAgain(situation: Situation): Steps {
  const { library, scene } = situation
  if (scene.rounds >= MAX_LOOKS) return DONE
  const used = [...library.entered, ...library.shelves.keys(), ...scene.touched].filter(
    (path) => path !== ROOT,
  )
  const gone = new Set(
    library.deeds.filter((deed) => deed.ok && /delete|rename/.test(deed.command)).map((deed) => deed.path),
  )
  const paths = [...new Set(used)].filter((path) => !gone.has(path)).slice(0, MAX_OPEN)
  return {
    text: 'Some of what I read was cleared from my context, so I read it again.',
    commands: [view(ROOT), ...paths.map(view)],
  }
}

/** Looking again stops here, so that the answer comes in time. */
const MAX_LOOKS = 5

/** Opens those of the paths that were not opened in this turn; null when all were. */
export function open(situation: Situation, paths: readonly string[]): Steps | null {
  const { library } = situation
  const closed = paths.filter(
    (path) => (library.shelves.get(path)?.views ?? 0) === 0 && library.shelves.get(path)?.doc == null,
  )
  if (closed.length === 0) return null
  const names = closed.slice(0, MAX_OPEN).map((path) => `\`${fileName(path)}\``)
  return {
    text:
      names.length === 1
        ? `${names[0]} bears on this, so I read it.`
        : `${counted(names.length, 'document')} may bear on this, so I read them: ${listed(names)}.`,
    commands: closed.slice(0, MAX_OPEN).map(view),
  }
}
