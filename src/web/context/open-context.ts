/** For which chat one looks at what fills its context; null: for none. */
import { useSyncExternalStore } from 'react'

let open: string | null = null
const listeners = new Set<() => void>()

export function openContext(chat: string | null): void {
  open = chat
  for (const listener of listeners) listener()
}

export function useOpenContext(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}
