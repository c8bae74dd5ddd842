/** Names of chats that are being written. A name's field leaves the page with its pane, when a window becomes narrow or wide; this keeps what stands in it. */
import { useSyncExternalStore } from 'react'

let names: ReadonlyMap<string, string> = new Map()
const listeners = new Set<() => void>()

/** What is written as the name of a chat; null: nobody is renaming it here. */
export function useNameOf(chat: string): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    () => names.get(chat) ?? null,
  )
}

/** `name`: as it is written now; null: it is the chat's name, or was left. */
export function writeName(chat: string, name: string | null): void {
  const next = new Map(names)
  if (name === null) next.delete(chat)
  else next.set(chat, name)
  names = next
  for (const listener of listeners) listener()
}
