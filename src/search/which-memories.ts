/** Which memories a query asks. Pure. */
import type { MemoryId, MemoryInfo } from '../memory/rights.ts'
import { type Filters, foldName } from './query.ts'

/** What a memory is known by. */
export type Named = Pick<MemoryInfo, 'id' | 'name' | 'mount'>

export type Chosen =
  | { readonly kind: 'chosen'; readonly ids: ReadonlySet<MemoryId> }
  /** One sentence for each name that none of them has. */
  | { readonly kind: 'unknown'; readonly problems: readonly string[] }

/** `all`: those that the asker may read; of others it is said that there is none, as of those that there are not. */
export function chosenOf({ memories, notMemories }: Filters, all: readonly Named[]): Chosen {
  const unknown = [...memories, ...notMemories].filter((written) => meant(written, all).length === 0)
  if (unknown.length > 0)
    return { kind: 'unknown', problems: unknown.map((written) => noneSuch(written, all)) }
  const wanted =
    memories.length === 0 ? all.map(({ id }) => id) : memories.flatMap((each) => meant(each, all))
  const unwanted = notMemories.flatMap((each) => meant(each, all))
  return { kind: 'chosen', ids: new Set(wanted.filter((id) => !unwanted.includes(id))) }
}

/** An id means that one alone, and a place comes before a name, so that no name can stand in for another memory. */
function meant(written: string, all: readonly Named[]): readonly MemoryId[] {
  const sought = foldName(written)
  const ways: ((memory: Named) => boolean)[] = [
    ({ id }) => id === written,
    ({ mount }) => mount !== '' && foldName(mount) === sought.replace(/^\/?memories\//, ''),
    ({ name }) => foldName(name) === sought,
  ]
  const found = ways.map((is) => all.filter(is)).find((memories) => memories.length > 0)
  return found?.map(({ id }) => id) ?? []
}

function noneSuch(written: string, all: readonly Named[]): string {
  const names = all.map(({ name }) => `"${name}"`).join(', ')
  return `memory: expects one of ${names}. What came was "${written.slice(0, 40)}".`
}
