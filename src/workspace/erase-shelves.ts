import type { Core } from './core.ts'
import type { Shelf } from './erase-places.ts'

/** The memories in which the viewer may erase something: those that it may write. They speak of paths outside. */
export function shelvesOf(core: Core): readonly Shelf[] {
  return core.edge.list().flatMap(({ id }) => {
    const opened = core.edge.in(id, 'write')
    return opened.kind === 'opened' ? [{ id, memory: opened.memory, outer: (path) => path }] : []
  })
}
