/** Which documents a query's filters let through. Pure. */
import { isUnder } from '../memory/path.ts'
import type { Actor, DocumentInfo, MemoryPath } from '../memory/types.ts'
import { type Filters, foldName } from './query.ts'

/** Whether a document as the asker sees it passes. `authors` are the names of everybody who ever changed it. */
export function passes(info: DocumentInfo, filters: Filters, authors: () => ReadonlySet<string>): boolean {
  const { paths, notPaths, lastAuthors, notLastAuthors, after, before } = filters
  if (after !== undefined && info.changedAt < after) return false
  if (before !== undefined && info.changedAt >= before) return false
  if (paths.length > 0 && !paths.some((path) => holds(path, info.path))) return false
  if (notPaths.some((path) => holds(path, info.path))) return false
  return (
    passesNames(namesOf(info.changedBy), lastAuthors, notLastAuthors) &&
    (filters.authors.length + filters.notAuthors.length === 0 || passesAuthors(filters, authors()))
  )
}

function passesNames(
  names: readonly string[],
  wanted: readonly string[],
  unwanted: readonly string[],
): boolean {
  if (wanted.length > 0 && !wanted.some((name) => names.includes(name))) return false
  return !unwanted.some((name) => names.includes(name))
}

function passesAuthors({ authors, notAuthors }: Filters, names: ReadonlySet<string>): boolean {
  return authors.every((name) => names.has(name)) && !notAuthors.some((name) => names.has(name))
}

function holds(directory: MemoryPath, path: MemoryPath): boolean {
  return path === directory || isUnder(path, directory)
}

/** The names under which somebody is found, folded: what Claude writes for Alice is by Claude and by Alice. */
export function namesOf(actor: Actor): readonly string[] {
  switch (actor.kind) {
    case 'person':
    case 'key':
    case 'rule':
      return [foldName(actor.name)]
    case 'claude':
      return ['claude', foldName(actor.onBehalfOf)]
    case 'mcp':
      return [foldName(actor.client)]
    case 'disk':
      return ['disk']
    default:
      return actor satisfies never
  }
}
