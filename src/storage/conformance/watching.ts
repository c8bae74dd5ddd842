import { expect, it } from 'vitest'
import type { MemoryLog } from '../../memory/log.ts'
import { all, append, draft } from './drafts.ts'
import type { Places } from './place.ts'

/** For the test runner's time limit alone: how fast one hears is measured by `npm run bench -- backends`. */
const BOUND = 10_000

/** Resolves with the commits above `after` as soon as `watch` leads to some. */
export function heard(log: MemoryLog, after: number): Promise<readonly number[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly number[]>()
  const stop = log.watch?.(() => {
    all(log, after).then((found) => found.length > 0 && resolve(found.map(({ number }) => number)), reject)
  })
  const late = setTimeout(() => reject(new Error(`Nothing was heard within ${BOUND} ms.`)), BOUND)
  return promise.finally(() => {
    clearTimeout(late)
    stop?.()
  })
}

/** For backends that several processes can write to. */
export function testWatching({ newPlace, openAt }: Places): void {
  it('hears what another opening of the same place appends, again and again', async () => {
    const place = await newPlace()
    const [mine, other] = [await openAt(place), await openAt(place)]
    for (let head = 0; head < 5; head++) {
      const hears = heard(mine, head)
      await append(other, head, [draft(`d${head}`)])
      expect(await hears).toEqual([head + 1])
    }
  })

  it('hears also what was appended just before it began to watch', async () => {
    const place = await newPlace()
    const [mine, other] = [await openAt(place), await openAt(place)]
    await append(other, 0, [draft('a')])
    expect(await heard(mine, 0)).toEqual([1])
  })

  it('can be watched several times, and each stops for itself', async () => {
    const place = await newPlace()
    const [mine, other] = [await openAt(place), await openAt(place)]
    const both = Promise.all([heard(mine, 0), heard(mine, 0)])
    await append(other, 0, [draft('a')])
    expect(await both).toEqual([[1], [1]])
  })
}
