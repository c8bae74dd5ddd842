/**
 * A memory on a backend of one's own (`own-log.ts`, which docs/backends/your-own.md shows): the engine asks nothing else of it.
 * Offline; fails when it sees something else than it says. Run it with `node examples/07-your-own-backend.ts`.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMemory, verifyLog } from 'commonplace/memory'
import { ownLog } from './own-log.ts'

const folder = await mkdtemp(join(tmpdir(), 'commonplace-example-'))
const file = join(folder, 'own.db')
const alice = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' } as const

// Two openings of one log: whoever loses the race for the head catches up and plans again.
const [here, there] = [await openMemory(ownLog(file)), await openMemory(ownLog(file))]
const create = (memory: typeof here, name: string) => memory.create(`/memories/${name}.md`, name, alice)
const outcomes = await Promise.all(
  Array.from({ length: 20 }, (_, i) => create(i % 2 === 0 ? here : there, `document-${i}`)),
)
assert.deepEqual(new Set(outcomes.map(({ kind }) => kind)), new Set(['done']))
await here.close()
await there.close()

const again = await openMemory(ownLog(file))
assert.equal(again.documents().length, 20)
await again.close()

const log = ownLog(file)
const { commits, problems } = await verifyLog(log)
assert.deepEqual([commits, problems], [20, []])
await log.close()
await rm(folder, { recursive: true })
console.log(`${commits} commits by two writers, one chain: as expected.`)
