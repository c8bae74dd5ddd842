/** Which of the large dialogs is open, and where the settings begin. */
import { useSyncExternalStore } from 'react'

export type ShellDialog = 'settings' | 'statistics' | 'shortcuts'

/** A part of the settings. */
export type SettingsPart = 'claude' | 'prompt' | 'context' | 'memories' | 'care' | 'forgetting' | 'look'

let open: ShellDialog | null = null
let part: SettingsPart = 'claude'
const listeners = new Set<() => void>()

export function openShell(dialog: ShellDialog | null): void {
  open = dialog
  for (const listener of listeners) listener()
}

export function openSettings(at: SettingsPart): void {
  part = at
  openShell('settings')
}

/** Which part of the settings was asked for last. */
export function settingsPart(): SettingsPart {
  return part
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
