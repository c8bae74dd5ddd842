/** What commits did, in words. Pure. */
import type { Commit } from '../../memory/types.ts'
import { erasedWords } from '../erase/erase-version.tsx'
import { shortPath } from '../words.ts'

/** What a commit did, in words; of one document, or of all that it touched. */
export function deedOf(commit: Commit, document: string | null): string {
  const changes =
    document === null ? commit.changes : commit.changes.filter((change) => change.document === document)
  const change = changes[0]
  const name = document === null && change ? ` ${shortPath(change.path)}` : ''
  const more = changes.length > 1 ? ` and ${changes.length - 1} more` : ''
  switch (commit.reason) {
    case 'create':
      return `${change?.kind === 'edit' ? 'rewrote' : 'created'}${name || ' it'}${more}`
    case 'str_replace':
    case 'save':
      return `changed${name || ' it'}${more}`
    case 'insert':
      return `added to${name || ' it'}${more}`
    case 'delete':
      return `deleted${name || ' it'}${more}`
    case 'rename':
      return change?.kind === 'rename'
        ? `moved ${shortPath(change.from)} to ${shortPath(change.path)}${more}`
        : 'moved it'
    case 'merge':
      return `joined two changes${name && ` of${name}`}${more}`
    case 'restore':
      return `brought back an earlier version${name && ` of${name}`}${more}`
    case 'revert':
      return `undid a change${name && ` of${name}`}${more}`
    case 'clear':
      return 'cleared all of memory'
    case 'disk':
      return `${change?.kind === 'delete' ? 'removed' : change?.kind === 'create' ? 'brought' : 'changed'}${name || ' it'}${more}`
    case 'batch':
      return `changed${name || ' it'}${more}`
    case 'erase':
      return erasedWords(commit, document)
    default:
      return commit.reason satisfies never
  }
}
