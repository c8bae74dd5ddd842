import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Memories, openMemories } from '../memory/memories.ts'
import { openMemory } from '../memory/memory.ts'
import { DEFAULT_MEMORY, type MemoryId, type MemoryInfo, OWNER } from '../memory/rights.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { type Copies, openCopies } from './copies.ts'

const by = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' } as const
const HANDBOOK: MemoryInfo = {
  id: 'handbook',
  name: 'Handbook',
  description: '',
  mount: 'handbook',
  everyone: 'read',
  members: { Alice: 'write' },
  workingCopy: true,
  createdAt: '',
}
const DIARY: MemoryInfo = {
  ...HANDBOOK,
  id: 'diary',
  name: 'Diary',
  mount: '~diary',
  everyone: 'none',
  workingCopy: false,
}

let folder: string
let memories: Memories
let copies: Copies
let told: (readonly [MemoryId, string])[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-copies-'))
  told = []
  memories = await openMemories({ infos: [HANDBOOK, DIARY], open: () => openMemory(inProcessLog()) })
  await open()
})
afterEach(async () => {
  await copies.close()
  await memories.close()
  rmSync(folder, { recursive: true })
})

async function open(): Promise<void> {
  let ids = 0
  copies = await openCopies({
    memories,
    folder: join(folder, 'memories'),
    data: folder,
    now: () => new Date(),
    newId: () => `n${++ids}`,
    notify: (memory, message) => told.push([memory, message]),
    limit: 1_000_000,
  })
}

async function write(path: string, text: string): Promise<void> {
  const { memory, outcome } = await memories.as(OWNER).create(path, text, by)
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  await copies.settled(outcome.commit.number, memory)
}

const on = (...names: readonly string[]) => join(folder, 'memories', ...names)
const read = (...names: readonly string[]) => readFileSync(on(...names), 'utf8')
const paths = () =>
  memories
    .as(OWNER)
    .documents()
    .map(({ path }) => path)

describe('working copies', () => {
  it('are one for each memory that is kept as files, under its mount; a private one is on no disk', async () => {
    await write('/memories/plan.md', 'Plan.\n')
    await write('/memories/handbook/rules.md', 'Rules.\n')
    await write('/memories/~diary/secret.md', 'Xyzzy.\n')
    expect([read('plan.md'), read('handbook', 'rules.md')]).toEqual(['Plan.\n', 'Rules.\n'])
    expect(readdirSync(on()).sort()).toEqual(['handbook', 'plan.md'])
  })

  it('take in what is edited in their own folder only, also while nobody watched', async () => {
    await write('/memories/handbook/rules.md', 'Rules.\n')
    await copies.close()
    writeFileSync(on('handbook', 'new.md'), 'New.\n')
    writeFileSync(on('handbook', 'rules.md'), 'Other rules.\n')
    writeFileSync(on('own.md'), 'Own.\n')
    writeFileSync(on('~private.md'), 'Not taken in, whether there is such a memory or not.\n')
    await open()
    expect(paths()).toEqual(['/memories/own.md', '/memories/handbook/new.md', '/memories/handbook/rules.md'])
    expect(memories.inside('handbook')?.at('/memories/new.md')?.changedBy).toEqual({ kind: 'disk' })
    expect(await memories.inside(DEFAULT_MEMORY)?.history({})).toHaveLength(1)
    expect(told).toEqual([])
  })

  it('move with their mounts', async () => {
    await write('/memories/handbook/rules.md', 'Rules.\n')
    expect(await memories.change({ ...HANDBOOK, mount: 'rules' })).toBeNull()
    await copies.follow()
    expect(readdirSync(on())).toEqual(['rules'])
    await write('/memories/rules/more.md', 'More.\n')
    expect([read('rules', 'rules.md'), read('rules', 'more.md')]).toEqual(['Rules.\n', 'More.\n'])
    expect(paths()).toEqual(['/memories/rules/more.md', '/memories/rules/rules.md'])
  })

  it('leave their files where nothing takes them for documents, and say where, when they are switched off', async () => {
    await write('/memories/handbook/rules.md', 'Rules.\n')
    expect(await memories.change({ ...HANDBOOK, workingCopy: false })).toBeNull()
    await copies.follow()
    expect(existsSync(on('handbook'))).toBe(false)
    const [left = ''] = readdirSync(on())
    expect(read(left, 'rules.md')).toBe('Rules.\n')
    expect(told).toEqual([['handbook', expect.stringContaining(left)]])
    await copies.close()
    await open()
    expect(paths()).toEqual(['/memories/handbook/rules.md'])
  })

  it('lose their files when the memory is removed for ever', async () => {
    await write('/memories/handbook/rules.md', 'Rules.\n')
    const emptied = (head: number) => copies.settled(head, 'handbook')
    expect(await memories.remove('handbook', 'Alice', emptied)).toBeNull()
    await copies.follow()
    const rest = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    expect(rest.filter((name) => /handbook|rules/.test(name))).toEqual([])
    expect(told).toEqual([])
  })

  it('begin for memories that come later', async () => {
    expect(await memories.add({ ...HANDBOOK, id: 'later', mount: 'later' })).toBeNull()
    await copies.follow()
    await write('/memories/later/x.md', 'X.\n')
    expect(read('later', 'x.md')).toBe('X.\n')
  })
})
