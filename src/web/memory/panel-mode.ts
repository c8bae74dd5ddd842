/** What the memory panel shows: the documents, what happens to them, or what changed since a moment. */
import { useSyncExternalStore } from 'react'

export type PanelMode = 'documents' | 'activity' | 'review'

/** Since when changes are reviewed. An ISO time: since then. */
export type ReviewFrom = 'looked' | 'away' | 'today' | 'yesterday' | 'week' | { readonly at: string }

interface Mode {
  readonly mode: PanelMode
  readonly from: ReviewFrom
  /** Counts up each time somebody asks: the same question is then asked of how things are now. */
  readonly asked: number
}

let shown: Mode = { mode: 'documents', from: 'looked', asked: 0 }
const listeners = new Set<() => void>()

function set(next: Mode): void {
  shown = next
  for (const listener of listeners) listener()
}

export function showMode(mode: PanelMode): void {
  if (mode !== shown.mode) set({ ...shown, mode })
}

/** Opens the review of what changed since then. */
export function review(from: ReviewFrom): void {
  set({ mode: 'review', from, asked: shown.asked + 1 })
}

export function usePanelMode(): Mode {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
}
