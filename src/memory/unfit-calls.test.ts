/** What programs without types, or with a cast, may get wrong. */
import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller } from './caller.ts'
import type { MemoryCommand } from './command.ts'
import { openMemories } from './memories.ts'
import { openMemory } from './memory.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const open = () => openMemory(inProcessLog())

describe('a command that is none', () => {
  const wrong: readonly [unknown, RegExp][] = [
    [{ command: 'explode' }, /`command` should be one of view, create/],
    [{ command: 'view' }, /`path` is missing/],
    [{ command: 'create', path: '/memories/a.md' }, /`file_text` is missing/],
    [{ command: 'rename', old_path: 5, new_path: '/memories/b.md' }, /`old_path` should be a string, got 5/],
    [undefined, /expected an object with a `command`, got nothing/],
  ]

  it.each(wrong)('is refused in words: %j', async (command, words) => {
    const memory = await open()
    const result = await memory.run(command as MemoryCommand, ALICE)
    expect(result.isError).toBe(true)
    expect(result.text).toMatch(words)
    expect(memory.head).toBe(0)
  })

  it.each(wrong)('is refused in words at an edge: %j', async (command, words) => {
    const memories = await openMemories({ infos: [], open })
    const result = await memories.as({ kind: 'person', name: 'Alice' }).run(command as MemoryCommand, ALICE)
    expect(result.isError).toBe(true)
    expect(result.text).toMatch(words)
  })
})

describe('a caller that is none', () => {
  const wrong: readonly [unknown, string][] = [
    [undefined, 'Expected who calls, { actor, reader }, got undefined.'],
    [{ reader: 'person:Alice' }, 'Expected the actor of a call, { kind, … }, got undefined.'],
    [{ actor: 'Alice', reader: 'person:Alice' }, 'Expected the actor of a call, { kind, … }, got "Alice".'],
    [
      { actor: { kind: 'robot' }, reader: 'r' },
      'Expected an actor of the kind person, claude, key, mcp, disk or rule, got "robot".',
    ],
    [
      { actor: { kind: 'person' }, reader: 'r' },
      'Expected the `name` of the actor person as text, got undefined.',
    ],
    [
      { actor: { kind: 'claude', name: 'Alice' }, reader: 'r' },
      'Expected the `onBehalfOf` of the actor claude as text, got undefined.',
    ],
    [{ actor: { kind: 'disk' } }, 'Expected the reader of a call as text, got undefined.'],
    [{ actor: { kind: 'disk' }, reader: 'disk', key: 7 }, 'Expected the key of a call as text, got 7.'],
  ]

  it.each(wrong)('is a TypeError that says what was expected, and writes nothing: %j', async (by, words) => {
    const memory = await open()
    const attempt = memory.create('/memories/a.md', 'a', by as Caller)
    await expect(attempt).rejects.toThrow(new TypeError(words))
    expect(memory.head).toBe(0)
  })

  it('harms no write that waits beside it', async () => {
    const memory = await open()
    const [before, wrong, after] = await Promise.allSettled([
      memory.create('/memories/a.md', 'a', ALICE),
      memory.create('/memories/b.md', 'b', undefined as unknown as Caller),
      memory.create('/memories/c.md', 'c', ALICE),
    ])
    expect([before.status, wrong.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(memory.documents().map(({ path }) => path)).toEqual(['/memories/a.md', '/memories/c.md'])
  })

  it('is told so by a look, too', async () => {
    const memory = await open()
    await memory.create('/memories/a.md', 'a', ALICE)
    const look = memory.run({ command: 'view', path: '/memories/a.md' }, undefined as unknown as Caller)
    await expect(look).rejects.toThrow('Expected who calls, { actor, reader }, got undefined.')
  })
})

describe('a memory that was closed', () => {
  it('takes no write any more, and has stored what was asked before', async () => {
    const memory = await open()
    const before = memory.create('/memories/a.md', 'a', ALICE)
    await memory.close()
    expect((await before).kind).toBe('done')
    await expect(memory.create('/memories/b.md', 'b', ALICE)).rejects.toThrow(
      'This memory was closed. Open it again to write.',
    )
    expect(memory.head).toBe(1)
  })

  it('may be closed again', async () => {
    const memory = await open()
    await memory.close()
    await memory.close()
  })
})
