/** Whether the lines say who wrote them; kept in this browser. */
import { useSyncExternalStore } from 'react'
import { currentView, look } from '../location.ts'

const KEY = 'commonplace.blame'
const listeners = new Set<() => void>()

function isOn(): boolean {
  return localStorage.getItem(KEY) === 'on'
}

export function setBlame(on: boolean): void {
  localStorage.setItem(KEY, on ? 'on' : 'off')
  for (const listener of listeners) listener()
}

/** By key: shows the lines of the open document with who wrote them; pressed again, without. Whether a document is open. */
export function toggleBlame(): boolean {
  const { document, tab } = currentView()
  if (document === null) return false
  setBlame(tab !== 'source' || !isOn())
  look({ tab: 'source', panel: true })
  return true
}

export function useBlame(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, isOn)
}
