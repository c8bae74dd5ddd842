/** `npm run bench [-- name …] [-- --quick]`: one file a question; prints tables with ratios, all measured in this run. */
import { cpus } from 'node:os'
import { buildWebIfStale } from '../scripts/web-build.ts'

const BENCHES = [
  'memory',
  'writes',
  'parallel',
  'backends',
  'servers',
  'history',
  'turn',
  'relay',
  'long-chat',
  'idle',
  'viewers',
  'reload',
  'start',
  'weight',
  'browser',
  'clearing',
  'search',
] as const

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const quick = process.argv.includes('--quick')
const unknown = wanted.filter((name) => !BENCHES.some((bench) => bench === name))
if (unknown.length > 0) {
  process.stderr.write(`There is no bench named ${unknown.join(', ')}. There are: ${BENCHES.join(', ')}.\n`)
  process.exit(2)
}
process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${new Date().toISOString().slice(0, 10)}\n`,
)
buildWebIfStale()
for (const name of BENCHES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const bench: { run(quick: boolean): Promise<void> } = await import(`./${name}.ts`)
  await bench.run(quick)
}
