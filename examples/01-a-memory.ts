/**
 * A memory on its own: commands as Claude sends them, a save that merges, history and undo. Offline; says what it sees and
 * fails when it sees something else. Run it with `node examples/01-a-memory.ts`.
 */
import assert from 'node:assert/strict'
import { inProcessLog, openMemory } from 'commonplace/memory'

const memory = await openMemory(inProcessLog())
const claude = { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: 'chat:discovery' } as const
const john = { actor: { kind: 'person', name: 'John' }, reader: 'person:John' } as const

const path = '/memories/memory_acme_corp.md'
const created = await memory.run(
  { command: 'create', path, file_text: '# ACME Corp\n\n- Budget: $500K\n- Timeline: 9 months\n' },
  claude,
)
assert.equal(created.text, `File created successfully at: ${path}`)

// John saves over the version he started from, while Claude edits another line: both changes stay.
const start = memory.at(path)
assert.ok(start)
await memory.run({ command: 'str_replace', path, old_str: '$500K', new_str: '$650K' }, claude)
const saved = await memory.save(
  start.document,
  start.version,
  '# ACME Corp\n\n- Budget: $500K\n- Timeline: 10 months\n',
  john,
)
assert.equal(saved.kind, 'conflict', 'neighbouring lines are a matter for people')

const apart = await memory.save(
  start.document,
  start.version,
  '# ACME Corp, Ohio\n\n- Budget: $500K\n- Timeline: 9 months\n',
  john,
)
assert.equal(apart.kind, 'merged')
assert.equal(
  await memory.text(start.document),
  '# ACME Corp, Ohio\n\n- Budget: $650K\n- Timeline: 9 months\n',
)

// Another chat has not seen this document, so it cannot delete it blindly.
const blind = await memory.run({ command: 'delete', path }, { ...claude, reader: 'chat:other' })
assert.ok(blind.isError)

// Everything is a commit, and every commit can be undone.
assert.deepEqual(
  memory.history().map((commit) => commit.reason),
  ['merge', 'str_replace', 'create'],
)
await memory.revert(memory.head, john)
assert.match((await memory.text(start.document)) ?? '', /^# ACME Corp\n/)

await memory.close()
console.log(`${memory.head} commits, ${memory.documents().length} document: as expected.`)
