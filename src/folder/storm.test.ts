import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTick } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Memory } from '../memory/contract.ts'
import { openMemory } from '../memory/memory.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { openWorkingCopy, type WorkingCopy } from './working-copy.ts'

/** Edited by one editor. Two programs that save the same file over each other lose lines without us. */
const EDITED = ['a.md', 'b.md', 'c.md']
/** Appended to by another process. */
const APPENDED = ['d.md', 'e.md']
const ROUNDS = 120

/** A repeatable row of numbers below `limit`, so that a storm that found something can be had again. */
function dice(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * limit)
  }
}

/** An editor: reads, puts one line somewhere, saves in the way this editor has. */
function edit(folder: string, name: string, line: string, roll: (limit: number) => number): boolean {
  const path = join(folder, name)
  if (!existsSync(path)) return false
  const lines = readFileSync(path, 'utf8').split('\n')
  lines.splice(roll(lines.length), 0, line)
  const way = roll(3)
  if (way === 0) writeFileSync(path, lines.join('\n'))
  if (way === 1) appendFileSync(path, `${line}\n`)
  if (way === 2) {
    writeFileSync(`${path}.tmp`, lines.join('\n'))
    renameSync(`${path}.tmp`, path)
  }
  return true
}

/** Claude or a person in the app: puts one line somewhere, on top of what they last read. */
async function save(memory: Memory, name: string, line: string, roll: (limit: number) => number) {
  const info = memory.at(`/memories/${name}`)
  const text = info && (await memory.text(info.document, info.version))
  if (!info || text === null || text === undefined) return null
  const lines = text.split('\n')
  lines.splice(roll(lines.length), 0, line)
  const by = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' } as const
  const outcome = await memory.save(info.document, info.version, lines.join('\n'), by)
  return outcome.kind === 'done' || outcome.kind === 'merged' ? outcome.commit.number : null
}

/** Another process that appends to the files all the while, also into one that is just being replaced. */
function appender(folder: string, lines: number) {
  const program = `
    const { appendFileSync } = require('node:fs')
    let n = 0
    const next = () => {
      if (n === ${lines}) return
      appendFileSync(process.argv[1] + '/' + ${JSON.stringify(APPENDED)}[n % 2], 'other process ' + n++ + '\\n')
      setTimeout(next, n % 7)
    }
    next()`
  return spawn(process.execPath, ['-e', program, folder], { stdio: 'inherit' })
}

async function textsOf(memory: Memory): Promise<Record<string, string | null>> {
  const texts: Record<string, string | null> = {}
  for (const info of memory.documents()) texts[info.path] = await memory.text(info.document, info.version)
  return texts
}

it.each([1, 2, 3])(
  'a storm of edits from both sides ends equal, and no line is lost (seed %i)',
  async (seed) => {
    const root = mkdtempSync(join(tmpdir(), 'commonplace-storm-'))
    const folder = join(root, 'memories')
    const memory = await openMemory(inProcessLog())
    let ids = 0
    const open = (): Promise<WorkingCopy> =>
      openWorkingCopy({
        memory,
        folder,
        state: join(root, 'state.jsonl'),
        now: () => new Date(),
        newId: () => `id${++ids}`,
        notify: () => {},
        pace: { rest: 10, missing: 40, patience: 100, late: 30 },
      })
    let copy = await open()
    const roll = dice(seed)
    const written: string[] = []
    for (const name of [...EDITED, ...APPENDED]) {
      await memory.create(`/memories/${name}`, 'first\n\nsecond\n\nthird\n', {
        actor: { kind: 'person', name: 'Alice' },
        reader: 'person:Alice',
      })
    }
    await copy.scan()

    const other = appender(folder, ROUNDS)
    const ended = once(other, 'exit')
    for (let round = 0; round < ROUNDS; round++) {
      const line = `round ${round}`
      if (roll(2) === 0) {
        if (edit(folder, EDITED[roll(EDITED.length)]!, line, roll)) written.push(line)
      } else {
        const all = [...EDITED, ...APPENDED]
        const commit = await save(memory, all[roll(all.length)]!, line, roll)
        if (commit !== null) written.push(line)
        if (commit !== null && roll(3) === 0) await copy.settled(commit)
      }
      for (let turns = roll(40); turns > 0; turns--) await nextTick()
      if (round === ROUNDS / 2) {
        await copy.close()
        copy = await open()
      }
    }
    await ended
    await copy.close()
    copy = await open()
    await copy.scan()
    await copy.close()

    const texts = await textsOf(memory)
    const files = readdirSync(folder).filter((name) => !name.startsWith('.'))
    const onDisk = Object.fromEntries(
      files.map((name) => [`/memories/${name}`, readFileSync(join(folder, name), 'utf8')]),
    )
    expect(onDisk).toEqual(texts)
    const kept = new Set(Object.values(texts).flatMap((text) => text?.split('\n') ?? []))
    for (let n = 0; n < ROUNDS; n++) written.push(`other process ${n}`)
    expect(written.filter((line) => !kept.has(line))).toEqual([])
    await memory.close()
    rmSync(root, { recursive: true, force: true })
  },
)
