/** Every method of the edge for every kind of principal. A method without a row does not compile. */
import { beforeEach, describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller } from './contract.ts'
import { type Edge, type Memories, openMemories } from './memories.ts'
import { openMemory } from './memory.ts'
import { type Access, accessOf, GUEST, type MemoryInfo, OWNER, type Principal } from './rights.ts'

const SECRET = 'Xyzzy'
const AT = '2026-11-23T10:00:00.000Z'
const DIARY: MemoryInfo = {
  id: 'diary',
  name: SECRET,
  description: SECRET,
  mount: `~${SECRET}`,
  everyone: 'none',
  members: { Alice: 'write', Bob: 'read', Carol: 'none' },
  workingCopy: false,
  createdAt: AT,
}
const PATH = `/memories/~${SECRET}/${SECRET}.md`

const person = (name: string): Principal => ({ kind: 'person', name })
const claude = (participants: readonly string[], memories: readonly string[]): Principal => ({
  kind: 'claude',
  chat: 'chat',
  participants,
  memories,
})

/** What each may do in the diary. */
const ROLES: Readonly<Record<string, readonly [Principal, Access]>> = {
  owner: [OWNER, 'write'],
  'a member who may write': [person('Alice'), 'write'],
  'a member who may read': [person('Bob'), 'read'],
  'a person who was named for nothing': [person('Carol'), 'none'],
  'a person whom nobody named': [person('Dave'), 'none'],
  guest: [GUEST, 'none'],
  'a key, even one with the name of a member': [{ kind: 'key', name: 'Alice' }, 'none'],
  'the disk, for there is no working copy': [{ kind: 'disk', memory: 'diary' }, 'none'],
  'the disk of another memory': [{ kind: 'disk', memory: 'default' }, 'none'],
  'Claude for Alice': [claude(['Alice'], ['default', 'diary']), 'write'],
  'Claude for Alice and Bob': [claude(['Alice', 'Bob'], ['default', 'diary']), 'read'],
  'Claude for Alice and Carol': [claude(['Alice', 'Carol'], ['default', 'diary']), 'none'],
  'Claude for Alice, where it is not mounted': [claude(['Alice'], ['default']), 'none'],
  'Claude for nobody': [claude([], ['default', 'diary']), 'none'],
}

type Answer = { readonly done: boolean; readonly told: unknown }
const by: Caller = { actor: { kind: 'person', name: 'X' }, reader: 'x' }
let memories: Memories
let document: string

const opened = (answer: { readonly kind: string }): Answer => ({
  done: answer.kind === 'opened',
  told: answer.kind === 'opened' ? null : answer,
})
const changed = ({ outcome }: { readonly outcome: { readonly kind: string } }): Answer => ({
  done: outcome.kind === 'done',
  told: outcome.kind === 'refused' ? outcome : null,
})

/** Each method, tried on the diary: once as one reads, and once as one writes. null: the method cannot do that. */
const METHODS: Record<
  keyof Edge,
  { readonly read: ((edge: Edge) => unknown) | null; readonly write: ((edge: Edge) => unknown) | null }
> = {
  principal: { read: null, write: null },
  list: {
    read: (edge) => ({ done: edge.list().some(({ id }) => id === 'diary'), told: edge.list() }),
    write: null,
  },
  in: {
    read: (edge) => opened(edge.in('diary', 'read')),
    write: (edge) => opened(edge.in('diary', 'write')),
  },
  holding: {
    read: (edge) => opened(edge.holding(document, 'read')),
    write: (edge) => opened(edge.holding(document, 'write')),
  },
  at: {
    read: (edge) => {
      const answer = edge.at(PATH, 'read')
      const found = answer.kind === 'opened' && answer.id === 'diary' && answer.memory.at(PATH) !== undefined
      return { done: found, told: answer.kind === 'denied' ? answer : null }
    },
    write: (edge) => {
      const answer = edge.at(PATH, 'write')
      return { done: answer.kind === 'opened' && answer.id === 'diary', told: null }
    },
  },
  run: {
    async read(edge) {
      const { isError, text } = await edge.run({ command: 'view', path: PATH }, by)
      const root = await edge.run({ command: 'view', path: '/memories' }, by)
      return { done: !isError, told: [text, root.text] }
    },
    async write(edge) {
      const path = PATH.replace('.md', '2.md')
      const { isError, text } = await edge.run({ command: 'create', path, file_text: 'x' }, by)
      return { done: !isError, told: text }
    },
  },
  create: { read: null, write: async (edge) => changed(await edge.create(`${PATH}.new.md`, 'x', by)) },
  rename: { read: null, write: async (edge) => changed(await edge.rename(PATH, `${PATH}.moved.md`, by)) },
  delete: { read: null, write: async (edge) => changed(await edge.delete(PATH, by)) },
  documents: {
    read: (edge) => ({ done: edge.documents().some(({ path }) => path === PATH), told: edge.documents() }),
    write: null,
  },
  outer: {
    read(edge) {
      try {
        return { done: edge.outer('diary', '/memories/x.md') === `/memories/~${SECRET}/x.md`, told: null }
      } catch (error) {
        return { done: false, told: String(error) }
      }
    },
    write: null,
  },
}

beforeEach(async () => {
  memories = await openMemories({ infos: [DIARY], open: () => openMemory(inProcessLog()) })
  const { outcome } = await memories.as(OWNER).create(PATH, `${SECRET}\n`, by)
  if (outcome.kind !== 'done') throw new Error('Expected the document to be made.')
  document = outcome.document?.document ?? ''
})

const ROWS = Object.entries(ROLES).flatMap(([role, [principal, access]]) =>
  Object.entries(METHODS).map(([method, tries]) => [role, method, principal, access, tries] as const),
)

describe('the edge', () => {
  it.each(ROWS)('%s: %s', async (_, __, principal, access, { read, write }) => {
    expect(accessOf(DIARY, principal)).toBe(access)
    const edge = memories.as(principal)
    expect(edge.principal).toBe(principal)
    const reading = read && ((await read(edge)) as Answer)
    if (reading) expect(reading.done).toBe(access !== 'none')
    const writing = write && ((await write(edge)) as Answer)
    if (writing) expect(writing.done).toBe(access === 'write')
    if (access === 'none') {
      const told = JSON.stringify([reading?.told, writing?.told]).replaceAll(`~${SECRET}/${SECRET}`, '')
      expect(told.replaceAll(`/memories/~${SECRET}`, '')).not.toContain(SECRET)
    }
    const standing = memories.inside('diary')
    if (access !== 'write') expect(standing?.head).toBe(1)
  })

  it('gives who may only read no way to write, whatever it calls', () => {
    const answer = memories.as(person('Bob')).in('diary', 'read')
    if (answer.kind === 'denied') throw new Error(answer.message)
    expect(Object.keys(answer.memory).sort()).toEqual([
      'at',
      'authors',
      'directory',
      'document',
      'documents',
      'head',
      'history',
      'know',
      'lastRead',
      'recent',
      'see',
      'text',
      'undos',
      'versions',
    ])
  })

  it('looks rights up at each call: one that was kept is worth what it is worth now', async () => {
    const bob = memories.as(person('Bob'))
    expect(bob.in('diary', 'read').kind).toBe('opened')
    expect(await memories.change({ ...DIARY, members: { Alice: 'write' } })).toBeNull()
    expect(bob.in('diary', 'read').kind).toBe('denied')
    expect(bob.documents()).toEqual([])
  })
})
