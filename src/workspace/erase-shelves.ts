import type { Core } from './core.ts'
import type { Shelf } from './erase-places.ts'

/** The memories in which something may be erased. */
export function shelvesOf(core: Core): readonly Shelf[] {
  return [{ id: 'default', memory: core.memory, outer: (path) => path }]
}
