/** The keys of the tree: arrows walk, Right and Left open and close, Enter opens, letters jump. */
import type { KeyboardEvent } from 'react'
import { isRightToLeft } from '../language/language.ts'
import type { DocumentRow, FolderRow, Row } from './tree-model.ts'

type Step =
  | { readonly kind: 'go'; readonly index: number }
  | { readonly kind: 'fold'; readonly row: FolderRow }
  | { readonly kind: 'open'; readonly row: DocumentRow }

/** What a key means in the tree, with row number `at` being the one somebody is on; null: nothing. */
export function keyStep(event: KeyboardEvent, rows: readonly Row[], at: number): Step | null {
  const row = rows[at]
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return null
  switch (turned(event.key)) {
    case 'ArrowDown':
      return { kind: 'go', index: at + 1 }
    case 'ArrowUp':
      return { kind: 'go', index: at - 1 }
    case 'Home':
      return { kind: 'go', index: 0 }
    case 'End':
      return { kind: 'go', index: rows.length - 1 }
    case 'Enter':
    case ' ':
      return row.kind === 'folder' ? { kind: 'fold', row } : { kind: 'open', row }
    case 'ArrowRight':
      return row.kind === 'folder' && !row.open ? { kind: 'fold', row } : { kind: 'go', index: at + 1 }
    case 'ArrowLeft':
      if (row.kind === 'folder' && row.open) return { kind: 'fold', row }
      return { kind: 'go', index: rows.slice(0, at).findLastIndex((other) => other.level < row.level) }
    default:
      return event.key.length === 1 ? jump(event.key.toLowerCase(), rows, at) : null
  }
}

/** Into a folder is along the writing, whichever way it runs. */
function turned(key: string): string {
  if (!isRightToLeft()) return key
  return key === 'ArrowRight' ? 'ArrowLeft' : key === 'ArrowLeft' ? 'ArrowRight' : key
}

function jump(letter: string, rows: readonly Row[], at: number): Step | null {
  const ahead = [...rows.slice(at + 1), ...rows.slice(0, at + 1)]
  const found = ahead.find((row) => row.name.toLowerCase().startsWith(letter))
  return found ? { kind: 'go', index: rows.indexOf(found) } : null
}
