import type { MemoryLog } from '../../memory/log.ts'
import { appendBatch } from './append.ts'
import { textName } from './formats.ts'
import { housekeeping } from './housekeeping.ts'
import type { Keeping } from './keep.ts'
import { Known } from './known.ts'
import { follow, load, readBatch } from './load.ts'
import { LEVELS, type Levels } from './segments.ts'
import { joined } from './several.ts'
import type { ObjectStore } from './store.ts'
import { looking } from './watch.ts'

export interface ObjectLogOptions {
  /** How often other writers' commits are looked for while somebody watches, in milliseconds. Each look is one request. */
  readonly lookEvery?: number
  /** Erase although the store keeps old bodies: somebody else sees to it that they go. */
  readonly eraseAnyway?: boolean
  /** When batches are gathered; for tests that want it sooner. */
  readonly levels?: Levels
}

const LOOK_EVERY = 1000

/** The store keeps old bodies, which would survive the erasure. Nothing was changed. */
export class KeepsOldBodies extends Error {
  override readonly name = 'KeepsOldBodies'
}

/**
 * A log in a store of objects. An append is one conditional write of one object, named by the number of its first commit:
 * of several writers at the same head one succeeds, and that write is the moment of truth. Any number of processes may
 * share the store. The commits, without texts, are held in memory once they have been read. `close` closes the store.
 */
export function objectLog(store: ObjectStore, options: ObjectLogOptions = {}): MemoryLog {
  const known = new Known()
  let isLoaded = false
  const catchUp = joined(async () => {
    if (isLoaded) return follow(store, known)
    known.clear()
    house.begin(await load(store, known))
    isLoaded = true
    house.later()
  })
  const keeping: Keeping = { store, known, levels: options.levels ?? LEVELS, follow: catchUp }
  const house = housekeeping(keeping)
  const looks = looking({ every: options.lookEvery ?? LOOK_EVERY, catchUp, head: () => known.head })

  return {
    async head() {
      await catchUp()
      return known.head
    },
    async append(expected, entries) {
      if (!isLoaded) await catchUp()
      if (entries.length > 0) await appendBatch(keeping, expected, entries)
      house.later()
    },
    async *read(after) {
      await catchUp()
      for (let number = after + 1; number <= known.head; number++) {
        const commit = known.commit(number)
        if (commit) yield commit
      }
    },
    async text(document, version) {
      if (!isLoaded || version > known.head) await catchUp()
      return textOf(keeping, document, version)
    },
    async erase(expected, entry, gone) {
      if (!isLoaded) await catchUp()
      const kept = options.eraseAnyway ? null : await store.keepsOld()
      if (kept !== null) throw new KeepsOldBodies(kept)
      await appendBatch(keeping, expected, [entry], gone)
      await house.erase(entry.commit.number)
    },
    watch: looks.watch,
    async close() {
      looks.stop()
      await house.idle()
      await store.close()
    },
  }
}

async function textOf({ store, known }: Keeping, document: string, version: number): Promise<string | null> {
  if (known.isGone(document, version)) return null
  const place = known.batchAt(version)
  const batch = place ? await readBatch(store, place.first) : null
  const found = batch?.texts.find((each) => each.document === document && each.version === version)
  if (!batch || !found) return null
  if (found.text !== undefined) return found.text
  return (await store.get(textName(document, version, batch.id)))?.body ?? null
}
