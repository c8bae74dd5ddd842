/** A disk that breaks or is full at the k-th call, for every k. */
import { describe, expect, it } from 'vitest'
import { canBreakDisks, runOnFaultyDisk } from '../../test/faulty-disk.ts'

describe.skipIf(!canBreakDisks())('a log in SQLite', () => {
  it.each([
    ['EIO', 'once'],
    ['ENOSPC', 'on'],
  ])(
    'keeps what it acknowledged and goes on when the k-th call to the disk fails with %s (%s), for every k',
    async (code, how) => {
      const failed = await runOnFaultyDisk('test/faulty-log.ts', [code, how, '1'])
      expect(Number(failed)).toBeGreaterThan(100)
    },
    300_000,
  )
})
