/** The name under which this browser changes memory by hand: the one last spoken under. Before that nobody knows who it is. */
import { useSyncExternalStore } from 'react'

const KEY = 'commonplace.name'
const listeners = new Set<() => void>()

/** Names this tab in draft events, so that it does not overwrite itself. */
export const CLIENT = `tab-${crypto.randomUUID().slice(0, 12)}`

export function myName(): string {
  return localStorage.getItem(KEY) || 'Somebody'
}

export function setMyName(name: string): void {
  localStorage.setItem(KEY, name)
  for (const listener of listeners) listener()
}

export function useMyName(): string {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, myName)
}
