/** Which dialog of the past is open. */
import { useSyncExternalStore } from 'react'
import type { UndoWhat } from './past-api.ts'

export type PastDialog =
  | { readonly kind: 'undo'; readonly title: string; readonly what: UndoWhat }
  | { readonly kind: 'compare'; readonly document: string; readonly from: number; readonly to: number }
  /** `under`: a document or directory to begin with; everywhere when it is left out. */
  | { readonly kind: 'replace'; readonly under?: string }

let open: PastDialog | null = null
const listeners = new Set<() => void>()

export function openPast(dialog: PastDialog | null): void {
  open = dialog
  for (const listener of listeners) listener()
}

/** Shows what an undo would change, and asks where it meets newer changes, before anything is written. */
export function startUndo(title: string, what: UndoWhat): void {
  openPast({ kind: 'undo', title, what })
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePast(): PastDialog | null {
  return useSyncExternalStore(listen, () => open)
}
