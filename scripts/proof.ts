/**
 * `npm run proof [-- what …] [-- --rounds 200] [-- --cuts 50] [-- --seed 1] [-- --fuzz 5000]`: what the tests do a few times, for a night. `kill`: SIGKILL under writers of
 * a log on every durable backend, that many rounds on each, half of them with one writer, half with three. `power`: power cuts. `disk`: calls
 * to the disk that fail, each of them in turn, in every way. `fuzz`: attacks on paths and commands. A failure names its seed and its round. What this machine cannot do is said and left out.
 */
import { parseArgs } from 'node:util'
import { canBreakDisks, runOnFaultyDisk } from '../test/faulty-disk.ts'
import { fuzz } from '../test/fuzz.ts'
import { KILL_PLACES } from '../test/kill-places.ts'
import { killRounds } from '../test/kill-rounds.ts'
import { canMakeDisks } from '../test/loop-disk.ts'
import { cutCopy, cutLog } from '../test/power-cuts.ts'
import { random } from '../test/random.ts'

/** Rounds on one log; each round reads all of it. */
const ROUNDS_EACH = 10

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    cuts: { type: 'string', default: '50' },
    fuzz: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
  allowPositionals: true,
})
const [rounds, cuts, seed] = [values.rounds, values.cuts, values.seed].map(Number)
const ALL = { kill, power, disk, fuzz: attacks } as const
const wanted = Object.entries(ALL).filter(([name]) => positionals.length === 0 || positionals.includes(name))
say(`Seed ${seed}.`)
for (const [, run] of wanted) await run()

async function kill(): Promise<void> {
  for (const [name, start] of Object.entries(KILL_PLACES)) {
    const places = await start()
    if (places === null) continue
    const total = { acknowledged: 0, erased: 0 }
    for (let done = 0; done < (rounds ?? 0); done += ROUNDS_EACH) {
      const place = await places.make()
      const some = Math.min(ROUNDS_EACH, (rounds ?? 0) - done)
      const writers = done % (2 * ROUNDS_EACH) === 0 ? 1 : 3
      const told = await killRounds({ place, rounds: some, seed: (seed ?? 0) + done, writers })
      await place.remove()
      total.acknowledged += told.acknowledged
      total.erased += told.erased
    }
    await places.close()
    say(
      `${name}: ${rounds} rounds of SIGKILL, ${total.acknowledged} commits acknowledged, ${total.erased} erased: none lost, halved or kept.`,
    )
  }
}

async function power(): Promise<void> {
  if (!canMakeDisks()) return
  for (const [name, cut] of [['log', cutLog] as const, ['working copy', cutCopy] as const]) {
    const next = random(seed ?? 0)
    let acknowledged = 0
    for (let round = 1; round <= (cuts ?? 0); round++) {
      acknowledged += await cut({ after: 1 + next(80), delay: next(10), seed: next(1_000_000) })
    }
    say(`${name}: ${cuts} power cuts, ${acknowledged} commits acknowledged, none lost.`)
  }
}

async function disk(): Promise<void> {
  if (!canBreakDisks()) return
  for (const program of ['faulty-log', 'faulty-copy'])
    for (const code of ['EIO', 'ENOSPC'])
      for (const how of ['once', 'on']) {
        const failed = await runOnFaultyDisk(`test/${program}.ts`, [code, how, '1'])
        say(`${program}: each of ${failed} calls failed once with ${code} (${how}), nothing lost.`)
      }
}

async function attacks(): Promise<void> {
  await fuzz(Number(values.fuzz), seed)
  say(`fuzz: ${values.fuzz} rows of commands, none did what it must not.`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
