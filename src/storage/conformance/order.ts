import { expect, it } from 'vitest'
import { all, append, draft, drafts } from './drafts.ts'
import type { Places } from './place.ts'

export function testOrder({ fresh }: Places): void {
  it('is empty at first', async () => {
    const log = await fresh()
    expect(await log.head()).toBe(0)
    expect(await all(log)).toEqual([])
    expect(await log.text('doc_x', 1)).toBeNull()
  })

  it('numbers commits from 1 without gaps, several at once in their order', async () => {
    const log = await fresh()
    await append(log, 0, [draft('a')])
    const commits = await append(log, 1, [draft('b'), draft('c')])
    expect(commits.map((each) => each.number)).toEqual([2, 3])
    expect(await log.head()).toBe(3)
    expect((await all(log)).map((each) => [each.number, each.changes[0]?.path])).toEqual([
      [1, '/memories/a.md'],
      [2, '/memories/b.md'],
      [3, '/memories/c.md'],
    ])
  })

  it('reads from any position on', async () => {
    const log = await fresh()
    await append(log, 0, drafts(25))
    expect((await all(log, 20)).map((each) => each.number)).toEqual([21, 22, 23, 24, 25])
    expect(await all(log, 25)).toEqual([])
    expect(await all(log, 99)).toEqual([])
  })

  it('holds 10,000 commits and reads them in order', async () => {
    const log = await fresh()
    for (let at = 0; at < 10_000; at += 2500) await append(log, at, drafts(2500, `n${at}_`))
    let expected = 0
    for await (const commit of log.read(0)) expect(commit.number).toBe(++expected)
    expect(expected).toBe(10_000)
    expect((await all(log, 9998)).map((each) => each.number)).toEqual([9999, 10_000])
  })

  it('does not stop an append while somebody reads', async () => {
    const log = await fresh()
    await append(log, 0, drafts(10))
    const read: number[] = []
    for await (const commit of log.read(0)) {
      if (read.length === 0) await append(log, 10, [draft('late')])
      read.push(commit.number)
    }
    expect(read.slice(0, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await log.head()).toBe(11)
  })
}
