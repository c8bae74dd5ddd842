/** A server of PostgreSQL that stops, dies and comes back under open logs. kill-rounds.test.ts kills the writers. */
import { describe, expect, it } from 'vitest'
import { canStartPostgres, startPostgres } from '../../test/postgres.ts'
import { entriesOf } from '../memory/committed.ts'
import { NO_HASH } from '../memory/seal.ts'
import { all, append, draft } from './conformance/drafts.ts'
import { heard } from './conformance/watching.ts'
import { openBackend } from './open.ts'

describe.skipIf(!canStartPostgres())('a server of PostgreSQL', () => {
  it('may be stopped and started under an open log, also as by a power cut', async () => {
    const own = await startPostgres()
    const log = await openBackend(own.url).log('default')
    const other = await openBackend(own.url).log('default')
    try {
      for (const [i, mode] of (['fast', 'immediate', 'fast'] as const).entries()) {
        await append(log, i, [draft(`d${i}`, `text ${i}`)])
        await own.restart(mode)
        expect(await log.head()).toBe(i + 1)
        expect(await log.text(`doc_d${i}`, i + 1)).toBe(`text ${i}`)
      }
      const hears = heard(log, 3)
      await append(other, 3, [draft('late')])
      expect(await hears).toEqual([4])
    } finally {
      await log.close()
      await other.close()
      await own.stop()
    }
  }, 120_000)

  it('may be away for a moment: reading waits for it, appending says that it failed, and nothing is halved', async () => {
    const own = await startPostgres()
    const log = await openBackend(own.url).log('default')
    try {
      await append(log, 0, [draft('a')])
      await own.halt()
      const [late] = entriesOf([draft('late')], 1, NO_HASH)
      if (!late) throw new Error('one draft becomes one entry')
      await expect(log.append(1, [late])).rejects.toThrow()
      const reading = all(log)
      await own.start()
      expect((await reading).map(({ number }) => number)).toEqual([1])
      await log.append(1, [late])
      expect(await log.head()).toBe(2)
    } finally {
      await log.close()
      await own.stop()
    }
  }, 120_000)
})
