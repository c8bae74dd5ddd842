/**
 * Several memories with rights, and one door for each principal. Offline; fails when it sees something else than it says.
 * Run it with `node examples/06-several-memories.ts`.
 */
import assert from 'node:assert/strict'
import {
  inProcessLog,
  type MemoryInfo,
  memoryHandlers,
  openMemories,
  openMemory,
  type Principal,
} from 'commonplace/memory'

const diary: MemoryInfo = {
  id: 'diary',
  name: 'Diary',
  description: 'What only Alice and Bob know.',
  mount: '~diary',
  everyone: 'none',
  members: { Alice: 'write', Bob: 'read' },
  workingCopy: false,
  createdAt: new Date().toISOString(),
}
// The memory that everybody shares is there without being named.
const memories = await openMemories({ infos: [diary], open: () => openMemory(inProcessLog()) })
const person = (name: string): Principal => ({ kind: 'person', name })
const by = (name: string) => ({ actor: { kind: 'person', name }, reader: `person:${name}` }) as const

const alice = memories.as(person('Alice'))
await alice.create('/memories/plan.md', 'The plan.\n', by('Alice'))
await alice.create('/memories/~diary/monday.md', 'It rained.\n', by('Alice'))

// Bob reads and may not write; for Carol there is nothing.
const command = { command: 'view', path: '/memories/~diary/monday.md' } as const
const [bob, carol] = [memories.as(person('Bob')), memories.as(person('Carol'))]
assert.match((await bob.run(command, by('Bob'))).text, /It rained/)
assert.match(
  (await bob.run({ command: 'delete', path: command.path }, by('Bob'))).text,
  /is read only here\. Nothing was done\./,
)
assert.match((await carol.run(command, by('Carol'))).text, /does not exist/)
assert.deepEqual(
  carol.documents().map(({ path }) => path),
  ['/memories/plan.md'],
)

// Claude may in a chat what all who take part may, and has only what is mounted there.
const chat = { kind: 'claude', chat: 'c1', memories: ['default', 'diary'] } as const
const withBob = memories.as({ ...chat, participants: ['Alice', 'Bob'] })
assert.equal(withBob.in('diary', 'write').kind, 'denied')
assert.equal(memories.as({ ...chat, participants: ['Alice', 'Carol'] }).in('diary', 'read').kind, 'denied')

// An edge runs the six commands, so the official SDK's memory tool can be put in front of it.
const handlers = memoryHandlers(withBob, {
  actor: { kind: 'claude', onBehalfOf: 'Alice' },
  reader: 'chat:c1',
})
assert.match(
  String(await handlers.view({ command: 'view', path: '/memories' })),
  /~diary\/ is a memory of its own, read only here/,
)

await memories.close()
