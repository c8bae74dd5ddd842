/** What somebody who erases may reach. */
import type { Memory } from '../memory/contract.ts'
import { type MemoryId, OWNER } from '../memory/rights.ts'
import type { DocumentId } from '../memory/types.ts'
import type { Core } from './core.ts'
import type { ChatId } from './events.ts'
import { sightOf } from './sight.ts'

/** What somebody wants forgotten. */
export type Erasing =
  | { readonly kind: 'document'; readonly document: DocumentId; readonly versions: readonly number[] | 'all' }
  /** One phrase on each line. */
  | { readonly kind: 'words'; readonly words: string }

/** A memory whose texts the asking person may erase. */
export interface Shelf {
  readonly id: MemoryId
  /** It speaks of paths as people know them. */
  readonly memory: Memory
}

/** The memories in which the viewer may erase something: those that it may write. They speak of paths outside. */
export function shelvesOf(core: Core): readonly Shelf[] {
  return core.edge.list().flatMap(({ id }) => {
    const opened = core.edge.in(id, 'write')
    return opened.kind === 'opened' ? [{ id, memory: opened.memory }] : []
  })
}

/** All memories. What stands in any of them is nobody's secret alone, and no quotation; nothing of it is shown. */
export function everyShelf(core: Core): readonly Shelf[] {
  return shelvesOf({ ...core, viewer: OWNER, edge: core.memories.as(OWNER) })
}

/**
 * Whether a chat is cleaned. Words that somebody thinks of are removed where that person sees them; what was told out of a
 * document goes wherever it was told, for whoever may write the document may take it back.
 */
export function mayClean(core: Core, what: Erasing): (chat: ChatId) => boolean {
  if (what.kind === 'document') return () => true
  const sight = sightOf(core.feed.ahead.workspace, core.viewer)
  return (chat) => sight.chat(chat)
}

/** Whether the viewer sees all there is, so that what lies in the files may be told without telling of what is hidden. */
export function seesAll(core: Core): boolean {
  return sightOf(core.feed.ahead.workspace, core.viewer).everything
}
