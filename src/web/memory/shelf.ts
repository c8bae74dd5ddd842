/** The shelf of this tab: in step with what it knows, event by event. */
import { useSyncExternalStore } from 'react'
import type { MemoryDocument, WorkspaceEvent, WorkspaceState } from '../../workspace/events.ts'
import { current, subscribe, watch } from '../store/store.ts'
import { type Folder, layerOf, Shelf } from './shelf-model.ts'

/** A shelf is changed in place; a new one of these says that it was. */
export interface Shown {
  readonly shelf: Shelf
}

let shown: Shown = { shelf: new Shelf() }

watch(({ workspace }, events) => {
  const changes = events && changesIn(events)
  if (changes?.length === 0) return
  if (changes) for (const documents of changes) shown.shelf.change(documents)
  shown = { shelf: changes ? shown.shelf : shelfOf(workspace) }
  // Not everywhere there is; who begins to search sorts then.
  if (!changes) globalThis.requestIdleCallback?.(putInOrder)
})

function shelfOf({ documents }: WorkspaceState): Shelf {
  return new Shelf(Object.values(documents))
}

/** How documents stand after each commit; null where more than documents changed, so that all is read again. */
export function changesIn(
  events: readonly WorkspaceEvent[],
): readonly Readonly<Record<string, MemoryDocument | null>>[] | null {
  if (events.some(({ type }) => type === 'memory.changed' || type === 'memory.removed')) return null
  return events.flatMap((event) => (event.type === 'memory.committed' ? [event.documents] : []))
}

export function useShelf(): Shown {
  return useSyncExternalStore(subscribe, () => shown)
}

/** The id of the living document at a path; null when there is none. Watches that one path alone. */
export function useDocumentAt(path: string | null): string | null {
  const read = () => (path === null ? null : documentAt(path))
  // Also where there is no browser, as in tests that render to a string.
  return useSyncExternalStore(subscribe, read, read)
}

export function documentAt(path: string): string | null {
  return shown.shelf.at(path)?.document ?? null
}

/** Most milliseconds that are spent at once on what nobody waits for. */
const SLICE = 4

/** Sorts what folders hold that nobody has looked into yet, bit by bit, before somebody asks for all of it at once. */
export function putInOrder(): void {
  const folders: Folder[] = [shown.shelf.root]
  const some = () => {
    const end = performance.now() + SLICE
    while (performance.now() < end) {
      const folder = folders.pop()
      if (!folder) return
      layerOf(folder)
      folders.push(...folder.folders.values())
    }
    setTimeout(some)
  }
  some()
}

/** How many living documents a memory has. */
export function useDocumentsIn(memory: string): number {
  return useSyncExternalStore(subscribe, () => shown.shelf.countIn(memory))
}

/** The living documents themselves; a copy of references, for whoever walks all of them. */
export function allDocuments(): readonly MemoryDocument[] {
  return Object.values(current().app?.workspace.documents ?? {})
}
