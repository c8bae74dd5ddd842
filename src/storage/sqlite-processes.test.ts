/** One SQLite file and several processes, some of them killed. scripts/kill-rounds.ts does the same for longer. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inspectSqlite } from '../../test/inspect-sqlite.ts'
import { killRounds } from '../../test/kill-rounds.ts'
import { append, draft } from './conformance/drafts.ts'
import { openBackend } from './open.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonplace-killed-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Starts a process that opens the log, writes nothing and ends; killed after so many milliseconds when they are given. */
async function openElsewhere(file: string, killAfter?: number): Promise<number | NodeJS.Signals | null> {
  const args = ['test/log-writer.ts', file, 'w', '0']
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
  const [code, signal] = await once(child, 'close')
  clearTimeout(timer)
  return signal ?? code
}

describe('a new SQLite file', () => {
  it('is made once when several processes open it in the same moment', async () => {
    const file = join(folder, 'a.db')
    const ends = await Promise.all([1, 2, 3, 4].map(() => openElsewhere(file)))
    expect(ends).toEqual([0, 0, 0, 0])
  })

  it('can be opened after a process was killed while it made it', async () => {
    const start = performance.now()
    await openElsewhere(join(folder, 'a.db'))
    const whole = performance.now() - start
    for (let round = 1; round <= 5; round++) {
      const file = join(folder, `${round}.db`)
      await openElsewhere(file, whole * (0.5 + round / 10))
      const log = await openBackend(file).log('default')
      expect((await append(log, 0, [draft('a')])).map(({ number }) => number)).toEqual([1])
      await log.close()
    }
  })
})

describe('a log in SQLite', () => {
  it.each([
    { writers: 1, rounds: 4 },
    { writers: 3, rounds: 2 },
  ])(
    'loses nothing that was acknowledged, halves nothing and keeps nothing erased when one of $writers writers is killed',
    async ({ writers, rounds }) => {
      const address = join(folder, 'a.db')
      const inspect = () => inspectSqlite(address)
      const told = await killRounds({ address, rounds, writers, seed: 20261123, inspect })
      expect(told.acknowledged).toBeGreaterThan(rounds * 10)
      expect(told.erased).toBeGreaterThan(0)
    },
    120_000,
  )
})
