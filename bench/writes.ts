/**
 * Durable writes: one after the other, and by 32 writers at once. Beside ours the SDK's own file tool, which syncs each file it
 * writes, and the least that a durable write can be: a file written and synced, and nothing else.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MemoryCommand } from '../src/memory/command.ts'
import { median, ms, percentile, print, ratio } from './measure.ts'
import { ourTool, sdkTool } from './tools.ts'

const WRITERS = 32
/** Rounds in which each takes its turn; what is told of them is the median. */
const ROUNDS = 5

type Write = (writer: number, i: number) => Promise<unknown>

interface Way {
  readonly name: string
  readonly write: Write
}

const body = (n: number) => `# ${n}\n\n${'- A fact that somebody told us\n'.repeat(30)}\nThe state is 0.\n`
const pathOf = (writer: number, i: number) => `/memories/w${writer}/${i}.md`

export async function run(quick: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
  const theirs = await sdkTool(join(folder, 'sdk'))
  const ours = await ourTool(join(folder, 'ours.db'))
  const creating =
    (tool: typeof ours): Write =>
    (writer, i) =>
      tool.run(
        { command: 'create', path: pathOf(writer, i), file_text: body(i) } satisfies MemoryCommand,
        String(writer),
      )
  const editing =
    (tool: typeof ours): Write =>
    (writer, i) => {
      const [old_str, new_str] = [`The state is ${i}.`, `The state is ${i + 1}.`]
      return tool.run({ command: 'str_replace', path: pathOf(writer, 0), old_str, new_str }, String(writer))
    }
  const plain: Way = { name: 'a file written and synced', write: (writer, i) => plainFile(folder, writer, i) }
  const ways = (write: (tool: typeof ours) => Write): readonly Way[] => [
    { name: "the SDK's tool", write: write(theirs) },
    { name: 'ours', write: write(ours) },
  ]
  const count = quick ? 20 : 200
  print({
    title: 'Durable writes, one after the other',
    method: `${ROUNDS} rounds of ${count} by each way in turn, texts of about 1 KB. Ours are commits with author, history and key in SQLite with full sync.`,
    columns: ['write', 'way', 'p50', 'p99', 'ours is faster (p50)'],
    rows: [
      ...(await alone('create', [plain, ...ways(creating)], count)),
      ...(await alone('str_replace', ways(editing), count)),
    ],
  })
  const each = quick ? 5 : 40
  print({
    title: `Durable writes by ${WRITERS} writers at once`,
    method: `Medians of ${ROUNDS} rounds, in each of which every writer makes ${each} writes one after the other in a place of its own. Waiting writes of ours share one sync.`,
    columns: ['write', 'way', 'a second', 'p50', 'p99', 'ours is faster (rate)'],
    rows: [
      ...(await together('create', [plain, ...ways(creating)], each)),
      ...(await together('str_replace', ways(editing), each)),
    ],
  })
  await ours.close()
  rmSync(folder, { recursive: true, force: true })
}

async function plainFile(folder: string, writer: number, i: number): Promise<void> {
  const file = await open(join(folder, `plain-${writer}-${i}.md`), 'wx')
  await file.writeFile(body(i))
  await file.sync()
  await file.close()
}

async function alone(name: string, ways: readonly Way[], count: number): Promise<readonly string[][]> {
  const times = ways.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [way, { write }] of ways.entries())
      for (let i = round * count; i < (round + 1) * count; i++) {
        const start = performance.now()
        await write(0, i)
        times[way]?.push(performance.now() - start)
      }
  const best = median(times.at(-1) ?? [])
  return ways.map((way, at) => {
    const own = times[at] ?? []
    const faster = way.name === 'ours' ? '' : ratio(best, median(own))
    return [name, way.name, ms(median(own)), ms(percentile(own, 0.99)), faster]
  })
}

async function together(name: string, ways: readonly Way[], each: number): Promise<readonly string[][]> {
  const rates = ways.map((): number[] => [])
  const times = ways.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [way, { write }] of ways.entries()) {
      const start = performance.now()
      const writers = Array.from({ length: WRITERS }, async (_, writer) => {
        for (let i = round * each; i < (round + 1) * each; i++) {
          const began = performance.now()
          // Writer 0 is the one that wrote alone.
          await write(writer + 1, i)
          times[way]?.push(performance.now() - began)
        }
      })
      await Promise.all(writers)
      rates[way]?.push((WRITERS * each * 1000) / (performance.now() - start))
    }
  const best = median(rates.at(-1) ?? [])
  return ways.map((way, at) => {
    const [rate, own] = [median(rates[at] ?? []), times[at] ?? []]
    const faster = way.name === 'ours' ? '' : ratio(rate, best)
    const shown = Math.round(rate).toLocaleString('en')
    return [name, way.name, shown, ms(median(own)), ms(percentile(own, 0.99)), faster]
  })
}
