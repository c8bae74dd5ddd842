import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Memory } from '../memory/contract.ts'
import type { MemoryLog } from '../memory/log.ts'
import { openMemory } from '../memory/memory.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { openSearch, type Search } from './search.ts'

const by = { actor: { kind: 'person', name: 'Alice' }, reader: 'test' } as const

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-search-'))
  file = join(folder, 'search.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function hits(search: Search, query: string) {
  const answer = await search.search({ query, limit: 100 })
  if (answer.kind !== 'found') throw new Error(answer.problems.join(' '))
  return answer.hits.map(({ path, version }) => `${path} ${version}`)
}

/** The same log, which counts how many texts were read, and cannot read while it is broken. */
function watched(log: MemoryLog) {
  const state = { reads: 0, broken: false }
  const text: MemoryLog['text'] = async (document, version) => {
    state.reads++
    if (state.broken) throw new Error('The line is down.')
    return await log.text(document, version)
  }
  return { state, log: { ...log, text } }
}

/** Whether any file of the folder holds these bytes. */
function onDisk(word: string): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(word))
}

describe('an index', () => {
  it('answers as one that was just made, whatever happened to the memory', async () => {
    const name = fc.constantFrom('a.md', 'b.md', 'c/d.md', 'c/e.md')
    const words = fc.array(fc.constantFrom('red', 'blue', 'readerOf', '東京', 'Straße', '# head'), {
      maxLength: 4,
    })
    const step = fc.record({
      kind: fc.constantFrom('create', 'save', 'rename', 'delete', 'erase', 'look'),
      name,
      to: name,
      words,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const memory = await openMemory(inProcessLog())
        const search = openSearch({ memory })
        for (const { kind, name: from, to, words: some } of steps) {
          const path = `/memories/${from}`
          const info = memory.at(path)
          const text = some.join('\n')
          if (kind === 'create') await memory.create(path, text, by)
          if (kind === 'save' && info) await memory.save(info.document, info.version, text, by)
          if (kind === 'rename') await memory.rename(path, `/memories/${to}`, by)
          if (kind === 'delete') await memory.delete(path, by)
          if (kind === 'erase' && info)
            await memory.erase({ erase: [{ document: info.document, versions: 'all' }] }, by)
          if (kind === 'look') await search.caughtUp()
        }
        const fresh = openSearch({ memory })
        for (const query of ['red', 'blue -red', 'reader', '東', 'strasse', 'head', 'path:c', 'red OR blue'])
          expect(await hits(search, query)).toEqual(await hits(fresh, query))
        await Promise.all([search.close(), fresh.close()])
        await memory.close()
      }),
      { numRuns: 60 },
    )
  })

  it('catches up with a large memory in the background, and a search waits for it', async () => {
    const memory = await openMemory(inProcessLog())
    for (let i = 0; i < 300; i++)
      await memory.create(`/memories/n${i}.md`, `number ${i} ${'word '.repeat(300)}`, by)
    const search = openSearch({ memory })
    let turns = 0
    const counting = setInterval(() => turns++, 0)
    expect(await hits(search, '"number 299"')).toHaveLength(1)
    clearInterval(counting)
    expect(turns).toBeGreaterThan(3)
    await search.close()
    await memory.close()
  })

  it('in a file is not made again, but brought up to date', async () => {
    const { log, state } = watched(inProcessLog())
    const memory = await openMemory(log, { cacheSize: 0 })
    for (let i = 0; i < 20; i++) await memory.create(`/memories/n${i}.md`, `word ${i}`, by)
    const first = openSearch({ memory, file })
    await first.caughtUp()
    await first.close()
    await memory.rename('/memories/n1.md', '/memories/moved.md', by)
    await memory.delete('/memories/n2.md', by)
    await memory.create('/memories/new.md', 'fresh word', by)
    state.reads = 0
    const second = openSearch({ memory, file })
    await second.caughtUp()
    expect(state.reads).toBe(2)
    expect(await hits(second, 'moved OR fresh OR n2')).toHaveLength(2)
    await second.close()
    await memory.close()
  })

  it('lets go of what is erased at once, and so does its file', async () => {
    const memory = await openMemory(inProcessLog())
    for (let i = 0; i < 50; i++) await memory.create(`/memories/n${i}.md`, `plain text number${i}`, by)
    await memory.create('/memories/secret.md', 'the xyzzyplugh of Alice', by)
    const search = openSearch({ memory, file })
    expect(await hits(search, 'xyzzyplugh')).toHaveLength(1)
    expect(onDisk('xyzzyplugh')).toBe(true)
    const { document = '' } = memory.at('/memories/secret.md') ?? {}
    await memory.erase({ erase: [{ document, versions: 'all' }] }, by)
    expect(await hits(search, 'xyzzyplugh')).toEqual([])
    expect(onDisk('xyzzyplugh')).toBe(false)
    expect(await hits(search, 'plain')).toHaveLength(50)
    await search.close()
    await memory.close()
  })

  it('lets go of what was erased while it was closed', async () => {
    const memory = await openMemory(inProcessLog())
    const outcome = await memory.create('/memories/secret.md', 'the xyzzyplugh of Alice', by)
    if (outcome.kind !== 'done' || !outcome.document) throw new Error('Expected a document.')
    const { document, version } = outcome.document
    const first = openSearch({ memory, file })
    await first.caughtUp()
    await first.close()
    expect(onDisk('xyzzyplugh')).toBe(true)
    const rewrite = [{ document, base: version, text: 'something of Alice' }]
    await memory.erase({ erase: [{ document, versions: [version] }], rewrite }, by)
    const second = openSearch({ memory, file })
    await second.caughtUp()
    expect(onDisk('xyzzyplugh')).toBe(false)
    expect(await hits(second, 'something')).toHaveLength(1)
    await second.close()
    await memory.close()
  })

  it('says that a text could not be read, and goes on when it can', async () => {
    const { log, state } = watched(inProcessLog())
    const memory = await openMemory(log, { cacheSize: 0 })
    const search = openSearch({ memory })
    await memory.create('/memories/a.md', 'word', by)
    state.broken = true
    await expect(hits(search, 'word')).rejects.toThrow('The line is down.')
    state.broken = false
    expect(await hits(search, 'word')).toHaveLength(1)
    await search.close()
    await memory.close()
  })

  it('that is closed answers nobody any more', async () => {
    const memory = await openMemory(inProcessLog())
    await memory.create('/memories/a.md', 'word', by)
    const search = openSearch({ memory })
    const waiting = search.caughtUp()
    await search.close()
    await expect(waiting).rejects.toThrow('closed')
    await expect(search.caughtUp()).rejects.toThrow('closed')
    await memory.close()
  })
})

describe('a file', () => {
  it('that is no search index is left alone', async () => {
    const memory: Memory = await openMemory(inProcessLog())
    writeFileSync(file, 'My notes, which are no database at all. '.repeat(100))
    expect(() => openSearch({ memory, file })).toThrow(/search\.db cannot be opened/)
    expect(readFileSync(file, 'utf8')).toMatch(/^My notes/)
    const other = join(folder, 'other.db')
    const database = new DatabaseSync(other)
    database.exec('CREATE TABLE document (x); INSERT INTO document VALUES (1)')
    database.close()
    expect(() => openSearch({ memory, file: other })).toThrow(/not a search index/)
    const again = new DatabaseSync(other)
    expect(again.prepare('SELECT x FROM document').get()).toMatchObject({ x: 1 })
    again.close()
    await memory.close()
  })

  it('of another format is begun anew', async () => {
    const memory = await openMemory(inProcessLog())
    await memory.create('/memories/a.md', 'word', by)
    const first = openSearch({ memory, file })
    await first.caughtUp()
    await first.close()
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 999')
    database.close()
    const second = openSearch({ memory, file })
    expect(await hits(second, 'word')).toHaveLength(1)
    await second.close()
    await memory.close()
  })

  it('that is open already is refused', async () => {
    const memory = await openMemory(inProcessLog())
    await memory.create('/memories/a.md', 'word', by)
    const first = openSearch({ memory, file })
    await first.caughtUp()
    expect(() => openSearch({ memory, file })).toThrow(/locked/)
    await first.close()
    await memory.close()
  })
})
