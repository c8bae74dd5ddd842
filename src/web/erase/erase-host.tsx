/** The one place where something is erased. It stands apart from what opened it, for that may go with what is erased. */
import { useSyncExternalStore } from 'react'
import { lateDialog } from '../components/late.tsx'
import type { Asked } from './erase-api.ts'

const EraseDialog = lateDialog(() => import('./erase-dialog.tsx').then((m) => m.EraseDialog))
const EraseWordsDialog = lateDialog(
  () => import('./erase-dialog.tsx').then((m) => m.EraseWordsDialog),
  'field',
)

type Open =
  | { readonly kind: 'asked'; readonly title: string; readonly asked: Asked }
  | { readonly kind: 'words' }

let open: Open | null = null
const listeners = new Set<() => void>()

function set(next: Open | null): void {
  open = next
  for (const listener of listeners) listener()
}

/** Shows every place that holds it, and erases it when that is confirmed. */
export function startErasing(title: string, asked: Asked): void {
  set({ kind: 'asked', title, asked })
}

/** Asks for the words first. */
export function startErasingWords(): void {
  set({ kind: 'words' })
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function EraseHost() {
  const shown = useSyncExternalStore(listen, () => open)
  const close = () => set(null)
  if (!shown) return null
  return shown.kind === 'words' ? (
    <EraseWordsDialog onClose={close} />
  ) : (
    <EraseDialog title={shown.title} asked={shown.asked} onClose={close} />
  )
}
