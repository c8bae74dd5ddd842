/** Where the tour stands in this tab. It survives a reload, and that it was seen is kept in the browser. */
import { useSyncExternalStore } from 'react'
import type { WorkspaceState } from '../../workspace/events.ts'
import { current, subscribe } from '../store/store.ts'
import { type Happening, happenings, missed, OFF, reduceTour, STEPS, type Tour, type Wish } from './tour.ts'

const KEPT = 'commonplace.tour'
const SEEN = 'commonplace.tour-seen'

let tour: Tour = OFF
let stop: (() => void) | null = null
const listeners = new Set<() => void>()

function tell(what: Happening | Wish): void {
  const next = reduceTour(tour, what)
  if (next === tour) return
  tour = next
  if (tour.kind === 'on') sessionStorage.setItem(KEPT, JSON.stringify(tour))
  else sessionStorage.removeItem(KEPT)
  if (tour.kind !== 'on') {
    localStorage.setItem(SEEN, '1')
    stop?.()
    stop = null
  } else stop ??= watch()
  for (const listener of listeners) listener()
}

/** Begins with the first step, also when it was taken before. */
export function beginTour(): void {
  tell({ type: 'begun' })
}

export function skipStep(): void {
  tell({ type: 'skipped' })
}

export function leaveTour(): void {
  tell({ type: 'left' })
}

/** Whether somebody was led through it in this browser, or did not want to be. */
export function tourWasSeen(): boolean {
  return localStorage.getItem(SEEN) !== null
}

export function useTour(): Tour {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => tour,
  )
}

/** Tells the tour what happens from now on. */
function watch(): () => void {
  let before: WorkspaceState | null = current().app?.workspace ?? null
  return subscribe(() => {
    const now = current().app?.workspace ?? null
    if (now === null || now === before) return
    const found = before === null ? missed(tour, now) : happenings(before, now)
    before = now
    for (const happening of found) tell(happening)
  })
}

/** A tour as it was stored; whatever is not understood is none. */
function kept(text: string | null): Tour {
  if (text === null) return OFF
  try {
    const { step, first, wrote, second } = JSON.parse(text) as Record<string, unknown>
    const known = STEPS.find((one) => one === step)
    const chat = (value: unknown) => (typeof value === 'string' ? value : null)
    return known
      ? { kind: 'on', step: known, first: chat(first), wrote: wrote === true, second: chat(second) }
      : OFF
  } catch {
    return OFF
  }
}

if (typeof sessionStorage !== 'undefined') {
  tour = kept(sessionStorage.getItem(KEPT))
  if (tour.kind === 'on') stop = watch()
}
