/** How far whoever sits here had seen the memories when last here, kept in this browser for each person. */
import { useSyncExternalStore } from 'react'
import type { AppState } from '../../workspace/events.ts'
import { viewerName } from '../me.ts'
import { current, watch } from '../store/store.ts'
import { comeBack, parseVisit, type Seen, type Visit } from './away-model.ts'

/** Milliseconds between two notes of how far one has seen. */
const EVERY = 5000

let visit: Visit | null = null
let viewer: string | null = null
let due: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

watch((app, events) => {
  if (events === null || viewer !== viewerName()) {
    viewer = viewerName()
    if (isHere()) note(comeBack(read(), seenOf(app)))
  } else if (isHere()) due ??= setTimeout(noteNow, EVERY)
})

function seenOf({ workspace }: AppState): Seen {
  return { at: Date.now(), heads: workspace.memoryHeads }
}

function isHere(): boolean {
  return document.visibilityState === 'visible'
}

/** What is on the page while somebody looks at it counts as seen. */
function noteNow(): void {
  clearTimeout(due)
  due = undefined
  const { app } = current()
  if (app && visit) note({ ...seenOf(app), away: visit.away })
}

function note(next: Visit): void {
  const changed = next.away !== visit?.away
  visit = next
  localStorage.setItem(key(), JSON.stringify(next))
  if (changed) for (const listener of listeners) listener()
}

/** What one was away from and has not put aside; null: nothing. */
export function useAway(): Seen | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => visit?.away ?? null,
  )
}

/** What happened meanwhile has been looked through, or shall not be. */
export function putAwayAside(): void {
  if (visit) note({ ...visit, away: null })
}

function read(): Visit | null {
  try {
    return parseVisit(JSON.parse(localStorage.getItem(key()) ?? 'null'))
  } catch {
    return null
  }
}

function key(): string {
  return `commonplace.visit.${viewer ?? ''}`
}

if (typeof window !== 'undefined') {
  // Before the tab is hidden is the last moment at which one certainly was here.
  document.addEventListener('visibilitychange', () => !isHere() && noteNow())
  window.addEventListener('pagehide', () => isHere() && noteNow())
  setInterval(() => isHere() && noteNow(), 12 * EVERY)
}
