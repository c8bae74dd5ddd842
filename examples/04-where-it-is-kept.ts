/**
 * Where a memory is kept, named by an address: the same program on any backend. Here SQLite and this process, which need
 * nothing beside them. Offline; fails when it sees something else than it says. Run it with `node examples/04-where-it-is-kept.ts`.
 */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBackend, openMemory } from 'commonplace/memory'

const folder = await mkdtemp(join(tmpdir(), 'commonplace-example-'))
const alice = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' } as const

// Others: postgres://user:password@host/database, s3://bucket/prefix?region=…, dynamodb://table/prefix?region=…
for (const address of ['memory:', `sqlite:${join(folder, 'memories.db')}`]) {
  const place = openBackend(address)
  // One place holds any number of memories; each is opened once by each process.
  const plans = await openMemory(await place.log('plans'))
  const diary = await openMemory(await place.log('diary'))
  await plans.create('/memories/plan.md', 'The plan.\n', alice)
  assert.equal(diary.documents().length, 0)
  await plans.close()
  await diary.close()

  // What was written is there when it is opened again; of `memory:`, as long as the place is kept.
  const again = await openMemory(await place.log('plans'))
  const document = again.at('/memories/plan.md')?.document ?? ''
  assert.equal(await again.text(document), 'The plan.\n')
  await again.close()
  await place.close()
}

// Two openings of one file, as two programs would have them, hear of each other.
const place = openBackend(join(folder, 'memories.db'))
const elsewhere = openBackend(join(folder, 'memories.db'))
const here = await openMemory(await place.log('plans'))
const there = await openMemory(await elsewhere.log('plans'))
const awake = setInterval(() => {}, 1000) // watching keeps no program running
const heard = new Promise<string>((resolve) => {
  there.subscribe((commit) => resolve(`${commit.reason} by ${JSON.stringify(commit.actor)}`))
})
const path = '/memories/plan.md'
const edit = { command: 'str_replace', path, old_str: 'The plan.', new_str: 'A better plan.' } as const
const result = await here.run(edit, { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: 'chat:1' })
assert.ok(!result.isError, result.text)
assert.equal(await heard, 'str_replace by {"kind":"claude","onBehalfOf":"Alice"}')
clearInterval(awake)
await here.close()
await there.close()
await rm(folder, { recursive: true })
console.log('The same on both, and two openings of one file hear of each other: as expected.')
