/** What happens when writes wait together and are planned on top of each other, before any of them is in the log. */
import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller } from './contract.ts'
import { HeadMoved, type MemoryLog } from './log.ts'
import { openMemory } from './memory.ts'

const person = (name: string): Caller => ({ actor: { kind: 'person', name }, reader: `person:${name}` })
const chat = (name: string): Caller => ({
  actor: { kind: 'claude', onBehalfOf: name },
  reader: `chat:${name}`,
})

async function memoryWith(texts: Readonly<Record<string, string>>, log: MemoryLog = inProcessLog()) {
  const memory = await openMemory(log)
  for (const [path, text] of Object.entries(texts)) await memory.create(path, text, person('Setup'))
  const id = (path: string) => memory.at(path)?.document ?? ''
  return { memory, id }
}

describe('writes that wait together', () => {
  it('tell each person the version that their own save made', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one\n\n\ntwo\n' })
    const document = id('/memories/a.md')
    const outcomes = await Promise.all([
      memory.save(document, 1, 'ONE\n\n\ntwo\n', person('Alice')),
      memory.save(document, 1, 'one\n\n\nTWO\n', person('Bob')),
    ])
    expect(outcomes[0]).toMatchObject({ kind: 'done', commit: { number: 2 }, document: { version: 2 } })
    expect(outcomes[1]).toMatchObject({ kind: 'merged', document: { version: 3 }, text: 'ONE\n\n\nTWO\n' })
  })

  it('do not let an undo overwrite an edit that waits before it', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    await memory.save(id('/memories/a.md'), 1, 'two', person('Alice'))
    const [, undo] = await Promise.all([
      memory.save(id('/memories/a.md'), 2, 'three', person('Bob')),
      memory.revert(2, person('Alice')),
    ])
    expect(undo).toMatchObject({ kind: 'refused', code: 'changed' })
    expect(await memory.text(id('/memories/a.md'))).toBe('three')
  })

  it('let one caller create and then insert', async () => {
    const { memory } = await memoryWith({})
    const path = '/memories/a.md'
    const results = await Promise.all([
      memory.run({ command: 'create', path, file_text: 'one\n' }, chat('Alice')),
      memory.run({ command: 'insert', path, insert_line: 1, insert_text: 'two' }, chat('Alice')),
    ])
    expect(results.map((each) => each.isError)).toEqual([false, false])
  })

  it('do not count the text in a refusal as seen before the caller has got the refusal', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one\n' })
    const path = '/memories/a.md'
    await memory.run({ command: 'view', path }, chat('Alice'))
    await memory.save(id(path), 1, 'zero\none\n', person('Bob'))
    const insert = () =>
      memory.run({ command: 'insert', path, insert_line: 1, insert_text: 'two' }, chat('Alice'))
    const results = await Promise.all([insert(), insert()])
    expect(results.map((each) => each.isError)).toEqual([true, true])
    expect((await insert()).isError).toBe(false)
  })

  it('count as seen only what is in the log when another server was first', async () => {
    const log = inProcessLog()
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one\n' }, log)
    const other = await openMemory(log)
    const path = '/memories/a.md'
    await memory.run({ command: 'view', path }, chat('Alice'))
    // Another server is first with the version that the batch below expects to make itself.
    await other.save(id(path), 1, 'theirs\none\n', person('Carol'))
    const edit = memory.run({ command: 'str_replace', path, old_str: 'one', new_str: 'uno' }, chat('Bob'))
    const insert = memory.run({ command: 'insert', path, insert_line: 1, insert_text: 'two' }, chat('Alice'))
    expect((await edit).isError).toBe(false)
    expect((await insert).isError).toBe(true)
    expect(await memory.text(id(path))).toBe('theirs\nuno\n')
  })
})

describe('a listener that throws', () => {
  it('does not make a change that is in the log look failed', async () => {
    const reported: unknown[] = []
    const memory = await openMemory(inProcessLog(), { report: (error) => reported.push(error) })
    const heard: number[] = []
    memory.subscribe(() => {
      throw new Error('a bug in a listener')
    })
    memory.subscribe((commit) => heard.push(commit.number))
    expect(await memory.create('/memories/a.md', 'a', person('Alice'))).toMatchObject({ kind: 'done' })
    expect(heard).toEqual([1])
    expect(reported).toHaveLength(1)
  })
})

describe('storage that fails', () => {
  it('rejects the change, and the next one goes through', async () => {
    const log = inProcessLog()
    let failing = false
    const memory = await openMemory({
      ...log,
      append: async (expected, drafts) => {
        if (failing) throw new Error('disk full')
        return log.append(expected, drafts)
      },
    })
    failing = true
    await expect(memory.create('/memories/a.md', 'a', person('Alice'))).rejects.toThrow('disk full')
    failing = false
    expect(memory.documents()).toEqual([])
    expect(await memory.create('/memories/a.md', 'a', person('Alice'))).toMatchObject({ kind: 'done' })
  })

  it('finds a change that was kept although its append failed, and makes it once', async () => {
    const log = inProcessLog()
    const memory = await openMemory({
      ...log,
      append: async (expected, entries) => {
        await log.append(expected, entries)
        throw new Error('the answer was lost')
      },
    })
    const call = { ...chat('Alice'), key: 'c/t/1' }
    const create = () => memory.run({ command: 'create', path: '/memories/a.md', file_text: 'a' }, call)
    expect(await create()).toMatchObject({ isError: false, commit: 1 })
    expect(await create()).toMatchObject({ isError: false, commit: 1 })
    expect(await log.head()).toBe(1)
  })

  it('knows its own commit from another of the same number when the answer was lost', async () => {
    const log = inProcessLog()
    const other = await openMemory(log)
    const memory = await openMemory({
      ...log,
      append: async () => {
        await other.create('/memories/b.md', 'b', person('Bob'))
        throw new Error('the answer was lost')
      },
    })
    await expect(memory.create('/memories/a.md', 'a', person('Alice'))).rejects.toThrow('the answer was lost')
    expect(memory.documents().map((info) => info.path)).toEqual(['/memories/b.md'])
  })

  it('gives up with words when other servers are always first', async () => {
    const log = inProcessLog()
    const memory = await openMemory({
      ...log,
      append: async (expected) => {
        throw new HeadMoved(expected, expected + 1)
      },
    })
    await expect(memory.create('/memories/a.md', 'a', person('Alice'))).rejects.toThrow(/too busy/)
  })
})
