/** How much of memory a turn read and wrote, from the results of its tools. Pure. */
import type { TurnState } from '../../workspace/events.ts'
import { words } from './words-turn.ts'

export interface Tally {
  /** Documents that Claude was shown; what it only saw as its own writing is left out. */
  readonly read: number
  /** Documents written; a deletion or a move counts as well. */
  readonly wrote: number
}

export function tallyOf({ steps }: Pick<TurnState, 'steps'>): Tally {
  const tools = steps.flatMap((step) => step.blocks).filter((block) => block.kind === 'tool')
  const results = tools.flatMap(({ id, progress }) =>
    progress.kind === 'finished' ? [{ id, ...progress.result }] : [],
  )
  const writes = results.filter(({ commit }) => commit !== undefined)
  const reads = results.filter(({ commit }) => commit === undefined).flatMap(({ seen }) => seen)
  const own = new Set(writes.flatMap(({ seen }) => seen.map(nameOf)))
  const read = new Set(reads.filter((each) => !own.has(nameOf(each))).map(({ document }) => document))
  // A deletion or a move leaves nothing to see: each is counted for itself.
  const wrote = new Set(
    writes.flatMap(({ id, seen }) => (seen.length > 0 ? seen.map(({ document }) => document) : [id])),
  )
  return { read: read.size, wrote: wrote.size }
}

function nameOf({ document, version }: { readonly document: string; readonly version: number }): string {
  return `${document}@${version}`
}

/** "Read 3 documents, wrote 1"; null when the turn did neither. */
export function memoryWords({ read, wrote }: Tally): string | null {
  if (read === 0 && wrote === 0) return null
  const said = words().memory
  if (read === 0) return said.onlyWrote(wrote)
  return wrote === 0 ? said.onlyRead(read) : said.both(read, wrote)
}
