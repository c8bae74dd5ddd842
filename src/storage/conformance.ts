/** What every log backend must do. A backend's own test file opens it and calls `testMemoryLog`. */
import { afterEach, describe } from 'vitest'
import type { MemoryLog } from '../memory/log.ts'
import { testContents } from './conformance/contents.ts'
import { testErasing } from './conformance/erasing.ts'
import { testOrder } from './conformance/order.ts'
import type { LogPlace, Places } from './conformance/place.ts'
import { testRaces } from './conformance/races.ts'
import { testReopening } from './conformance/reopening.ts'

export type { LogPlace, Places } from './conformance/place.ts'

/**
 * Registers the suite for one backend. `more`: what it promises beyond the seam, such as `testKeys`, or because several
 * processes can write to it, such as `testWatching`.
 */
export function testMemoryLog(
  name: string,
  make: () => Promise<LogPlace>,
  ...more: readonly ((places: Places) => void)[]
): void {
  describe(`the log ${name}`, () => {
    const places = keptPlaces(make)
    afterEach(() => places.removeAll())
    for (const test of [testOrder, testContents, testRaces, testErasing, testReopening, ...more]) test(places)
  })
}

function keptPlaces(make: () => Promise<LogPlace>): Places & { removeAll(): Promise<void> } {
  const places: LogPlace[] = []
  const logs: MemoryLog[] = []
  const newPlace = async () => {
    const place = await make()
    places.push(place)
    return place
  }
  const openAt = async (place: LogPlace) => {
    const log = await place.open()
    logs.push(log)
    return log
  }
  return {
    newPlace,
    openAt,
    fresh: async () => openAt(await newPlace()),
    async removeAll() {
      for (const log of logs.splice(0)) await log.close()
      for (const place of places.splice(0)) await place.remove()
    },
  }
}
