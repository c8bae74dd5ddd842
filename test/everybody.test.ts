/** Everybody writes at once, on real files and a real database; then the whole history is read and compared with what they were told. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { openDatabase } from '../src/database/open.ts'
import { openWorkingCopy } from '../src/folder/working-copy.ts'
import type { MemoryLog } from '../src/memory/log.ts'
import { openMemory } from '../src/memory/memory.ts'
import { append, draft, edited } from '../src/storage/conformance/drafts.ts'
import { inProcessLog } from '../src/storage/in-process.ts'
import { sqliteLog } from '../src/storage/sqlite.ts'
import { Everybody } from './everybody.ts'
import { inspectSqlite } from './inspect-sqlite.ts'
import { random } from './random.ts'
import { examine, type Testimony } from './witness.ts'

const NAMES = ['a.md', 'b.md', 'c.md', 'd.md']
/** Appended to by another process all the while, and changed by all others. */
const APPENDED = 'log.md'
const ALICE = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' } as const

function appender(folder: string, lines: number) {
  const program = `
    const { appendFileSync } = require('node:fs')
    let n = 0
    const next = () => {
      if (n === ${lines}) return
      appendFileSync(process.argv[1], 'other process ' + n++ + '\\n')
      setTimeout(next, n % 5)
    }
    next()`
  return spawn(process.execPath, ['-e', program, join(folder, APPENDED)], { stdio: 'inherit' })
}

it.each([1, 2, 3, 4])(
  'of what Claude, people and the disk write at once, every acknowledged change is in the history, and no line goes without a commit that was asked to remove it (seed %i)',
  async (seed) => {
    const root = mkdtempSync(join(tmpdir(), 'commonplace-everybody-'))
    const folder = join(root, 'memories')
    const database = await openDatabase(join(root, 'a.db'))
    const log = sqliteLog(database)
    const memory = await openMemory(log)
    let ids = 0
    const open = () =>
      openWorkingCopy({
        memory,
        folder,
        state: join(root, 'state.jsonl'),
        now: () => new Date(),
        newId: () => `id${++ids}`,
        notify: () => {},
        pace: { rest: 5, missing: 20, patience: 100, late: 20 },
      })
    const copy = await open()
    const roll = random(seed)
    const all = new Everybody(memory, roll, NAMES)
    const made = await memory.create(`/memories/${APPENDED}`, 'first\n', ALICE)
    if (made.kind !== 'done') throw new Error(made.kind)
    await copy.settled(made.commit.number)

    const other = appender(folder, 60)
    const ended = once(other, 'exit')
    for (let round = 0; round < 60; round++) {
      const claudes = Array.from({ length: roll(4) }, (_, i) => all.claude(i))
      const people = Array.from({ length: roll(3) }, (_, i) => all.person(i))
      for (let turns = roll(10); turns > 0; turns--) await nextTurn()
      all.disk(folder)
      await Promise.all([...claudes, ...people])
    }
    await ended
    await copy.scan()
    await copy.close()
    const last = await open()
    await last.scan()
    await last.close()

    const appended = Array.from({ length: 60 }, (_, n) => `other process ${n}`)
    const { complaints, texts } = await examine(log, all.testimony(appended))
    expect(complaints).toEqual([])
    const files = readdirSync(folder).filter((name) => !name.startsWith('.'))
    expect(
      new Map(files.map((name) => [`/memories/${name}`, readFileSync(join(folder, name), 'utf8')])),
    ).toEqual(texts)
    expect(memory.documents().map(({ path }) => path)).toEqual([...texts.keys()].sort())
    expect(all.acknowledged.length).toBeGreaterThan(60)
    await memory.close()
    await database.destroy()
    rmSync(root, { recursive: true })
  },
  120_000,
)

it('two engines on one log tell nobody a change that is not in the history, and take no line that nobody asked them to', async () => {
  const log = inProcessLog()
  const roll = random(7)
  const both = await Promise.all([openMemory(log), openMemory(log)])
  const crowds = both.map((memory, i) => new Everybody(memory, roll, NAMES, `engine ${i} `))
  for (let round = 0; round < 150; round++)
    await Promise.all(crowds.flatMap((crowd) => [crowd.claude(1), crowd.claude(2), crowd.person(1)]))
  expect((await examine(log, together(crowds))).complaints).toEqual([])
  expect(crowds.map((crowd) => crowd.acknowledged.length > 100)).toEqual([true, true])
})

it('two processes on one SQLite file do the same, and the file stays whole', async () => {
  const root = mkdtempSync(join(tmpdir(), 'commonplace-everybody-'))
  const file = join(root, 'a.db')
  const crowds = await Promise.all(
    [1, 2].map(async (seed): Promise<Told> => {
      const run = promisify(execFile)
      const { stdout } = await run(process.execPath, ['test/memory-writer.ts', file, String(seed), '60'])
      return JSON.parse(stdout)
    }),
  )
  const database = await openDatabase(file)
  const log = sqliteLog(database)
  expect((await examine(log, together(crowds))).complaints).toEqual([])
  expect(crowds.map((crowd) => crowd.acknowledged.length > 40)).toEqual([true, true])
  await database.destroy()
  inspectSqlite(file, [])
  rmSync(root, { recursive: true })
}, 120_000)

type Told = Pick<Everybody, 'acknowledged' | 'refused'>

function together(crowds: readonly Told[]): Testimony {
  return {
    acknowledged: crowds.flatMap((crowd) => crowd.acknowledged),
    refused: crowds.flatMap((crowd) => crowd.refused),
    written: [],
    mayRemove: () => false,
  }
}

it('the witness finds a lost update, a change that was acknowledged and is missing, and one that was refused and is there', async () => {
  const log: MemoryLog = inProcessLog()
  await append(log, 0, [draft('a', 'one\n'), edited('a', 'one\ntwo\n'), edited('a', 'one\nthree\n')])
  const { complaints } = await examine(log, {
    acknowledged: [
      { commit: 2, added: ['two'], removed: [] },
      { commit: 3, added: ['three'], removed: [] },
      { commit: 4, added: ['four'], removed: [] },
    ],
    refused: ['one'],
    written: ['five'],
    mayRemove: () => false,
  })
  expect(complaints).toEqual([
    'Commit 3 (save by person) takes “two” from /memories/a.md; nobody asked for that.',
    'Commit 4 was acknowledged, and is not there.',
    '“one” was refused, and is in the history.',
    '“five” was written, and was never in the memory.',
  ])
})
