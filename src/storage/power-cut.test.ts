/** A machine that loses its power while it writes, and a disk that is full, both on a disk in a file. `npm run proof` does more rounds. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { inspectSqlite } from '../../test/inspect-sqlite.ts'
import { expectWhole } from '../../test/kill-rounds.ts'
import { canMakeDisks, makeDisk } from '../../test/loop-disk.ts'
import { cutCopy, cutLog } from '../../test/power-cuts.ts'
import { writtenText } from '../../test/written-text.ts'
import { openDatabase } from '../database/open.ts'
import { append, draft } from './conformance/drafts.ts'
import { sqliteLog } from './sqlite.ts'

describe.skipIf(!canMakeDisks())('a power cut', () => {
  it('is one: what was not synced is gone, what was synced is there', () => {
    const disk = makeDisk(8_000_000)
    onTestFinished(() => disk.remove())
    writeFileSync(join(disk.folder, 'synced'), 'a text', { flush: true })
    writeFileSync(join(disk.folder, 'unsynced'), 'a text')
    const found = disk.afterPowerCut()
    const files = readdirSync(found.folder)
    found.remove()
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

describe.skipIf(!canMakeDisks())('a full disk', () => {
  it('refuses a commit in words, loses none, and the same process goes on when there is room again', async () => {
    const disk = makeDisk(8_000_000)
    const [file, ballast] = [join(disk.folder, 'a.db'), join(disk.folder, 'ballast')]
    writeFileSync(ballast, Buffer.alloc(2_000_000), { flush: true })
    onTestFinished(() => disk.remove())
    const database = await openDatabase(file)
    onTestFinished(() => database.destroy())
    const log = sqliteLog(database)
    const hashes: string[] = []
    const write = async () => {
      const name = `d${hashes.length}`
      const [commit] = await append(log, hashes.length, [draft(name, writtenText(`doc_${name}`))])
      hashes.push(commit!.seal.hash)
    }
    const full = async () => {
      for (;;) await write()
    }
    await expect(full()).rejects.toThrow(/full/)
    const before = hashes.length
    await expect(write()).rejects.toThrow(/full/)
    rmSync(ballast)
    for (let i = 0; i < 20; i++) await write()
    await expectWhole({ address: file }, new Set(hashes), new Set())
    inspectSqlite(file, [])
    expect(before).toBeGreaterThan(10)
  }, 120_000)
})
