/**
 * The memory commands against what a user would pick instead: the SDK's own file memory tool, on the same trace.
 * Both are durable: the SDK's tool syncs each file it writes, ours commits to SQLite with full sync and keeps author,
 * history and exactly-once key besides.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MemoryCommand } from '../src/memory/command.ts'
import { median, ms, percentile, print, ratio } from './measure.ts'
import { ourTool, sdkTool, type Tool } from './tools.ts'

/** Commands measured of each kind. */
const OPS = 200
const WARM_UP = 20
const KINDS = ['create', 'view', 'list', 'str_replace', 'insert', 'rename', 'delete'] as const
type Kind = (typeof KINDS)[number]

export async function run(quick: boolean): Promise<void> {
  const sizes = quick ? [10, 1_000] : [10, 1_000, 10_000, 100_000]
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
    const [theirs, ours] = await measure(
      [await sdkTool(join(folder, 'sdk')), await ourTool(join(folder, 'ours.db'))],
      size,
    )
    rmSync(folder, { recursive: true, force: true })
    print({
      title: `Memory commands with ${size.toLocaleString('en')} documents`,
      method: `${OPS} commands of each kind after ${WARM_UP} to warm up, one after the other, each by both tools in turn, documents of about 1 KB. "Times faster" above 1 is in our favour.`,
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

const text = (n: number) =>
  `# Document ${n}\n\n${`- A fact about number ${n} that somebody told us\n`.repeat(20)}\nThe end of ${n}.`
const path = (n: number) => `/memories/memory_${String(n).padStart(6, '0')}.md`

/** Each command by one tool and then by the other, so that whatever else the machine does meets both. */
async function measure(tools: readonly [Tool, Tool], size: number): Promise<readonly [Samples, Samples]> {
  for (const tool of tools)
    for (let n = 0; n < size; n++) await tool.run({ command: 'create', path: path(n), file_text: text(n) })
  const samples = [noSamples(), noSamples()] as const
  for (const kind of KINDS) {
    const [warmUp, count] = roundsOf(kind, size)
    for (let i = 0; i < warmUp + count; i++) {
      const command = commandOf(kind, size, i)
      for (const [which, { times, answers }] of samples.entries()) {
        const start = performance.now()
        const answer = await tools[which]?.run(command)
        if (i >= warmUp) times[kind].push(performance.now() - start)
        answers[kind] = answer?.length ?? 0
      }
    }
  }
  for (const tool of tools) await tool.close()
  return samples
}

function noSamples(): Samples {
  return {
    times: Object.fromEntries(KINDS.map((kind) => [kind, [] as number[]])) as Record<Kind, number[]>,
    answers: Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>,
  }
}

/** How many to warm up, and how many to measure. The SDK's tool needs seconds for the view of a large directory. */
function roundsOf(kind: Kind, size: number): readonly [number, number] {
  if (kind !== 'list' || size < 10_000) return [WARM_UP, OPS]
  return size < 100_000 ? [2, 20] : [1, 3]
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
