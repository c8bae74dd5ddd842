/**
 * Bodies that are too long for one item, as pieces. A note is written before the first piece and goes when the object refers to
 * them, or when they are removed: no piece is ever without an object or a note that leads to it.
 */
import type { Item, ItemKey, Table } from './dynamo-table.ts'
import { several } from './objects/several.ts'

/** An item may have 400 KB, its keys and the names of its attributes included. */
const PIECE_BYTES = 380 * 1024
/** How long a replacement may be under way before its pieces count as left behind, in milliseconds. */
const UNDER_WAY = 60 * 60 * 1000

/** One set of pieces: those of the object `name` when it has the tag `tag`. */
export interface PieceSet {
  readonly name: string
  readonly tag: string
  readonly count: number
}

/**
 * Why a set may lie there without its object: it belongs to an object that is being created, or that is being replaced
 * (the new pieces), or it was or will be (`old`) what the object referred to before.
 */
type Reason = 'creating' | 'replacing' | 'old'

export function pieceCount(bytes: Buffer): number {
  return Math.ceil(bytes.length / PIECE_BYTES)
}

export async function writePieces(table: Table, prefix: string, set: PieceSet, bytes: Buffer): Promise<void> {
  await several(indexes(set), async (i) => {
    const body = bytes.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES)
    await table.put(pieceKey(prefix, set, i), { body: { B: body } })
  })
}

/** Null when one of them is not there: the object was replaced or deleted meanwhile. */
export async function readPieces(table: Table, prefix: string, set: PieceSet): Promise<Buffer | null> {
  const pieces = await several(
    indexes(set),
    async (i) => (await table.get(pieceKey(prefix, set, i)))?.body?.B,
  )
  const whole = pieces.filter((each) => each !== undefined)
  return whole.length === set.count ? Buffer.concat(whole) : null
}

/** Removes the pieces and then their note. */
export async function removePieces(table: Table, prefix: string, set: PieceSet): Promise<void> {
  await several(indexes(set), (i) => table.remove(pieceKey(prefix, set, i)))
  await dropNote(table, prefix, set)
}

export async function note(table: Table, prefix: string, set: PieceSet, reason: Reason): Promise<void> {
  const item: Item = {
    object: { S: set.name },
    tag: { S: set.tag },
    pieces: { N: String(set.count) },
    reason: { S: reason },
    since: { N: String(Date.now()) },
  }
  await table.put(noteKey(prefix, set), item)
}

export async function dropNote(table: Table, prefix: string, set: PieceSet): Promise<void> {
  await table.remove(noteKey(prefix, set))
}

/**
 * Removes sets that no object refers to and none will. `present`: the tag of the object of this name now; null when there
 * is none. `doomed`: whether a name that does not exist never will.
 */
export async function sweepPieces(
  table: Table,
  prefix: string,
  present: (name: string) => Promise<string | null>,
  doomed: (name: string) => boolean,
): Promise<void> {
  const attributes = ['object', 'tag', 'pieces', 'reason', 'since']
  const notes = await Array.fromAsync(table.query(`${prefix}notes`, ' ', '~', attributes))
  await several(notes, async (item) => {
    const set = { name: item.object?.S ?? '', tag: item.tag?.S ?? '', count: Number(item.pieces?.N) }
    const reason = item.reason?.S
    const tag = await present(set.name)
    if (tag === set.tag) {
      // What is noted as old may be about to become so; its note must stay.
      if (reason !== 'old') await dropNote(table, prefix, set)
      return
    }
    const isUnderWay = reason === 'replacing' && Date.now() - Number(item.since?.N) < UNDER_WAY
    const mayCome = reason === 'creating' && tag === null && !doomed(set.name)
    if (!isUnderWay && !mayCome) await removePieces(table, prefix, set)
  })
}

function indexes({ count }: PieceSet): readonly number[] {
  return Array.from({ length: count }, (_, i) => i)
}

/** A partition for each set, so that reading many at once is spread over the table. */
function pieceKey(prefix: string, { name, tag }: PieceSet, i: number): ItemKey {
  return { at: `${prefix}pieces/${name}/${tag}`, name: String(i).padStart(6, '0') }
}

function noteKey(prefix: string, { name, tag }: PieceSet): ItemKey {
  return { at: `${prefix}notes`, name: `${name}/${tag}` }
}
