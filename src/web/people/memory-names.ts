import { DEFAULT_MEMORY, DEFAULT_NAMES, type MemoryId, type MemoryInfo } from '../../memory/rights.ts'
import { current } from '../store/store.ts'
import { words } from './words.ts'

/** What a memory is called and what it is for: the shared one in the language that is shown, until somebody names it. */
export function namesOf({ id, name, description }: MemoryInfo): Pick<MemoryInfo, 'name' | 'description'> {
  if (id !== DEFAULT_MEMORY) return { name, description }
  const { shared } = words()
  return {
    name: name === DEFAULT_NAMES.name ? shared.name : name,
    description: description === DEFAULT_NAMES.description ? shared.description : description,
  }
}

/** Changes are counted in each memory by itself. The name that tells those of another memory from the shared one's; null for that. */
export function placeOfChange(memory: MemoryId): string | null {
  return memory === DEFAULT_MEMORY ? null : (current().app?.workspace.memories[memory]?.name ?? null)
}
