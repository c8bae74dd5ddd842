import type { MemoryId } from '../../memory/rights.ts'
import { useViewer } from '../me.ts'
import { useWorkspace } from '../store/store.ts'
import { accessFor } from './rights-words.ts'

/** Whether who sits here may change that memory; who may not is offered no work that would be refused at its end. */
export function useMayWrite(memory: MemoryId): boolean {
  const info = useWorkspace(({ memories }) => memories[memory])
  const viewer = useViewer()
  return info === undefined || accessFor(info, viewer) === 'write'
}
