/** What commits did, in words. Pure. */
import { sizeOfUndo, undoIn } from '../../memory/taken-back.ts'
import type { Commit } from '../../memory/types.ts'
import { erasedWords } from '../erase/erase-version.tsx'
import { shortPath } from '../words.ts'
import { words } from './words-history.tsx'

/** What a commit did, in words; of one document, or of all that it touched. */
export function deedOf(commit: Commit, document: string | null): string {
  const changes =
    document === null ? commit.changes : commit.changes.filter((change) => change.document === document)
  const change = changes[0]
  const name = document === null && change ? shortPath(change.path) : null
  const more = Math.max(0, changes.length - 1)
  const said = words().deed
  switch (commit.reason) {
    case 'create':
      return (change?.kind === 'edit' ? said.rewrote : said.created)(name, more)
    case 'str_replace':
    case 'save':
    case 'batch':
      return said.changed(name, more)
    case 'insert':
      return said.addedTo(name, more)
    case 'delete':
      return said.deleted(name, more)
    case 'rename':
      return change?.kind === 'rename'
        ? said.moved(shortPath(change.from), shortPath(change.path), more)
        : said.movedIt
    case 'merge':
      return said.joined(name, more)
    case 'restore':
      return said.restored(name, more)
    case 'revert':
      return undidWords(commit)(name, more)
    case 'clear':
      return said.cleared
    case 'disk':
      return diskWords(change?.kind)(name, more)
    case 'erase':
      return erasedWords(commit, document)
    default:
      return commit.reason satisfies never
  }
}

/** Undos of before say not what they took back. */
function undidWords(commit: Commit) {
  const said = words().deed
  const undo = undoIn(commit)
  const [[only] = []] = undo?.undoes ?? []
  if (!undo || only === undefined) return said.undid
  const changes = sizeOfUndo(undo)
  return (name: string | null, more: number) =>
    changes === 1 ? said.undidOne(only, name, more) : said.undidMany(changes, name, more)
}

function diskWords(kind: Commit['changes'][number]['kind'] | undefined) {
  const said = words().deed
  return kind === 'delete' ? said.removed : kind === 'create' ? said.brought : said.changed
}
