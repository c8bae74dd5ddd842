import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultMemory, type Memories, openMemories } from '../memory/memories.ts'
import { openMemory } from '../memory/memory.ts'
import { GUEST, type MemoryInfo, OWNER, type Principal } from '../memory/rights.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { openSearches, type Searches } from './search.ts'

const by = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' } as const
const alice: Principal = { kind: 'person', name: 'Alice' }
const bob: Principal = { kind: 'person', name: 'Bob' }

function privateTo(name: string): MemoryInfo {
  const id = `of-${name.toLowerCase()}`
  return {
    ...defaultMemory(),
    id,
    name,
    mount: `~${name.toLowerCase()}`,
    everyone: 'none',
    members: { [name]: 'write' },
  }
}

let memories: Memories
let searches: Searches
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-search-'))
  memories = await openMemories({ infos: [privateTo('Alice')], open: () => openMemory(inProcessLog()) })
  const owner = memories.as(OWNER)
  await owner.create('/memories/shared.md', 'word', by)
  await owner.create('/memories/~alice/diary.md', 'word and secret', by)
  searches = await openSearches({ memories, folder })
})
afterEach(async () => {
  await searches.close()
  await memories.close()
  rmSync(folder, { recursive: true })
})

async function found(principal: Principal, query: string) {
  const answer = await searches.search(memories.as(principal), { query })
  if (answer.kind !== 'found') throw new Error(answer.problems.join(' '))
  const { total, matched, hits } = answer
  return { total, matched, paths: hits.map(({ path }) => path).sort() }
}

describe('the search of all memories', () => {
  it('finds in each memory that one may read, by the path that one knows', async () => {
    const paths = ['/memories/shared.md', '/memories/~alice/diary.md']
    expect(await found(alice, 'word')).toEqual({ total: 2, matched: 'all', paths })
    expect(await found(alice, 'word path:/memories/~alice')).toMatchObject({ paths: paths.slice(1) })
    expect(await found(alice, 'word -path:/memories/~alice')).toMatchObject({ paths: paths.slice(0, 1) })
  })

  it('looks only in the memories that are named, the shared one too', async () => {
    await memories.add({ ...privateTo('Bob'), id: 'twin', name: 'default', mount: 'twin', everyone: 'write' })
    await memories.as(alice).create('/memories/twin/note.md', 'word', by)
    const [twin = '', shared = '', diary = ''] = [
      '/memories/twin/note.md',
      '/memories/shared.md',
      '/memories/~alice/diary.md',
    ]
    const table = {
      // An id means that one alone, whatever another is called.
      'memory:default': [shared],
      'memory:"shared MEMORY"': [shared],
      'memory:Alice': [diary],
      'memory:~alice': [diary],
      'memory:/memories/twin': [twin],
      'memory:default memory:alice': [shared, diary],
      '-memory:default': [twin, diary],
      'NOT memory:default -memory:twin': [diary],
      'memory:default -memory:default': [],
      'memory:default path:/memories/~alice': [],
    }
    for (const [filter, paths] of Object.entries(table))
      for (const query of [filter, `word ${filter}`])
        expect([query, (await found(alice, query)).paths]).toEqual([query, [...paths].sort()])
  })

  it('says of a memory that one may not read what it says of one that is not there', async () => {
    for (const name of ['Alice', '~alice', 'of-alice', 'nobody'])
      expect(await searches.search(memories.as(bob), { query: `word memory:${name}` })).toEqual({
        kind: 'unclear',
        problems: [`memory: expects one of "Shared memory". What came was "${name}".`],
      })
    expect(await searches.search(memories.as(bob), { query: 'memory:""' })).toMatchObject({ kind: 'unclear' })
  })

  it('answers whoever may not read as if nothing were there', async () => {
    for (const principal of [bob, GUEST]) {
      expect(await found(principal, 'word')).toMatchObject({ total: 1, paths: ['/memories/shared.md'] })
      for (const query of ['secret', 'diary', 'path:/memories/~alice', 'author:Alice path:/memories/~alice'])
        expect(await found(principal, query)).toEqual({ total: 0, matched: 'all', paths: [] })
      expect(await found(principal, 'word secret')).toMatchObject({ total: 1, matched: 'some' })
    }
  })

  it('asks for rights anew each time', async () => {
    const info = privateTo('Alice')
    await memories.change({ ...info, members: { Alice: 'write', Bob: 'read' } })
    expect(await found(bob, 'secret')).toMatchObject({ total: 1 })
    await memories.change(info)
    expect(await found(bob, 'secret')).toMatchObject({ total: 0 })
  })

  it('finds in a memory that came later, and where it moved', async () => {
    await memories.add(privateTo('Bob'))
    await memories.as(bob).create('/memories/~bob/plan.md', 'a plan', by)
    expect(await found(bob, 'plan')).toMatchObject({ paths: ['/memories/~bob/plan.md'] })
    await memories.change({ ...privateTo('Bob'), mount: '~robert' })
    expect(await found(bob, 'plan')).toMatchObject({ paths: ['/memories/~robert/plan.md'] })
  })

  it('makes a damaged index again, and removes one that has no memory', async () => {
    await searches.close()
    writeFileSync(join(folder, 'default.db'), 'no index at all '.repeat(500))
    writeFileSync(join(folder, 'of-nobody.db'), 'left behind')
    searches = await openSearches({ memories, folder })
    expect(await found(alice, 'word')).toMatchObject({ total: 2 })
    expect(readdirSync(folder)).not.toContain('of-nobody.db')
  })

  it('lets go of a memory that is removed, and of its file', async () => {
    expect(await found(alice, 'secret')).toMatchObject({ total: 1 })
    expect(readdirSync(folder)).toContain('of-alice.db')
    await memories.remove('of-alice', 'Alice')
    expect(await found(alice, 'secret')).toMatchObject({ total: 0 })
    expect(readdirSync(folder).filter((name) => name.startsWith('of-alice'))).toEqual([])
  })
})
