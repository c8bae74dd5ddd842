/** What an undo says to people, before and after. Pure. */

import { count, fileName, shortPath, when } from '../words.ts'
import type { UndoPreview, UndoWhat } from './past-api.ts'

export type Undone = UndoPreview['documents'][number]

/** What would become of one document. */
export function fateOf({ before, after, from }: Undone): 'comes back' | 'goes away' | 'moves' | 'changes' {
  if (before === null && after !== null) return 'comes back'
  if (after === null) return 'goes away'
  return before === after && from !== undefined ? 'moves' : 'changes'
}

/** One sentence above the list. */
export function previewWords({ documents, more, conflicts }: UndoPreview): string {
  const total = documents.length + more
  if (total === 0 && conflicts.length === 0)
    return 'There is nothing left to undo: memory already is as it would be.'
  const changed = total === 0 ? 'Nothing else changes.' : `${count(total, 'document')} will change.`
  if (conflicts.length === 0) return changed
  const met = count(conflicts.length, 'document')
  const was = conflicts.length === 1 ? 'was' : 'were'
  return `${met} ${was} changed by others since: choose what shall stand. ${changed}`
}

/** Why one has to choose again. `commits`: what was written in other memories before; almost always nothing. */
export function againWords(commits: readonly unknown[]): string {
  const written =
    commits.length === 0
      ? 'so nothing was written'
      : 'so only a part was written. What is asked here was not: the memory that holds it is as it was'
  return `Somebody changed memory while you were looking, ${written}. Choose once more where it says so.`
}

/** What is said when it is done. */
export function doneWords(what: UndoWhat, documents: number): string {
  const where = documents === 1 ? '1 document changed' : `${documents} documents changed`
  return what.kind === 'tree' ? `Brought back. ${where}.` : `Undone. ${where}.`
}

/** Why somebody must choose, as the engine says it, with the name as it stands above and times as one speaks of them. */
export function reasonWords(why: string, path: string, now: number): string {
  const words = (why.startsWith(path) ? `It${why.slice(path.length)}` : why).replaceAll(path, fileName(path))
  return words.replaceAll(/\bat (\d{4}-\d\d-\d\dT[\d:.]+Z)/g, (_, at: string) => when(at, now))
}

export function buttonWords(what: UndoWhat): string {
  return what.kind === 'tree' ? 'Bring it back' : 'Undo'
}

/** A document in a list: its name first, then where it lies. */
export function placeWords(path: string): { readonly name: string; readonly folder: string } {
  const short = shortPath(path)
  const name = fileName(short)
  return { name, folder: short.slice(0, Math.max(0, short.length - name.length - 1)) }
}
