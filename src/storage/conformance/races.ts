import { expect, it } from 'vitest'
import { HeadMoved } from '../../memory/log.ts'
import { all, append, draft, drafts, insist } from './drafts.ts'
import type { Places } from './place.ts'

export function testRaces({ fresh }: Places): void {
  it.each([
    ['behind', 0, 1],
    ['beyond', 2, 1],
    ['far beyond', 100, 1],
    ['behind, with several drafts,', 0, 3],
  ])('refuses an append %s the head and changes nothing', async (_, expected, count) => {
    const log = await fresh()
    await append(log, 0, [draft('a')])
    const attempt = append(log, expected, drafts(count, 'late'))
    await expect(attempt).rejects.toMatchObject({ name: 'HeadMoved', expected, actual: 1 })
    await expect(attempt).rejects.toBeInstanceOf(HeadMoved)
    expect((await all(log)).map((each) => each.number)).toEqual([1])
    expect(await log.text('doc_late0', expected + 1)).toBeNull()
    expect((await append(log, 1, [draft('b')]))[0]?.number).toBe(2)
  })

  it('lets exactly one of many appends at the same head through', async () => {
    const log = await fresh()
    const outcomes = await Promise.allSettled(drafts(20).map((each) => append(log, 0, [each])))
    const lost = outcomes.filter((each) => each.status === 'rejected')
    expect(lost).toHaveLength(19)
    expect(lost.every((each) => each.reason instanceof HeadMoved)).toBe(true)
    expect(await log.head()).toBe(1)
  })

  it('keeps every commit of eight writers that insist', async () => {
    const log = await fresh()
    const write = async (writer: number) => {
      const numbers: number[] = []
      for (const each of drafts(12, `w${writer}_`)) numbers.push((await insist(log, each)).number)
      return numbers
    }
    const numbers = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(write))
    const written = numbers.flat().sort((a, b) => a - b)
    expect(written).toEqual(Array.from({ length: 96 }, (_, i) => i + 1))
    const paths = (await all(log)).map((each) => each.changes[0]?.path)
    expect(new Set(paths).size).toBe(96)
    for (const own of numbers) expect(own).toEqual([...own].sort((a, b) => a - b))
  })
}
