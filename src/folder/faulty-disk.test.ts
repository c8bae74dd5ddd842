/** A folder on a disk that breaks or is full at the k-th call, for every k. */
import { describe, expect, it } from 'vitest'
import { canBreakDisks, runOnFaultyDisk } from '../../test/faulty-disk.ts'

describe.skipIf(!canBreakDisks())('a working copy', () => {
  it.each([
    ['EIO', 'once'],
    ['ENOSPC', 'on'],
  ])(
    'loses no text of either side, and makes no conflict of it, when the k-th call to the disk fails with %s (%s), for every k',
    async (code, how) => {
      const failed = await runOnFaultyDisk('test/faulty-copy.ts', [code, how, '1'])
      expect(Number(failed)).toBeGreaterThan(60)
    },
    300_000,
  )
})
