/**
 * What is done beside appending: segments for fast opening, and erasures carried through to every object. All of it may be
 * cut off anywhere, done again, and done by several processes at once: bodies are only ever replaced by ones that know more.
 */
import type { Gone } from '../../memory/log.ts'
import {
  batchName,
  erasedName,
  lastOf,
  parseBatch,
  parseSegment,
  placeOf,
  type Segment,
  type Span,
  segmentName,
  textName,
} from './formats.ts'
import type { Known } from './known.ts'
import { goneAt, names, touches } from './load.ts'
import { fullGroups, type Levels } from './segments.ts'
import { several } from './several.ts'
import type { ObjectStore } from './store.ts'

export interface Keeping {
  readonly store: ObjectStore
  readonly known: Known
  readonly levels: Levels
  /** Takes in what others appended; resolves when everything that was acknowledged before the call is known. */
  readonly follow: () => Promise<void>
}

/** Writes the segment of this span unless it is there, and makes sure that no erasure slipped by while it was written. */
export async function writeSegment(keeping: Keeping, level: 1 | 2, span: Span): Promise<void> {
  const { store, known, follow } = keeping
  const upTo = known.head
  const name = segmentName(level, span)
  if ((await store.create(name, segmentBody(known, span))) === 'exists') return
  await follow()
  const late = known.batches.filter(({ erases, first }) => erases && first > upTo)
  for (const { first } of late) {
    if (touches(await goneAt(store, first), span)) return rewriteSegment(keeping, name)
  }
}

/** Puts what is known now in the place of the segment; nothing happens when there is none. */
export async function rewriteSegment(keeping: Keeping, name: string): Promise<void> {
  const { store, known, follow } = keeping
  const span = placeOf(name)
  if (!span) return
  for (;;) {
    const found = await store.get(name)
    if (!found) return
    if (parseSegment(name, found.body).upTo > known.head) await follow()
    if ((await store.replace(name, segmentBody(known, span), found.tag)) === 'replaced') return
  }
}

/** Removes everywhere what the commit `at` erased, and marks the erasure as completed. */
export async function completeErasure(keeping: Keeping, at: number): Promise<void> {
  const { store, known } = keeping
  const gone = await goneAt(store, at)
  known.forget(gone)
  const numbers = [...gone.commits.map((each) => each.number), ...gone.texts.map((each) => each.version)]
  const batches = new Set(numbers.flatMap((number) => known.batchAt(number) ?? []))
  await several([...batches], ({ first }) => rewriteBatch(keeping, batchName(first), gone))
  const segments = await names(store, 'segments/')
  const concerned = segments.filter((name) => touches(gone, placeOf(name) ?? { first: 0, last: 0 }))
  await several(concerned, (name) => rewriteSegment(keeping, name))
  await sweep(keeping)
  await store.create(erasedName(at), '{}')
}

/** Long texts go first, while the batch still says that there are some: cut off here, the next attempt finds them. */
async function rewriteBatch({ store, known }: Keeping, name: string, gone: Gone): Promise<void> {
  const goes = new Set(gone.texts.map(({ document, version }) => textName(document, version, '')))
  for (;;) {
    const found = await store.get(name)
    if (!found) throw new Error(`The log is broken: the object ${name} is missing.`)
    const batch = parseBatch(name, found.body)
    const isGone = (each: { document: string; version: number }) =>
      goes.has(textName(each.document, each.version, ''))
    const long = batch.texts.filter((each) => isGone(each) && each.text === undefined)
    await several(long, ({ document, version }) => store.delete(textName(document, version, batch.id)))
    const present = known.commits({ first: batch.first, last: lastOf(batch) })
    const commits = batch.commits.map((commit, i) => {
      const other = present[i]
      return other && (other.erasedBy ?? 0) >= (commit.erasedBy ?? 0) ? other : commit
    })
    const texts = batch.texts.filter((each) => !isGone(each))
    const body = JSON.stringify({ ...batch, commits, texts })
    if ((await store.replace(name, body, found.tag)) === 'replaced') return
  }
}

/** Long texts whose batch never came (its writer lost the race or died) could hold the same words as one that was erased. */
async function sweep({ store, known }: Keeping): Promise<void> {
  const orphans: string[] = []
  for await (const name of store.list('texts/')) {
    const version = placeOf(name)?.first ?? 0
    const batch = known.batchAt(version)
    if (batch && !name.endsWith(`/${batch.id}`)) orphans.push(name)
  }
  await several(orphans, (name) => store.delete(name))
  await store.sweep((name) => /^(log|texts)\//.test(name) && (placeOf(name)?.first ?? 0) <= known.head)
}

/** The spans that are full on both levels and lie after what has been written. */
export function missingSegments(
  { known, levels }: Pick<Keeping, 'known' | 'levels'>,
  written: Readonly<Record<1 | 2, number>>,
): readonly { readonly level: 1 | 2; readonly span: Span }[] {
  const small = fullGroups(known.batchesFrom(written[1] + 1), levels[1])
  if (small.length === 0) return []
  const sinceLarge = fullGroups(known.batchesFrom(written[2] + 1), levels[1])
  const large = fullGroups(sinceLarge, levels[2])
  return [
    ...small.map((span) => ({ level: 1 as const, span })),
    ...large.map((span) => ({ level: 2 as const, span })),
  ]
}

function segmentBody(known: Known, span: Span): string {
  const batches = known.batchesFrom(span.first).filter(({ last }) => last <= span.last)
  const segment: Segment & { format: 1 } = {
    format: 1,
    upTo: known.head,
    batches: batches.map(({ id, first, last, erases }) => ({
      id,
      first,
      erases,
      commits: known.commits({ first, last }),
    })),
  }
  return JSON.stringify(segment)
}
