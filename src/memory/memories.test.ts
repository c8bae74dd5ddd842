import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { MemoryCommand } from './command.ts'
import type { Caller } from './contract.ts'
import { copyLog } from './copy-log.ts'
import type { MemoryLog } from './log.ts'
import { type Edge, type Memories, openMemories, type PlacedOutcome } from './memories.ts'
import { openMemory } from './memory.ts'
import { type Access, accessOf, GUEST, type MemoryInfo, OWNER, type Principal } from './rights.ts'

const AT = '2026-11-23T10:00:00.000Z'

function info(id: string, rights: Partial<MemoryInfo>): MemoryInfo {
  const base = { id, name: id, description: '', mount: id, everyone: 'none', members: {}, workingCopy: false }
  return { ...base, everyone: 'none', createdAt: AT, ...rights }
}

const PRIVATE = info('private', {
  name: 'Diary',
  description: 'Of Alice.',
  mount: '~alice',
  members: { Alice: 'write', Bob: 'read' },
})
const HANDBOOK = info('handbook', {
  name: 'Handbook',
  description: 'How we work.',
  everyone: 'read',
  members: { Alice: 'write' },
})

async function world(...infos: readonly MemoryInfo[]): Promise<Memories> {
  return await openMemories({
    infos,
    open(id) {
      let documents = 0
      const newId = () => `doc_${id}_${++documents}`
      return openMemory(inProcessLog(), { newId, now: () => new Date(AT) })
    },
  })
}

const person = (name: string): Principal => ({ kind: 'person', name })
const by = (name: string): Caller => ({ actor: { kind: 'person', name }, reader: `person:${name}` })
const claude = (participants: readonly string[], memories: readonly string[]): Principal => ({
  kind: 'claude',
  chat: 'c',
  participants,
  memories,
})

async function full(): Promise<Memories> {
  const memories = await world(PRIVATE, HANDBOOK)
  const owner = memories.as(OWNER)
  for (const [path, text] of [
    ['/memories/plan.md', 'The plan.\n'],
    ['/memories/~alice/secret.md', 'Xyzzy is the word.\n'],
    ['/memories/handbook/rules.md', 'Be kind.\n'],
  ] as const) {
    const { outcome } = await owner.create(path, text, by('Alice'))
    expect(outcome.kind).toBe('done')
  }
  return memories
}

const paths = (edge: Edge) => edge.documents().map(({ path }) => path)
const view = (edge: Edge, path: string) => edge.run({ command: 'view', path }, by('x'))

describe('what a principal may', () => {
  const shared = info('shared', { mount: '', everyone: 'write' })
  const table: readonly (readonly [Principal, MemoryInfo, Access])[] = [
    [OWNER, PRIVATE, 'write'],
    [GUEST, PRIVATE, 'none'],
    [GUEST, HANDBOOK, 'read'],
    [GUEST, shared, 'write'],
    [{ kind: 'key', name: 'Alice' }, PRIVATE, 'none'],
    [{ kind: 'key', name: 'Alice' }, HANDBOOK, 'read'],
    [person('Alice'), PRIVATE, 'write'],
    [person('Bob'), PRIVATE, 'read'],
    [person('Carol'), PRIVATE, 'none'],
    [person('constructor'), PRIVATE, 'none'],
    [person('__proto__'), PRIVATE, 'none'],
    [{ kind: 'disk', memory: 'private' }, PRIVATE, 'none'],
    [{ kind: 'disk', memory: 'private' }, { ...PRIVATE, workingCopy: true }, 'write'],
    [{ kind: 'disk', memory: 'other' }, { ...PRIVATE, workingCopy: true }, 'none'],
    [claude(['Alice'], ['private']), PRIVATE, 'write'],
    [claude(['Alice', 'Bob'], ['private']), PRIVATE, 'read'],
    [claude(['Alice', 'Bob', 'Carol'], ['private']), PRIVATE, 'none'],
    [claude(['Alice'], []), PRIVATE, 'none'],
    [claude([], ['handbook']), HANDBOOK, 'read'],
  ]
  const titled = table.map((row) => [`${Object.values(row[0]).join(' ')} in ${row[1].id}`, ...row] as const)
  it.each(titled)('%s', (_, principal, memory, access) => {
    expect(accessOf(memory, principal)).toBe(access)
  })
})

describe('several memories', () => {
  it('are one tree for whoever may see them', async () => {
    const memories = await full()
    expect(paths(memories.as(person('Alice')))).toEqual([
      '/memories/plan.md',
      '/memories/~alice/secret.md',
      '/memories/handbook/rules.md',
    ])
    expect(paths(memories.as(person('Carol')))).toEqual(['/memories/plan.md', '/memories/handbook/rules.md'])
    expect((await view(memories.as(person('Carol')), '/memories')).text).toBe(
      `Here're the files and directories up to 2 levels deep in /memories, excluding hidden items and node_modules:
19B\t/memories
9B\t/memories/handbook/
9B\t/memories/handbook/rules.md
10B\t/memories/plan.md
[/memories/handbook/ is a memory of its own, read only here. Handbook: How we work.]`,
    )
    expect((await view(memories.as(person('Bob')), '/memories/~alice')).text).toBe(
      `Here're the files and directories up to 2 levels deep in /memories/~alice, excluding hidden items and node_modules:
19B\t/memories/~alice
19B\t/memories/~alice/secret.md`,
    )
  })

  it('say where a new document belongs, when nothing may be stored beside them', async () => {
    const memories = await full()
    const edge = memories.as(claude(['Alice'], ['private', 'handbook']))
    expect((await view(edge, '/memories')).text).toContain(
      '[Nothing can be stored at /memories itself: a new document belongs in one of these memories.]',
    )
    const create: MemoryCommand = { command: 'create', path: '/memories/notes.md', file_text: 'A.\n' }
    expect(await edge.run(create, by('Alice'))).toMatchObject({
      isError: true,
      text: 'Error: Nothing can be stored at /memories/notes.md. A new document belongs in a memory: /memories/~alice, /memories/handbook.',
    })
    const reader = memories.as(claude(['Alice', 'Bob'], ['private']))
    expect(await reader.run(create, by('Alice'))).toMatchObject({
      text: 'Error: Nothing can be stored at /memories/notes.md. All memories of this conversation are read only here.',
    })
    expect((await view(memories.as(person('Alice')), '/memories')).text).not.toContain(
      'Nothing can be stored',
    )
  })

  it('names what changed last, where a listing is cut, of those memories alone that one may read', async () => {
    let minutes = 0
    const now = () => new Date(Date.parse(AT) + 60_000 * ++minutes)
    const memories = await openMemories({ infos: [PRIVATE], open: () => openMemory(inProcessLog(), { now }) })
    const owner = memories.as(OWNER)
    for (let i = 0; i < 200; i++) await owner.create(`/memories/${'x'.repeat(70)}${i}/y.md`, '', by('Alice'))
    await owner.create('/memories/~alice/later.md', 'Later.', by('Alice'))
    const recent = async (name: string) =>
      (await view(memories.as(person(name)), '/memories')).text
        .split('\n')
        .find((line) => line.includes('recently'))
    expect(await recent('Alice')).toMatch(/: \/memories\/~alice\/later\.md, \/memories\/x+199\//)
    expect(await recent('Carol')).toMatch(/: \/memories\/x+199\//)
    expect(await recent('Carol')).not.toContain('~alice')
  })

  it('answer, commit and tell with the paths that are known outside', async () => {
    const memories = await full()
    const told: string[] = []
    memories.subscribe((memory, { changes }) => told.push(`${memory} ${changes.map(({ path }) => path)}`))
    const alice = memories.as(person('Alice'))
    const path = '/memories/~alice/diary/one.md'
    const made = await alice.run({ command: 'create', path, file_text: 'One.\n' }, by('Alice'))
    expect(made).toMatchObject({
      text: `File created successfully at: ${path}`,
      memory: 'private',
      commit: 2,
    })
    expect(told).toEqual([`private ${path}`])
    const opened = alice.in('private', 'write')
    if (opened.kind === 'denied') throw new Error(opened.message)
    const { memory } = opened
    expect(memory.at(path)?.path).toBe(path)
    expect(memory.history({ limit: 1 })[0]?.changes[0]?.path).toBe(path)
    const taken = await memory.create(path, 'Two.\n', by('Alice'))
    expect(taken).toMatchObject({ kind: 'refused', message: `${path} exists already.` })
    const moved = await memory.rename('/memories/~alice/diary', '/memories/~alice/old', by('Alice'))
    expect(moved).toMatchObject({ kind: 'done' })
    expect(memory.at('/memories/~alice/old/one.md')?.path).toBe('/memories/~alice/old/one.md')
    const undone = await memory.revert(memory.head, by('Alice'))
    expect(undone).toMatchObject({ kind: 'done' })
    expect(memories.inside('private')?.at('/memories/diary/one.md')?.path).toBe('/memories/diary/one.md')
  })

  it('refuse what would cross from one to another, or touch the place of a mount', async () => {
    const memories = await full()
    const alice = memories.as(person('Alice'))
    const run = async (command: MemoryCommand) => (await alice.run(command, by('Alice'))).text
    await view(alice, '/memories/plan.md')
    expect(
      await run({ command: 'rename', old_path: '/memories/plan.md', new_path: '/memories/~alice/plan.md' }),
    ).toContain('lie in different memories')
    expect(
      await run({ command: 'rename', old_path: '/memories/plan.md', new_path: '/memories/handbook' }),
    ).toBe('Error: The destination /memories/handbook already exists')
    expect(await run({ command: 'rename', old_path: '/memories/~alice', new_path: '/memories/x' })).toContain(
      'is where the memory "Diary" is mounted',
    )
    expect(await run({ command: 'delete', path: '/memories/handbook/' })).toContain('cannot be deleted')
    expect(await run({ command: 'create', path: '/memories/~alice', file_text: '' })).toContain('a directory')
    expect(await run({ command: 'create', path: '/memories/HandBook/x.md', file_text: '' })).toContain(
      'is the place of another memory',
    )
    expect(await run({ command: 'create', path: '/memories/~ALICE/x.md', file_text: '' })).toContain(
      'you have none',
    )
    expect(paths(alice)).toHaveLength(3)
  })

  it('say what is read only, and what is not there', async () => {
    const memories = await full()
    const bob = memories.as(person('Bob'))
    const refused = await bob.run({ command: 'delete', path: '/memories/~alice/secret.md' }, by('Bob'))
    expect(refused.text).toBe(
      'Error: The memory "Diary" at /memories/~alice is read only here. Nothing was done.',
    )
    expect(bob.in('private', 'write')).toMatchObject({ kind: 'denied', code: 'forbidden' })
    const reading = bob.in('private', 'read')
    expect(reading.kind === 'opened' && 'create' in reading.memory).toBe(false)
    expect(bob.at('/memories/handbook/rules.md', 'write')).toMatchObject({ code: 'forbidden' })
  })

  it('keep their places: a deleted document does not come back where a memory is mounted now', async () => {
    const memories = await world()
    const owner = memories.as(OWNER)
    const { outcome } = await owner.create('/memories/handbook/old.md', 'Old.\n', by('Alice'))
    expect((await memories.add(HANDBOOK))?.code).toBe('exists')
    await owner.delete('/memories/handbook', by('Alice'))
    expect(await memories.add(HANDBOOK)).toBeNull()
    const opened = owner.in('default', 'write')
    if (opened.kind === 'denied' || outcome.kind !== 'done') throw new Error('Expected it to be there.')
    const back = await opened.memory.restore(outcome.document?.document ?? '', 1, by('Alice'))
    expect(back).toMatchObject({ kind: 'refused', code: 'exists' })
    expect(await opened.memory.revert(2, by('Alice'))).toMatchObject({ kind: 'refused', code: 'exists' })
  })

  it('are added, moved and removed; a wrong mount or right is refused in words', async () => {
    const memories = await full()
    const words = async (change: Partial<MemoryInfo>) =>
      (await memories.add(info('new', { mount: 'new', everyone: 'write', ...change })))?.message ?? ''
    expect(await words({ mount: 'a/b' })).toContain('one name')
    expect(await words({ mount: '' })).toContain('one name')
    expect(await words({ mount: '..' })).toContain('cannot be a mount')
    expect(await words({ mount: 'HANDBOOK' })).toContain('is taken')
    expect(await words({ mount: 'plan.md' })).toContain('is there already')
    expect(await words({ mount: 'team', everyone: 'none', members: { Al: 'write' } })).toContain('~team')
    expect(await words({ everyone: 'read' })).toContain('Nobody could write')
    expect(memories.infos()).toHaveLength(3)
    expect(await memories.change({ ...PRIVATE, mount: '~diary' })).toBeNull()
    expect(paths(memories.as(person('Alice')))).toContain('/memories/~diary/secret.md')
    const [shared] = memories.infos()
    if (!shared) throw new Error('Expected the default memory.')
    for (const change of [
      { mount: 'x' },
      { everyone: 'read' },
      { members: { A: 'read' } },
      { workingCopy: false },
    ] as const)
      expect((await memories.change({ ...shared, ...change }))?.message).toContain('stays so')
    expect(await memories.change({ ...shared, name: 'Ours' })).toBeNull()
    expect((await memories.remove('default', 'Alice'))?.code).toBe('forbidden')
    expect(await memories.remove('private', 'Alice')).toBeNull()
    expect(paths(memories.as(OWNER)).join()).not.toContain('secret')
  })
})

describe('a memory that begins with what another log holds', () => {
  it('leaves nothing anywhere when its mount is taken', async () => {
    const from = inProcessLog()
    const story = await openMemory(from)
    await story.create('/memories/story.md', 'Once upon a time.\n', by('Alice'))
    const logs = new Map<string, MemoryLog>()
    const memories = await openMemories({
      infos: [HANDBOOK],
      async open(id, first) {
        const log = inProcessLog()
        logs.set(id, log)
        if (first) await copyLog(first, log)
        return await openMemory(log)
      },
    })
    const told = info('told', { mount: HANDBOOK.mount, everyone: 'write' })
    expect((await memories.add(told, from))?.code).toBe('exists')
    expect(await Array.fromAsync(logs.get('told')?.read(0) ?? [])).toEqual([])
    expect(await memories.add({ ...told, mount: 'told' }, from)).toBe(null)
    expect(paths(memories.as(OWNER))).toEqual(['/memories/told/story.md'])
  })
})

describe('whoever may not read', () => {
  const names = fc.constantFrom('~alice', '~Alice', 'plan.md', 'notes', '~bob', '~alice.md')
  const path = fc
    .array(fc.oneof(names, fc.constantFrom('secret.md', 'x.md')), { maxLength: 3 })
    .map((parts) => ['/memories', ...parts].join('/'))
  const command: fc.Arbitrary<MemoryCommand> = fc.oneof(
    path.map((at) => ({ command: 'view', path: at }) as const),
    path.map((at) => ({ command: 'create', path: at, file_text: 'Text.\n' }) as const),
    path.map((at) => ({ command: 'str_replace', path: at, old_str: 'Text', new_str: 'Word' }) as const),
    path.map((at) => ({ command: 'insert', path: at, insert_line: 0, insert_text: 'New\n' }) as const),
    path.map((at) => ({ command: 'delete', path: at }) as const),
    fc.tuple(path, path).map(([a, b]) => ({ command: 'rename', old_path: a, new_path: b }) as const),
  )
  const principals = [GUEST, person('Carol'), claude(['Alice', 'Carol'], ['default', 'private'])]

  it('is told what it would be told if there were nothing, whatever it tries', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...principals),
      fc.array(command, { minLength: 1, maxLength: 12 }),
      async (principal, commands) => {
        const [there, notThere] = [await world(PRIVATE), await world()]
        await there.as(OWNER).create('/memories/~alice/secret.md', 'Xyzzy.\n', by('Alice'))
        for (const each of [there, notThere])
          await each.as(OWNER).create('/memories/plan.md', 'Text.\n', by('Alice'))
        const [a, b] = [there.as(principal), notThere.as(principal)]
        for (const one of commands) {
          expect(await a.run(one, by('Carol'))).toEqual(await b.run(one, by('Carol')))
          const from = 'path' in one ? one.path : one.old_path
          expect(deniedBy(a, from)).toEqual(deniedBy(b, from))
          expect(open(await a.delete(from, by('Carol')))).toEqual(open(await b.delete(from, by('Carol'))))
          expect(open(await a.create(from, 'Text.\n', by('Carol')))).toEqual(
            open(await b.create(from, 'Text.\n', by('Carol'))),
          )
        }
        expect(a.documents()).toEqual(b.documents())
        expect(a.list()).toEqual(b.list())
        expect(a.in('private', 'read')).toEqual(b.in('private', 'read'))
        expect(a.holding('doc_private_1', 'read')).toEqual(b.holding('doc_private_1', 'read'))
        expect(() => a.outer('private', '/memories')).toThrow()
      },
    )
    await fc.assert(property, { numRuns: 150 })
  })
})

/** An outcome without the seal, which is random on purpose. */
function open({ memory, outcome }: PlacedOutcome): unknown {
  if (outcome.kind !== 'done' && outcome.kind !== 'merged') return { memory, outcome }
  return { memory, outcome: { ...outcome, commit: { ...outcome.commit, seal: null } } }
}

/** What an edge says of a path, but for the memory itself. */
function deniedBy(edge: Edge, path: string): unknown {
  return (['read', 'write'] as const).map((need) => {
    const opened = need === 'read' ? edge.at(path, 'read') : edge.at(path, 'write')
    return opened.kind === 'denied' ? opened : opened.id
  })
}

describe('a memory that is removed', () => {
  it('keeps nothing of what was still written into it in the same moment', async () => {
    const log = inProcessLog()
    let newer = ''
    const memories = await openMemories({
      infos: [PRIVATE],
      open: (id) => openMemory(id === PRIVATE.id ? log : inProcessLog()),
    })
    const write = (name: string) =>
      memories.as(person('Alice')).create(`/memories/~alice/${name}.md`, `${name}\n`, by('Alice'))
    for (const name of ['a', 'b', 'c']) await write(name)
    const emptied = async () => {
      newer = (await write('while-emptied')).outcome.kind
    }
    const writing = Promise.all(['d', 'e'].map(write))
    expect(await memories.remove(PRIVATE.id, 'Alice', emptied)).toBeNull()
    await writing
    expect(newer).toBe('done')
    const texts: (string | null)[] = []
    for await (const commit of log.read(0))
      for (const { document } of commit.changes) texts.push(await log.text(document, commit.number))
    expect(texts.length).toBeGreaterThan(6)
    expect(texts.filter((text) => text !== null)).toEqual([])
  })
})
