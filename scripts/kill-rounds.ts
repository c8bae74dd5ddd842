/**
 * `node scripts/kill-rounds.ts [rounds] [seed] [address]`: kills writers of one log in the middle of their work and looks whether
 * anything is lost, halved, or kept though erased. 200 rounds on a new SQLite file when nothing is said; half of the rounds have one writer,
 * half three. The tests do a few rounds; this is for the night.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectSqlite } from '../test/inspect-sqlite.ts'
import { killRounds } from '../test/kill-rounds.ts'

/** Rounds on one log; each round reads all of it. */
const ROUNDS_EACH = 10

const [rounds = '200', seed = String(Date.now() % 1_000_000), given] = process.argv.slice(2)
const total = { acknowledged: 0, erased: 0 }
for (let done = 0; done < Number(rounds); done += ROUNDS_EACH) {
  const folder = await mkdtemp(join(tmpdir(), 'commonplace-killed-'))
  const file = join(folder, 'a.db')
  const told = await killRounds({
    address: given ?? file,
    rounds: Math.min(ROUNDS_EACH, Number(rounds) - done),
    seed: Number(seed) + done,
    writers: done % (2 * ROUNDS_EACH) === 0 ? 1 : 3,
    ...(given === undefined ? { inspect: () => inspectSqlite(file) } : {}),
  })
  await rm(folder, { recursive: true })
  total.acknowledged += told.acknowledged
  total.erased += told.erased
  process.stdout.write(
    `${Math.min(done + ROUNDS_EACH, Number(rounds))} rounds, seed ${seed}: ${total.acknowledged} commits acknowledged, ${total.erased} erased, nothing lost.\n`,
  )
}
