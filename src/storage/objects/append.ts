import { randomUUID } from 'node:crypto'
import { type Entry, type Gone, HeadMoved } from '../../memory/log.ts'
import { type Batch, batchName, batchOf } from './formats.ts'
import type { Keeping } from './keep.ts'
import { readBatch, take } from './load.ts'
import { several } from './several.ts'
import type { ObjectStore } from './store.ts'

type Long = readonly { readonly name: string; readonly text: string }[]

/** One conditional write of the batch is what appends; long texts, which nothing refers to yet, are stored before it. */
export async function appendBatch(
  keeping: Keeping,
  expected: number,
  entries: readonly Entry[],
  gone?: Gone,
): Promise<void> {
  const { store, known, follow } = keeping
  if (known.head !== expected) await follow()
  if (known.head !== expected) throw new HeadMoved(expected, known.head)
  const { inlineBytes } = store
  const { batch, long } = batchOf(entries, { id: randomUUID(), inlineBytes, gone })
  await storeLong(store, long)
  if (await isOurs(store, batch)) return take(known, batch)
  await removeLong(store, long)
  await follow()
  throw new HeadMoved(expected, known.head)
}

/**
 * Whether the batch is the one in its place now. An answer can get lost, and then the client's own second attempt is told
 * that the place is taken: only reading back tells by whom. Rejects when it cannot be known.
 */
async function isOurs(store: ObjectStore, batch: Batch): Promise<boolean> {
  const name = batchName(batch.first)
  const outcome = await store.create(name, JSON.stringify(batch)).catch((error: unknown) => ({ error }))
  if (outcome === 'created') return true
  const there = await readBatch(store, batch.first).catch((error: unknown) => ({ error }))
  if (there && 'id' in there) return there.id === batch.id
  if (outcome !== 'exists') throw outcome.error
  throw there?.error ?? new Error(`The object ${name} exists, says the store, and yet cannot be read.`)
}

async function storeLong(store: ObjectStore, long: Long): Promise<void> {
  try {
    await several(long, ({ name, text }) => store.create(name, text))
  } catch (error) {
    await removeLong(store, long)
    throw error
  }
}

/** As well as it goes: what is left is never referred to, and the next erasure sweeps it away. */
async function removeLong(store: ObjectStore, long: Long): Promise<void> {
  await several(long, ({ name }) => store.delete(name)).catch(() => {})
}
