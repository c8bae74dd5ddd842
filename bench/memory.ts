/**
 * The memory commands against what a user would pick instead: the SDK's own file memory tool, on the same trace.
 * Both are durable: the SDK's tool syncs each file it writes, ours commits to SQLite with full sync and keeps author,
 * history and exactly-once key besides.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BetaLocalFilesystemMemoryTool } from '@anthropic-ai/sdk/tools/memory/node'
import { openDatabase } from '../src/database/open.ts'
import type { MemoryCommand } from '../src/memory/command.ts'
import { openMemory } from '../src/memory/memory.ts'
import { sqliteLog } from '../src/storage/sqlite.ts'
import { median, ms, percentile, print, ratio } from './measure.ts'

/** Commands measured of each kind. */
const OPS = 200
const WARM_UP = 20
const KINDS = ['create', 'view', 'list', 'str_replace', 'insert', 'rename', 'delete'] as const
type Kind = (typeof KINDS)[number]

interface Tool {
  run(command: MemoryCommand): Promise<string>
  close(): Promise<void>
}

export async function run(quick: boolean): Promise<void> {
  const sizes = quick ? [10, 1_000] : [10, 1_000, 10_000]
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
    const theirs = await measure(await sdkTool(join(folder, 'sdk')), size)
    const ours = await measure(await ourTool(join(folder, 'ours.db')), size)
    rmSync(folder, { recursive: true, force: true })
    print({
      title: `Memory commands with ${size.toLocaleString('en')} documents`,
      method: `${OPS} commands of each kind after ${WARM_UP} to warm up, one after the other, documents of about 1 KB. "Times faster" above 1 is in our favour.`,
      columns: [
        'command',
        'SDK tool p50',
        'SDK tool p99',
        'ours p50',
        'ours p99',
        'times faster (p50)',
        'answer (SDK / ours)',
      ],
      rows: KINDS.map((kind) => row(kind, theirs, ours)),
    })
  }
}

interface Samples {
  readonly times: Record<Kind, number[]>
  readonly answers: Record<Kind, number>
}

function row(kind: Kind, theirs: Samples, ours: Samples): string[] {
  const a = theirs.times[kind]
  const b = ours.times[kind]
  const chars = (n: number) => `${n.toLocaleString('en')} chars`
  return [
    kind === 'list' ? 'view of the directory' : kind,
    ms(median(a)),
    ms(percentile(a, 0.99)),
    ms(median(b)),
    ms(percentile(b, 0.99)),
    ratio(median(b), median(a)),
    `${chars(theirs.answers[kind])} / ${chars(ours.answers[kind])}`,
  ]
}

async function sdkTool(folder: string): Promise<Tool> {
  const tool = await BetaLocalFilesystemMemoryTool.init(folder)
  return {
    async run(command) {
      switch (command.command) {
        case 'view':
          return String(await tool.view({ command: 'view', path: command.path }))
        case 'create':
          return String(await tool.create(command))
        case 'str_replace':
          return String(await tool.str_replace(command))
        case 'insert':
          return String(await tool.insert(command))
        case 'delete':
          return String(await tool.delete(command))
        case 'rename':
          return String(await tool.rename(command))
        default:
          return command satisfies never
      }
    },
    async close() {},
  }
}

async function ourTool(file: string): Promise<Tool> {
  const database = await openDatabase(file)
  const memory = await openMemory(sqliteLog(database))
  let call = 0
  return {
    async run(command) {
      const toolCall = `toolu_${call++}`
      const result = await memory.run(command, {
        actor: { kind: 'claude', onBehalfOf: 'Alice' },
        reader: 'chat:1',
        origin: { chat: '1', turn: '1', toolCall },
        key: `1/1/${toolCall}`,
      })
      if (result.isError) throw new Error(result.text)
      return result.text
    },
    async close() {
      await memory.close()
      await database.destroy()
    },
  }
}

const text = (n: number) =>
  `# Document ${n}\n\n${`- A fact about number ${n} that somebody told us\n`.repeat(20)}\nThe end of ${n}.`
const path = (n: number) => `/memories/memory_${String(n).padStart(6, '0')}.md`

async function measure(tool: Tool, size: number): Promise<Samples> {
  for (let n = 0; n < size; n++) await tool.run({ command: 'create', path: path(n), file_text: text(n) })
  const times = Object.fromEntries(KINDS.map((kind) => [kind, [] as number[]])) as Record<Kind, number[]>
  const answers = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>
  for (const kind of KINDS) {
    const count = kind === 'list' && size >= 10_000 ? 20 : OPS
    for (let i = -WARM_UP; i < count; i++) {
      const command = commandOf(kind, size, i + WARM_UP)
      const start = performance.now()
      const answer = await tool.run(command)
      if (i >= 0) times[kind].push(performance.now() - start)
      answers[kind] = answer.length
    }
  }
  await tool.close()
  return { times, answers }
}

/** The same trace for both: new documents are made, read, edited, renamed and deleted; the others lie around. */
function commandOf(kind: Kind, size: number, i: number): MemoryCommand {
  const own = path(size + i)
  switch (kind) {
    case 'create':
      return { command: 'create', path: own, file_text: text(size + i) }
    case 'view':
      return { command: 'view', path: own }
    case 'list':
      return { command: 'view', path: '/memories' }
    case 'str_replace':
      return {
        command: 'str_replace',
        path: own,
        old_str: `The end of ${size + i}.`,
        new_str: 'It was changed.',
      }
    case 'insert':
      return { command: 'insert', path: own, insert_line: 2, insert_text: '- One more fact' }
    case 'rename':
      return { command: 'rename', old_path: own, new_path: `/memories/renamed_${i}.md` }
    case 'delete':
      return { command: 'delete', path: `/memories/renamed_${i}.md` }
    default:
      return kind satisfies never
  }
}
