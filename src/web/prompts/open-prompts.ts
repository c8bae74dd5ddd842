/** Whether the prompts are open, and for which chat. */
import { useSyncExternalStore } from 'react'
import { putIntoComposer } from '../chat/draft.ts'

export interface OpenPrompts {
  /** The chat they go to; null: one is asked. */
  readonly chat: string | null
  /** Opened by a slash in an empty message box: who only wanted a slash gets it back. */
  readonly slash: boolean
}

let open: OpenPrompts | null = null
let landing: (() => void) | null = null
const listeners = new Set<() => void>()

function set(to: OpenPrompts | null): void {
  open = to
  for (const listener of listeners) listener()
}

/** Shows the prompts. What is chosen goes into the message box of that chat and is never sent by itself. */
export function openPrompts(chat: string | null, slash = false): void {
  set({ chat, slash })
}

/** Leaves them with nothing chosen. */
export function leavePrompts(): void {
  if (open?.slash && open.chat !== null) putIntoComposer(open.chat, '/')
  closePrompts()
}

/** `land`: where the focus goes instead of back to where it came from. */
export function closePrompts(land: (() => void) | null = null): void {
  landing = land
  set(null)
}

/** To be called once they are gone; whether the focus was taken elsewhere. */
export function landFromPrompts(): boolean {
  const land = landing
  landing = null
  land?.()
  return land !== null
}

export function useOpenPrompts(): OpenPrompts | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}
