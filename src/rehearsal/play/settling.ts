import type { Doc } from './document.ts'
import type { Change } from './edits.ts'
import type { Library } from './library.ts'

export type Settling =
  | { readonly kind: 'done' }
  | { readonly kind: 'view'; readonly check: boolean }
  | {
      readonly kind: 'change'
      readonly doc: Doc
      readonly changes: readonly Change[]
      readonly single: boolean
    }

/** After so many refusals a document is left alone; the answer says what the memory said. */
const MAX_FAILURES = 3
const MAX_VIEWS = 4

/**
 * Brings a document to where `wanted` finds nothing to change: looks again after a refusal and after several
 * changes at once, and trusts a single change that succeeded even when its text can no longer be seen.
 */
export function settle(library: Library, path: string, wanted: (doc: Doc) => readonly Change[]): Settling {
  const shelf = library.shelves.get(path)
  if (shelf === undefined) return { kind: 'view', check: false }
  if (isRefused(shelf.lastError)) return { kind: 'done' }
  if (shelf.failures >= MAX_FAILURES || shelf.views >= MAX_VIEWS) return { kind: 'done' }
  if (shelf.doc === null) {
    const trusted = shelf.lastError === null && shelf.editsSince > 0 && !shelf.unsure
    return trusted || deleted(library, path) ? { kind: 'done' } : { kind: 'view', check: false }
  }
  if (shelf.unsure) return { kind: 'view', check: true }
  const changes = wanted(shelf.doc)
  return changes.length === 0
    ? { kind: 'done' }
    : { kind: 'change', doc: shelf.doc, changes, single: shelf.failures > 0 }
}

/** What the memory will not take however often it is asked, such as a password. */
export function isRefused(error: string | null): boolean {
  return /\bNot stored:/.test(error ?? '')
}

function deleted(library: Library, path: string): boolean {
  return library.deeds.some((deed) => deed.ok && deed.command === 'delete' && deed.path === path)
}
