/** Which of the large dialogs is open. */
import { useSyncExternalStore } from 'react'

export type ShellDialog = 'settings' | 'statistics' | 'shortcuts'

let open: ShellDialog | null = null
const listeners = new Set<() => void>()

export function openShell(dialog: ShellDialog | null): void {
  open = dialog
  for (const listener of listeners) listener()
}

export function closeShell(): void {
  openShell(null)
}

export function useShell(): ShellDialog | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}
