import { fileName } from './document.ts'
import type { Intent } from './intents.ts'
import { placedPath } from './library.ts'
import { pathsAbout } from './selection.ts'
import { DONE, type Situation, type Steps, view } from './situation.ts'
import { ROOT } from './topic.ts'

/** Renames one document; looks at it first, so that a change by somebody else is not missed. */
export function renamePlan(situation: Situation, intent: Extract<Intent, { kind: 'rename' }>): Steps {
  const { library } = situation
  const from = renameSource(situation, intent.from)
  const to = placedPath(library, intent.to)
  if (from === null || from === to) return DONE
  const tried = library.deeds.filter((deed) => deed.command === 'rename')
  if (tried.some((deed) => deed.ok) || tried.length >= 2) return DONE
  if (tried.some((deed) => /already exists/i.test(deed.answer))) return DONE
  if (library.shelves.get(from)?.doc == null && (library.shelves.get(from)?.views ?? 0) <= tried.length) {
    return { text: `I look at \`${fileName(from)}\` first.`, commands: [view(from)] }
  }
  return { text: 'I rename it.', commands: [{ command: 'rename', old_path: from, new_path: to }] }
}

/** The document that is meant, by path, file name or topic; null when there is none. */
export function renameSource(situation: Situation, written: string): string | null {
  const { library } = situation
  const done = library.deeds.find((deed) => deed.command === 'rename')
  if (done !== undefined) return done.path
  const name = written
    .trim()
    .replace(/^the\s+/i, '')
    .replace(/^(?:(?:document|file|page|notes?)\s+)?(?:about|on|for|of)\s+(?:the\s+)?/i, '')
    .replace(/\s+(?:document|file|memory)$/i, '')
  const path = `${ROOT}/${name.replace(/^\/?memories\//, '').replace(/^\/+/, '')}`
  const exact = library.paths.find(
    (known) => known === path || known === `${path}.md` || fileName(known) === fileName(path),
  )
  return exact ?? pathsAbout({ name, customer: false }, library.paths)[0] ?? null
}
