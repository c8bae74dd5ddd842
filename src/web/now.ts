/** The time, told again now and then, so that "2 min ago" stays true. One clock for all readers. */
import { useSyncExternalStore } from 'react'

const TICK = 15_000

let now = Date.now()
const listeners = new Set<() => void>()

setInterval(() => {
  now = Date.now()
  for (const listener of listeners) listener()
}, TICK)

export function useNow(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => now,
  )
}
