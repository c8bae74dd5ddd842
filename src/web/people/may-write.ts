import type { MemoryId, MemoryInfo } from '../../memory/rights.ts'
import { useViewer, viewerName } from '../me.ts'
import { current, useWorkspace } from '../store/store.ts'
import { accessFor } from './rights-words.ts'

/** Whether who sits here may change that memory; who may not is offered no work that would be refused at its end. */
export function useMayWrite(memory: MemoryId): boolean {
  const info = useWorkspace(({ memories }) => memories[memory])
  return allows(info, useViewer())
}

/** The same at this moment, for what is done by a key. */
export function mayWrite(memory: MemoryId): boolean {
  return allows(current().app?.workspace.memories[memory], viewerName())
}

function allows(info: MemoryInfo | undefined, viewer: string | null): boolean {
  return info === undefined || accessFor(info, viewer) === 'write'
}
