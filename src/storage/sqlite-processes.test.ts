/** One SQLite file and several processes. kill-rounds.test.ts kills some. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonplace-killed-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A process that opens the log, writes nothing and ends. */
async function openElsewhere(file: string): Promise<number | null> {
  const args = ['test/log-writer.ts', file, 'w', '0']
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  const [code] = await once(child, 'close')
  return code
}

describe('a new SQLite file', () => {
  it('is made once when several processes open it in the same moment', async () => {
    const file = join(folder, 'a.db')
    const ends = await Promise.all([1, 2, 3, 4].map(() => openElsewhere(file)))
    expect(ends).toEqual([0, 0, 0, 0])
  })
})
