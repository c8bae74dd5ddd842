/** Full text search over a memory, or over all memories that somebody may read. */

import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Memories } from '../memory/memories.ts'
import type { Edge } from '../memory/memories-edge.ts'
import { byCharacters, newerFirst } from '../memory/order.ts'
import { DEFAULT_MEMORY, DEFAULT_NAMES, type MemoryId } from '../memory/rights.ts'
import type { SearchAnswer, SearchHit, SearchRequest, SeenAs } from './answer.ts'
import type { Searched } from './keeper.ts'
import { parseQuery, type Query } from './query.ts'
import { type Ranked, Shelf } from './shelf.ts'
import { chosenOf, type Named } from './which-memories.ts'
import type { Match } from './word-index.ts'

export type { SearchAnswer, SearchHit, SearchRequest, SeenAs } from './answer.ts'

export const DEFAULT_HITS = 10
export const MOST_HITS = 100

export interface Search {
  /**
   * Finds what is there when it is called: it waits until everything committed before is in the index. Never rejects for
   * what was asked. `seenAs`: who asks; everything is seen as it is, when left out.
   */
  search(request: SearchRequest, seenAs?: SeenAs): Promise<SearchAnswer>
  /** Resolves when every commit that is folded now is in the index. */
  caughtUp(): Promise<void>
  /** Leaves the memory open. */
  close(): Promise<void>
}

export interface SearchOptions {
  readonly memory: Searched
  /** Where the index is kept, so that it need not be made again; in memory when left out. */
  readonly file?: string
  readonly now?: () => Date
}

/** Opens the search of one memory. Indexing goes on beside other work; nothing has to wait for it but a search. */
export function openSearch({ memory, file, now = () => new Date() }: SearchOptions): Search {
  const shelf = new Shelf(DEFAULT_MEMORY, memory, file)
  return {
    search: (request, seenAs = (info) => info) => answer([{ shelf, seenAs, named: THE_ONE }], request, now()),
    caughtUp: () => shelf.caughtUp(),
    close: () => shelf.close(),
  }
}

const THE_ONE: Named = { id: DEFAULT_MEMORY, name: DEFAULT_NAMES.name, mount: '' }

/** The search over all memories of a workspace. */
export interface Searches {
  /** Finds what lies in the memories that the edge's principal may read; of others it does not even count anything. */
  search(edge: Pick<Edge, 'list' | 'in'>, request: SearchRequest): Promise<SearchAnswer>
  caughtUp(): Promise<void>
  close(): Promise<void>
}

export interface SearchesOptions {
  readonly memories: Pick<Memories, 'infos' | 'inside'>
  /** Where the indexes are kept, one file for each memory, and nothing else; in memory when left out. */
  readonly folder?: string
  readonly now?: () => Date
}

/** Opens the search of all memories; one that is added later is indexed when it is first searched. */
export async function openSearches(options: SearchesOptions): Promise<Searches> {
  const { memories, folder, now = () => new Date() } = options
  const shelves = new Map<MemoryId, Shelf>()
  const fileOf = (id: MemoryId) => folder && join(folder, nameOf(id))
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true })
    const kept = memories.infos().map(({ id }) => nameOf(id))
    prune(folder, kept)
  }

  /** Has a shelf for each memory that there is, and none for one that was removed. */
  const inStep = async () => {
    const present = new Set(memories.infos().map(({ id }) => id))
    for (const id of present) {
      const memory = shelves.has(id) ? undefined : memories.inside(id)
      if (memory) shelves.set(id, openShelf(id, memory, fileOf(id)))
    }
    for (const [id, shelf] of shelves) {
      if (present.has(id)) continue
      shelves.delete(id)
      await shelf.close()
      removeIndex(fileOf(id))
    }
  }
  await inStep()

  return {
    async search(edge, request) {
      await inStep()
      const asked = edge.list().flatMap((named) => {
        const { id } = named
        const shelf = shelves.get(id)
        const opened = edge.in(id, 'read')
        if (!shelf || opened.kind === 'denied') return []
        const seenAs: SeenAs = ({ document }) => opened.memory.document(document)
        return [{ shelf, seenAs, named }]
      })
      return await answer(asked, request, now())
    },
    async caughtUp() {
      await inStep()
      await Promise.all([...shelves.values()].map((shelf) => shelf.caughtUp()))
    },
    async close() {
      await Promise.all([...shelves.values()].map((shelf) => shelf.close()))
      shelves.clear()
    },
  }
}

/** A damaged index is only lost time: it is thrown away and made again. One that somebody else has open is not ours to remove. */
function openShelf(id: MemoryId, memory: Searched, file: string | undefined): Shelf {
  try {
    return new Shelf(id, memory, file)
  } catch (error) {
    if (file === undefined || isInUse(error)) throw error
    removeIndex(file)
    return new Shelf(id, memory, file)
  }
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && /locked|busy/.test(error.cause.message)
}

/** Removes the indexes of memories that there are no more. */
function prune(folder: string, kept: readonly string[]): void {
  for (const name of readdirSync(folder))
    if (name.endsWith('.db') && !kept.includes(name)) removeIndex(join(folder, name))
}

function nameOf(id: MemoryId): string {
  return `${encodeURIComponent(id)}.db`
}

function removeIndex(file: string | undefined): void {
  if (file === undefined) return
  for (const each of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(each)) rmSync(each)
}

interface Asked {
  readonly shelf: Shelf
  readonly seenAs: SeenAs
  readonly named: Named
}

async function answer(all: readonly Asked[], request: SearchRequest, now: Date): Promise<SearchAnswer> {
  const parsed = parseQuery(request.query, now)
  if (!parsed.ok) return { kind: 'unclear', problems: parsed.problems }
  const chosen = chosenOf(
    parsed.query.filters,
    all.map(({ named }) => named),
  )
  if (chosen.kind === 'unknown') return { kind: 'unclear', problems: chosen.problems }
  const asked = all.filter(({ named: { id } }) => chosen.ids.has(id))
  await Promise.all(asked.map(({ shelf }) => shelf.caughtUp()))
  const { matched, ranked } = rankAll(asked, parsed.query)
  const offset = Math.max(0, request.offset ?? 0)
  const end = offset + Math.min(MOST_HITS, Math.max(1, request.limit ?? DEFAULT_HITS))
  const page = best(ranked, end).slice(offset)
  const shown = await Promise.all(page.map((each) => each.shelf.show(each, parsed.query)))
  const hits = shown.filter((hit): hit is SearchHit => hit !== null)
  return { kind: 'found', total: ranked.length, matched, hits, next: end < ranked.length ? end : null }
}

/** What holds everything that was asked for; if nothing does, what holds a part of it, words that most documents have aside. */
function rankAll(asked: readonly Asked[], query: Query) {
  const rank = (match: Match) => asked.flatMap(({ shelf, seenAs }) => shelf.rank(query, match, seenAs))
  const all = rank('all')
  if (all.length > 0 || query.terms.length < 2) return { matched: 'all', ranked: all } as const
  const telling = rank('telling')
  return { matched: 'some', ranked: telling.length > 0 ? telling : rank('any') } as const
}

/** The first `count` in order. Most searches find thousands and show ten, so the others are not put in order. */
function best(ranked: readonly Ranked[], count: number): readonly Ranked[] {
  let kept: Ranked[] = []
  let worst: Ranked | undefined
  for (const each of ranked) {
    if (worst && byRank(worst, each) <= 0) continue
    kept.push(each)
    if (kept.length < 2 * count) continue
    kept = kept.sort(byRank).slice(0, count)
    worst = kept.at(-1)
  }
  return kept.sort(byRank).slice(0, count)
}

function byRank(a: Ranked, b: Ranked): number {
  const { info: one } = a
  const { info: other } = b
  return b.score - a.score || newerFirst(one.changedAt, other.changedAt) || byCharacters(one.path, other.path)
}
