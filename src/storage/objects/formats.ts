/**
 * Names and bodies of the objects that a log consists of. decisions/042 says why they are cut like this.
 *
 *     log/<first>                         a batch: the commits of one append and their texts; the truth
 *     texts/<version>/<document>/<batch>  a long text; written before its batch, which makes it count
 *     segments/<level>/<first>-<last>     the commits of many batches once more, without texts; for fast opening
 *     erased/<number>                     the erasure with this commit has been completed
 */
import { z } from 'zod'
import type { Entry, Gone } from '../../memory/log.ts'
import type { SealedCommit } from '../../memory/types.ts'
import { sealedCommit } from '../rows.ts'

const number = z.int().min(1)
const placed = z.object({ document: z.string(), version: number })

const batch = z.object({
  format: z.literal(1),
  /** Random; tells our own append from another writer's at the same place. */
  id: z.string().min(1),
  first: number,
  commits: z.array(sealedCommit).min(1),
  /** Without `text` it lies in an object of its own. */
  texts: z.array(placed.extend({ text: z.string().optional() })),
  /** What the one commit of this batch erased from earlier ones. */
  gone: z.object({ commits: z.array(sealedCommit), texts: z.array(placed) }).optional(),
})

const segment = z.object({
  format: z.literal(1),
  /** The head that was known when it was written: what was erased later may still be in it. */
  upTo: number,
  batches: z.array(
    z.object({ id: z.string(), first: number, erases: z.boolean(), commits: z.array(sealedCommit).min(1) }),
  ),
})

export interface Batch {
  readonly format: 1
  readonly id: string
  readonly first: number
  readonly commits: readonly SealedCommit[]
  readonly texts: readonly { readonly document: string; readonly version: number; readonly text?: string }[]
  readonly gone?: Gone
}

export interface Segment {
  readonly upTo: number
  readonly batches: readonly SegmentBatch[]
}

interface SegmentBatch {
  readonly id: string
  readonly first: number
  readonly erases: boolean
  readonly commits: readonly SealedCommit[]
}

export interface Span {
  readonly first: number
  readonly last: number
}

/** Long enough for a commit each millisecond for thirty years. */
const pad = (value: number) => String(value).padStart(12, '0')

export const batchName = (first: number) => `log/${pad(first)}`
export const erasedName = (at: number) => `erased/${pad(at)}`
export const segmentName = (level: 1 | 2, { first, last }: Span) =>
  `segments/${level}/${pad(first)}-${pad(last)}`
/** Every long text of this version begins so, whichever attempt wrote it. */
export const textPrefix = (document: string, version: number) =>
  `texts/${pad(version)}/${encodeURIComponent(document)}/`
export const textName = (document: string, version: number, id: string) =>
  `${textPrefix(document, version)}${id}`

/** The numbers in the name of a batch, a text, a segment or a mark; null when it is none of ours. */
export function placeOf(name: string): Span | null {
  const found = /^(?:log|texts|erased|segments\/[12])\/(\d{12})(?:-(\d{12}))?(?:\/|$)/.exec(name)
  if (!found) return null
  return { first: Number(found[1]), last: Number(found[2] ?? found[1]) }
}

export function lastOf({ first, commits }: Pick<Batch, 'first' | 'commits'>): number {
  return first + commits.length - 1
}

/** A batch and the long texts that have to be stored before it. */
export function batchOf(
  entries: readonly Entry[],
  { id, inlineBytes, gone }: { id: string; inlineBytes: number; gone?: Gone },
): { readonly batch: Batch; readonly long: readonly { readonly name: string; readonly text: string }[] } {
  const first = entries[0]?.commit.number
  if (first === undefined) throw new Error('A batch was expected to have at least one entry; none came.')
  const texts = entries.flatMap(({ commit, texts }) =>
    texts.map(({ document, text }) => ({ document, version: commit.number, text })),
  )
  const isLong = ({ text }: { text: string }) => Buffer.byteLength(text) > inlineBytes
  const value = {
    format: 1,
    id,
    first,
    commits: entries.map(({ commit }) => commit),
    texts: texts.map((each) => (isLong(each) ? { ...each, text: undefined } : each)),
    gone,
  }
  const long = texts.filter(isLong).map(({ document, version, text }) => ({
    name: textName(document, version, id),
    text,
  }))
  return { batch: batch.parse(value), long }
}

/** Throws, and names the object, when the body is not what `batchOf` could have made. */
export function parseBatch(name: string, body: string): Batch {
  return parse(batch, name, body)
}

export function parseSegment(name: string, body: string): Segment {
  return parse(segment, name, body)
}

function parse<T>(schema: z.ZodType<T>, name: string, body: string): T {
  try {
    return schema.parse(JSON.parse(body))
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new Error(`The object ${name} is not one that this log could have written: ${why}`, {
      cause: error,
    })
  }
}
