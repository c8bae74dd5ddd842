/** What an undo says to people, before and after. Pure. */

import { fileName, shortPath, when } from '../words.ts'
import type { UndoPreview, UndoWhat } from './past-api.ts'
import { words } from './words-undo.ts'

export type Undone = UndoPreview['documents'][number]

/** What would become of one document. */
export function fateOf({ before, after, from }: Undone): string {
  const { comesBack, goesAway, moves, changes } = words().fate
  if (before === null && after !== null) return comesBack
  if (after === null) return goesAway
  return before === after && from !== undefined ? moves : changes
}

/** One sentence above the list. */
export function previewWords({ documents, more, conflicts }: UndoPreview): string {
  const said = words().preview
  const total = documents.length + more
  if (total === 0 && conflicts.length === 0) return said.nothing
  const changed = total === 0 ? said.nothingElse : said.changes(total)
  return conflicts.length === 0 ? changed : said.met(conflicts.length, changed)
}

/** Why one has to choose again. `commits`: what was written in other memories before; almost always nothing. */
export function againWords(commits: readonly unknown[]): string {
  return commits.length === 0 ? words().again.nothingWritten : words().again.partWritten
}

/** What is said when it is done. */
export function doneWords(what: UndoWhat, documents: number): string {
  const { undone, broughtBack } = words().done
  return (what.kind === 'tree' ? broughtBack : undone)(documents)
}

/** Why somebody must choose, as the engine says it, with the name as it stands above and times as one speaks of them. */
export function reasonWords(why: string, path: string, now: number): string {
  const begun = why.startsWith(path) ? words().it(why.slice(path.length)) : why
  return begun
    .replaceAll(path, fileName(path))
    .replaceAll(/\bat (\d{4}-\d\d-\d\dT[\d:.]+Z)/g, (_, at: string) => when(at, now))
}

export function buttonWords(what: UndoWhat): string {
  return what.kind === 'tree' ? words().bringBack : words().undo
}

/** A document in a list: its name first, then where it lies. */
export function placeWords(path: string): { readonly name: string; readonly folder: string } {
  const short = shortPath(path)
  const name = fileName(short)
  return { name, folder: short.slice(0, Math.max(0, short.length - name.length - 1)) }
}

/** What a document that moves was called; with its folders when the name stays. */
export function cameFrom(path: string, from: string): string {
  return fileName(path) === fileName(from) ? shortPath(from) : fileName(from)
}
