import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import { copyLog } from './copy-log.ts'
import { HeadMoved } from './log.ts'
import { openMemory } from './memory.ts'
import { verifyLog } from './verify.ts'

const by = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' } as const

async function written(commits: number) {
  const log = inProcessLog()
  const memory = await openMemory(log)
  for (let i = 0; i < commits; i++) await memory.create(`/memories/${i}.md`, `Text ${i}.\n`, by)
  await memory.rename('/memories/0.md', '/memories/first.md', by)
  const last = memory.documents().find(({ path }) => path === '/memories/1.md')
  await memory.erase({ erase: [{ document: last?.document ?? '', versions: 'all' }] }, by)
  return { log, memory }
}

describe('a copy of a log', () => {
  it.each([2, 49, 120])(
    'of %i documents is the same log, with its texts and what was erased',
    async (count) => {
      const { log, memory } = await written(count)
      const copy = inProcessLog()
      await copyLog(log, copy)
      const opened = await openMemory(copy)
      expect(opened.history({ limit: 1_000 })).toEqual(memory.history({ limit: 1_000 }))
      expect(opened.documents()).toEqual(memory.documents())
      for (const { document, version } of memory.documents())
        expect(await opened.text(document, version)).toBe(await memory.text(document, version))
      expect(await verifyLog(copy)).toMatchObject({ problems: [] })
    },
  )

  it('is made only where nothing is yet', async () => {
    const { log } = await written(2)
    const { log: other } = await written(3)
    await expect(copyLog(log, other)).rejects.toThrow(HeadMoved)
  })
})
