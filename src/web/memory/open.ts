/** Which document the panel shows, and whether it follows Claude's hand. */
import { useSyncExternalStore } from 'react'
import type { DocumentTab } from '../location.ts'
import { currentView, look } from '../location.ts'
import { showMode } from './panel-mode.ts'
import { documentAt } from './shelf.ts'

let follow = true
/** A path that is being written and is no document yet. */
let ghost: string | null = null
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Opens a document because a person asked: from now on the panel stays with it. */
export function openDocument(document: string, tab: DocumentTab = 'read'): void {
  follow = false
  ghost = null
  showMode('documents')
  look({ document, tab, at: null, panel: true, ...(isNarrow() ? { front: 'memory' } : {}) }, true)
  tell()
}

/** Opens the living document at a path, if there is one. Whether there was. */
export function openPath(path: string): boolean {
  const document = documentAt(path)
  if (document !== null) openDocument(document)
  return document !== null
}

/** Shows what is being written, without taking the person anywhere else. A path without a document is a ghost; null ends it. */
export function followTo(document: string | null, path: string | null): void {
  const next = document === null ? path : null
  const changed = ghost !== next
  ghost = next
  if (document !== null && currentView().document !== document) look({ document, tab: 'read' })
  if (changed) tell()
}

/** Back to the tree. While a hand is writing the panel would follow it again at once, so following ends. */
export function closeDocument(live = false): void {
  ghost = null
  if (live) follow = false
  look({ document: null, tab: 'read' })
  tell()
}

export function setFollow(on: boolean): void {
  follow = on
  tell()
}

export function useFollow(): boolean {
  return useSyncExternalStore(listen, () => follow)
}

export function useGhost(): string | null {
  return useSyncExternalStore(listen, () => ghost)
}

/** Where one goes on once a document has left the panel: among the others, when there are any. */
export function focusPanel(): void {
  const panel = document.querySelector<HTMLElement>('[data-memory]')
  const place = panel?.querySelector<HTMLElement>('[role=tree]') ?? panel
  place?.focus()
}

export function isNarrow(): boolean {
  return matchMedia('(max-width: 760px)').matches
}
