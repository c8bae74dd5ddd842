/** Adding the demonstration, and whether its removal is being looked at. */
import { useSyncExternalStore } from 'react'
import { chatsNow, focusComposer } from '../board/chats.ts'
import { showing } from '../board/layout.ts'
import { goesByKeys } from '../components/focus.ts'
import { sayProblem } from '../components/toast.tsx'
import { look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { demonstrationApi } from './demonstration-api.ts'

let removing = false
const listeners = new Set<() => void>()

function set(to: boolean): void {
  removing = to
  for (const listener of listeners) listener()
}

/** Adds the demonstration, and shows its chats with the memory beside them. */
export async function lookAround(): Promise<void> {
  const byKeys = goesByKeys()
  const answer = await demonstrationApi.add()
  if (!answer.ok) return sayProblem(answer.problem.message)
  const [first = null] = answer.value.chats
  const shown = showing(answer.value.chats, chatsNow())
  look({ ...shown, document: null, panel: true, front: isNarrow() ? first : null })
  if (byKeys && first) focusComposer(first)
}

/** Shows what would go and what would stay, before anything goes. */
export function startRemoving(): void {
  set(true)
}

export function stopRemoving(): void {
  set(false)
}

export function useRemoving(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => removing,
  )
}
