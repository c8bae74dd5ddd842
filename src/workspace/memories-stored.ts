/** Which memories there are, as the store knows it. */
import { defaultMemory } from '../memory/memories.ts'
import { DEFAULT_MEMORY } from '../memory/rights.ts'
import type { WorkspaceState } from './events.ts'
import type { Store } from './store.ts'

type Stored = Pick<WorkspaceState, 'memories' | 'pastMemories'>

/** Before there were several, there was the default one alone. */
export async function storedMemories(store: Pick<Store, 'setting'>): Promise<Stored> {
  const stored = await store.setting('memories')
  // Written by the reducer.
  if (typeof stored === 'object' && stored !== null && 'memories' in stored) return stored as Stored
  return { memories: { [DEFAULT_MEMORY]: defaultMemory() }, pastMemories: {} }
}
