/** Reading a log from its store: from nothing by segments, and on from what is known by batches. */
import type { Gone } from '../../memory/log.ts'
import {
  type Batch,
  batchName,
  erasedName,
  parseBatch,
  parseSegment,
  placeOf,
  type Segment,
  type Span,
  segmentName,
} from './formats.ts'
import type { Known } from './known.ts'
import { withoutGap } from './segments.ts'
import { several } from './several.ts'
import type { ObjectStore } from './store.ts'

/** Batches fetched one after the other before a list is asked what else there is. */
const ONE_BY_ONE = 4

/** What a load found: how far segments reach, and what somebody left undone. */
export interface Loaded {
  /** The last commit that a row of segments of level 2, and of both together, reaches. */
  readonly segmentsTo: Readonly<Record<1 | 2, number>>
  /** Numbers of the commits whose erasure was not completed. */
  readonly erasures: readonly number[]
  /** Segments that were written when a later erasure was not known. */
  readonly stale: readonly Span[]
}

interface ReadSegment extends Segment {
  readonly level: 1 | 2
  readonly span: Span
}

/** Fills `known`, which is empty, with the whole log as it is to be seen: what was erased is not in it, finished or not. */
export async function load(store: ObjectStore, known: Known): Promise<Loaded> {
  // Before any body is read: of an erasure that is marked as completed, no body read later tells anything.
  const completed = new Set(await names(store, 'erased/'))
  const segments = await readSegments(store)
  for (const segment of segments) for (const each of segment.batches) known.add(each)
  const tail = await followByList(store, known)
  const all = known.batches.filter(({ erases }) => erases).map(({ first }) => first)
  const erasures = all.filter((at) => !completed.has(erasedName(at)))
  const oldest = Math.min(...segments.map(({ upTo }) => upTo))
  const late = all.filter((at) => at > oldest || erasures.includes(at))
  const gone = await several(late, async (at) => ({ at, gone: await goneAt(store, at, tail) }))
  for (const each of gone) known.forget(each.gone)
  const stale = segments.filter(({ span, upTo }) =>
    gone.some((each) => each.at > upTo && touches(each.gone, span)),
  )
  const large = segments.filter(({ level }) => level === 2)
  const segmentsTo = { 1: segments.at(-1)?.span.last ?? 0, 2: large.at(-1)?.span.last ?? 0 }
  return { segmentsTo, erasures, stale: stale.map(({ span }) => span) }
}

export function touches(gone: Pick<Gone, 'commits'>, { first, last }: Span): boolean {
  return gone.commits.some(({ number }) => number >= first && number <= last)
}

/** Takes in what was appended since. Cheap when it is nothing or little: one request for a batch that is not there. */
export async function follow(store: ObjectStore, known: Known): Promise<void> {
  for (let i = 0; i < ONE_BY_ONE; i++) {
    const batch = await readBatch(store, known.head + 1)
    if (!batch) return
    take(known, batch)
  }
  await followByList(store, known)
}

/** Adds a batch of our own or another writer's, with what it erased. */
export function take(known: Known, batch: Batch): void {
  known.add({ ...batch, erases: batch.gone !== undefined })
  if (batch.gone) known.forget(batch.gone)
}

export async function readBatch(store: ObjectStore, first: number): Promise<Batch | null> {
  const name = batchName(first)
  const found = await store.get(name)
  return found && parseBatch(name, found.body)
}

export async function goneAt(store: ObjectStore, at: number, hand: readonly Batch[] = []): Promise<Gone> {
  const batch = hand.find(({ first }) => first === at) ?? (await readBatch(store, at))
  if (!batch?.gone)
    throw new Error(`The log is broken: ${batchName(at)} should say what it erased, and does not.`)
  return batch.gone
}

async function followByList(store: ObjectStore, known: Known): Promise<readonly Batch[]> {
  const batches = await several(await names(store, 'log/', batchName(known.head)), async (name) => {
    const found = await store.get(name)
    return found ? [parseBatch(name, found.body)] : []
  })
  for (const batch of batches.flat()) take(known, batch)
  return batches.flat()
}

/** The segments that follow each other from the first commit on; the larger ones as far as they reach. */
async function readSegments(store: ObjectStore): Promise<readonly ReadSegment[]> {
  const large = withoutGap(spansOf(await names(store, 'segments/2/')), 0)
  const covered = large.at(-1)?.last ?? 0
  const after = segmentName(1, { first: covered, last: covered })
  const small = withoutGap(spansOf(await names(store, 'segments/1/', after)), covered)
  const wanted = [
    ...large.map((span) => ({ level: 2 as const, span })),
    ...small.map((span) => ({ level: 1 as const, span })),
  ]
  const read = await several(wanted, async ({ level, span }) => {
    const name = segmentName(level, span)
    const found = await store.get(name)
    return found && { ...parseSegment(name, found.body), level, span }
  })
  // One that went away between the list and the reading ends the row; batches tell the rest.
  const end = read.indexOf(null)
  return read.slice(0, end < 0 ? undefined : end).filter((each) => each !== null)
}

export function spansOf(names: readonly string[]): readonly Span[] {
  return names.flatMap((name) => placeOf(name) ?? [])
}

export async function names(store: ObjectStore, prefix: string, after?: string): Promise<readonly string[]> {
  return Array.fromAsync(store.list(prefix, after))
}
