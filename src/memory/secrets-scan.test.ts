import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller } from './caller.ts'
import { openMemory } from './memory.ts'
import { scanMemory } from './secrets-scan.ts'
import { verifyLog } from './verify.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const AWS = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const each of from) found.push(each)
  return found
}

describe('scanMemory', () => {
  it('finds what is there now, and in the history when asked, with path, version and line', async () => {
    const memory = await openMemory(inProcessLog())
    await memory.create('/memories/b.md', `one\n${AWS}\n`, ALICE)
    await memory.create('/memories/a.md', 'password: hunter2\n', ALICE)
    await memory.create('/memories/c.md', 'nothing\n', ALICE)
    const b = memory.at('/memories/b.md')!
    await memory.save(b.document, b.version, 'clean\n', ALICE)
    await memory.rename('/memories/a.md', '/memories/z.md', ALICE)
    await memory.delete('/memories/c.md', ALICE)

    const told = (found: { path: string; version: number; line: number; kind: string; present: boolean }) =>
      [found.path, found.version, found.line, found.kind, found.present] as const
    expect((await all(scanMemory(memory))).map(told)).toEqual([['/memories/z.md', 2, 1, 'password', true]])
    expect((await all(scanMemory(memory, { history: true }))).map(told)).toEqual([
      ['/memories/z.md', 2, 1, 'password', true],
      ['/memories/b.md', 1, 2, 'aws-key', false],
    ])

    await memory.erase({ erase: [{ document: b.document, versions: [1] }] }, ALICE)
    expect(await all(scanMemory(memory, { history: true }))).toHaveLength(1)
  })

  it('lets others have their turn meanwhile', async () => {
    const log = inProcessLog()
    const memory = await openMemory(log)
    for (let i = 0; i < 30; i++) await memory.create(`/memories/${i}.md`, 'word '.repeat(2_000), ALICE)
    for (const work of [() => all(scanMemory(memory)), () => verifyLog(log)]) {
      let turns = 0
      let ended = false
      const turn = () => {
        turns++
        if (!ended) setImmediate(turn)
      }
      setImmediate(turn)
      await work()
      ended = true
      expect(turns).toBeGreaterThanOrEqual(5)
    }
  })

  it('goes over a history of any length', async () => {
    const memory = await openMemory(inProcessLog())
    for (let i = 0; i < 1_100; i++) await memory.create(`/memories/${i}.md`, i % 550 === 0 ? AWS : 'x', ALICE)
    await memory.clear(ALICE)
    expect(await all(scanMemory(memory))).toEqual([])
    const found = await all(scanMemory(memory, { history: true }))
    expect(found.map(({ path }) => path)).toEqual(['/memories/550.md', '/memories/0.md'])
  })
})
