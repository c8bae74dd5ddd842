/**
 * Who sits in front of this browser. Two names that are often one: the one that was said on purpose, which decides what
 * may be seen, and the one last spoken under, under which memory is changed by hand.
 */
import { useSyncExternalStore } from 'react'
import { words } from './app-words.ts'

const KEY = 'commonplace.name'
const VIEWER = 'commonplace.viewer'
const listeners = new Set<() => void>()

/** Characters of a name, as the server takes it. */
export const LONGEST_NAME = 40

/** Names this tab in draft events, so that it does not overwrite itself. */
export const CLIENT = `tab-${crypto.randomUUID().slice(0, 12)}`

export function myName(): string {
  return localStorage.getItem(KEY) || viewerName() || words().somebody
}

export function setMyName(name: string): void {
  localStorage.setItem(KEY, name)
  tell()
}

export function useMyName(): string {
  return useSyncExternalStore(listen, myName)
}

/** Who was said to be here; null: nobody said it, and one sees what everybody may. */
export function viewerName(): string | null {
  return localStorage.getItem(VIEWER) || null
}

/** From now on this browser sees what that person may, and changes memory under that name. */
export function setViewer(name: string | null): void {
  if (name === null) localStorage.removeItem(VIEWER)
  else localStorage.setItem(VIEWER, name)
  if (name !== null) localStorage.setItem(KEY, name)
  tell()
}

export function useViewer(): string | null {
  return useSyncExternalStore(listen, viewerName)
}

/** Told when another person sits here than before. Returns the way to stop. */
export function onViewer(listener: () => void): () => void {
  let before = viewerName()
  return listen(() => {
    if (before === viewerName()) return
    before = viewerName()
    listener()
  })
}

function tell(): void {
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

if (typeof window !== 'undefined') {
  // Another tab of this browser is the same person.
  window.addEventListener('storage', ({ key }) => (key === VIEWER || key === KEY) && tell())
}
