import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joined, several } from './several.ts'

describe('several', () => {
  it('gives the results in order, with at most sixteen at once', async () => {
    let running = 0
    let most = 0
    const items = Array.from({ length: 100 }, (_, i) => i)
    const results = await several(items, async (i) => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      return i * 2
    })
    expect(results).toEqual(items.map((i) => i * 2))
    expect(most).toBe(16)
  })

  it('begins nothing more after a failure, and rejects when nothing runs any more', async () => {
    let begun = 0
    let ended = 0
    const work = async (i: number) => {
      begun++
      await new Promise((resolve) => setImmediate(resolve))
      ended++
      if (i === 3) throw new Error('third')
    }
    await expect(
      several(
        Array.from({ length: 100 }, (_, i) => i),
        work,
      ),
    ).rejects.toThrow('third')
    expect([begun, ended]).toEqual([begun, begun])
    expect(begun).toBeLessThan(40)
  })
})

describe('joined', () => {
  it('gives everybody a run that began after they asked, never two at once, and no more than are needed', async () => {
    const asking = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(asking, async (pauses) => {
        let begun = 0
        let running = 0
        const run = joined(async () => {
          begun++
          expect(++running).toBe(1)
          await new Promise((resolve) => setImmediate(resolve))
          running--
          if (begun % 3 === 0) throw new Error('every third fails')
        })
        const asked: Promise<void>[] = []
        for (const pause of pauses) {
          const before = begun
          const check = () => expect(begun).toBeGreaterThan(before)
          asked.push(run().then(check, check))
          for (let i = 0; i < pause; i++) await Promise.resolve()
        }
        await Promise.all(asked)
        expect(begun).toBeLessThanOrEqual(pauses.length)
      }),
    )
  })
})
