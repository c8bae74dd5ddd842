/**
 * Who wrote which line, and taking one person's commits out again while the others' lines stay. Offline; fails when it sees
 * something else than it says. Run it with `node examples/05-who-wrote-it.ts`.
 */
import assert from 'node:assert/strict'
import {
  applyChoices,
  BlameCache,
  blameOf,
  hunksOf,
  inProcessLog,
  openMemory,
  undo,
} from 'commonplace/memory'

const memory = await openMemory(inProcessLog())
const person = (name: string) => ({ actor: { kind: 'person', name }, reader: `person:${name}` }) as const
const [alice, john] = [person('Alice'), person('John')]

const path = '/memories/acme.md'
await memory.create(path, '# ACME Corp\n\n- Budget: $500K\n- Contact: Sam\n', alice)
const document = memory.at(path)?.document ?? ''
await memory.save(document, 1, '# ACME Corp\n\n- Budget: $650K\n- Contact: Sam\n', john)
await memory.save(document, 2, '# ACME Corp\n\n- Budget: $650K\n- Contact: Sam\n- Renewal: May\n', alice)
await memory.rename(path, '/memories/customers/acme.md', alice)

// Line by line: the commit that wrote it. The rename is not among them.
const cache = new BlameCache()
assert.deepEqual(await blameOf(memory, document, 3, cache), [1, 1, 2, 1, 3])

// John's commit goes; what Alice has written since stays, where it lies now.
const outcome = await undo(memory, { kind: 'commits', numbers: [2] }, john)
assert.equal(outcome.kind, 'done')
const text = '# ACME Corp\n\n- Budget: $500K\n- Contact: Sam\n- Renewal: May\n'
assert.equal(await memory.text(document), text)
// Nothing of it counts as written by the undo.
assert.deepEqual(await blameOf(memory, document, 5, cache), [1, 1, 1, 1, 3])

// A line that was changed again is for a person to decide, hunk by hunk.
await memory.save(document, 5, text.replace('May', 'June'), john)
const conflict = await undo(memory, { kind: 'commits', numbers: [3] }, alice)
assert.equal(conflict.kind, 'conflicts')
const [both] = conflict.conflicts
assert.ok(both?.base !== undefined && both.present !== null && both.wanted !== null)
const regions = hunksOf(both.base, both.present, both.wanted)
const chosen = applyChoices(regions, [{ text: '- Renewal: unknown' }])
assert.ok(chosen)
const resolutions = { [document]: { text: chosen, version: both.version } }
assert.equal((await undo(memory, { kind: 'commits', numbers: [3] }, alice, resolutions)).kind, 'done')
assert.match((await memory.text(document)) ?? '', /- Contact: Sam\n- Renewal: unknown\n$/)

await memory.close()
console.log(`${memory.head} commits, every line with its author: as expected.`)
