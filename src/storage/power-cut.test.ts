/** A machine that loses its power while it writes, on a disk in a file. `npm run proof` does more rounds. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canMakeDisks, makeDisk } from '../../test/loop-disk.ts'
import { cutCopy, cutLog } from '../../test/power-cuts.ts'

describe.skipIf(!canMakeDisks())('a power cut', () => {
  it('is one: what was not synced is gone, what was synced is there', () => {
    const disk = makeDisk(8_000_000)
    writeFileSync(join(disk.folder, 'synced'), 'a text', { flush: true })
    writeFileSync(join(disk.folder, 'unsynced'), 'a text')
    const found = disk.afterPowerCut()
    const files = readdirSync(found.folder)
    found.remove()
    disk.remove()
    expect(files).toContain('synced')
    expect(files).not.toContain('unsynced')
  })

  it.each([
    { after: 15, delay: 0 },
    { after: 40, delay: 3 },
  ])(
    'after $after acknowledgements takes nothing that was acknowledged from a log in SQLite',
    async ({ after, delay }) => {
      expect(await cutLog({ after, delay, seed: after })).toBeGreaterThanOrEqual(after / 2)
    },
    120_000,
  )

  it('takes nothing that Claude was told is written, neither from the memory nor from its files', async () => {
    expect(await cutCopy({ after: 25, delay: 2, seed: 1 })).toBeGreaterThanOrEqual(25)
  }, 120_000)
})
