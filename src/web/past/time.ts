/** Going into the past and coming back. */
import { DEFAULT_MEMORY, type MemoryId } from '../../memory/rights.ts'
import { currentView, look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { current } from '../store/store.ts'

/** Shows memory as it was before its newest change; one goes on from there with the slider. */
export function lookBack(memory: MemoryId = memoryOfShown()): void {
  const head = current().app?.workspace.memoryHeads[memory] ?? 0
  const narrow = isNarrow() ? { front: 'memory' } : {}
  look({ at: { memory, number: Math.max(0, head - 1) }, tab: 'read', panel: true, ...narrow }, true)
}

/** That of the document that is shown; else the one for everybody, as long as it has a past at all. */
function memoryOfShown(): MemoryId {
  const { document } = currentView()
  const { documents = {}, memoryHeads = {} } = current().app?.workspace ?? {}
  const shown = document === null ? undefined : documents[document]?.memory
  if (shown !== undefined) return shown
  const past = Object.keys(memoryHeads).filter((memory) => (memoryHeads[memory] ?? 0) > 0)
  return past.includes(DEFAULT_MEMORY) ? DEFAULT_MEMORY : (past[0] ?? DEFAULT_MEMORY)
}

/** To the present again; the focus goes to where one began. */
export function backToNow(): void {
  look({ at: null, tab: 'read' })
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-memory-menu]')?.focus())
}
