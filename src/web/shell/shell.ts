/** Which of the large dialogs is open, and where the settings begin. */
import { useEffect, useState, useSyncExternalStore } from 'react'

export type ShellDialog =
  | 'settings'
  | 'statistics'
  | 'shortcuts'
  | 'broadcast'
  | 'palette'
  | 'chats'
  | 'follow'

/** A part of the settings. */
export type SettingsPart =
  | 'hosts'
  | 'answers'
  | 'prompt'
  | 'context'
  | 'spending'
  | 'memories'
  | 'care'
  | 'forgetting'
  | 'look'

let open: ShellDialog | null = null
let part: SettingsPart = 'hosts'
let place: string | null = null
const listeners = new Set<() => void>()

export function openShell(dialog: ShellDialog | null): void {
  open = dialog
  for (const listener of listeners) listener()
}

/** `at`: what one is led to inside that part, such as the id of a host. */
export function openSettings(to: SettingsPart, at: string | null = null): void {
  part = to
  place = at
  openShell('settings')
}

/** Which part of the settings was asked for last. */
export function settingsPart(): SettingsPart {
  return part
}

/** What one is led to inside it; told once. Told only what is shown: React may begin to draw a part and throw that away. */
export function usePlace(): string | null {
  const [led] = useState(place)
  useEffect(() => {
    place = null
  }, [])
  return led
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
