/** A directory with more that is new to the reader than one refusal names. */
import { expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { MemoryCommand } from './command.ts'
import type { Caller } from './contract.ts'
import { openMemory } from './memory.ts'

const BOB: Caller = { actor: { kind: 'person', name: 'Bob' }, reader: 'person:Bob' }
const CLAUDE: Caller = { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: 'chat:1' }
const MANY = Array.from({ length: 120 }, (_, i) => `/memories/d/${String(i).padStart(3, '0')}.md`)
const COMMANDS: readonly MemoryCommand[] = [
  { command: 'delete', path: '/memories/d' },
  { command: 'rename', old_path: '/memories/d', new_path: '/memories/e' },
]

async function memoryOfBob() {
  const memory = await openMemory(inProcessLog())
  for (const path of MANY) await memory.create(path, 'x', BOB)
  return memory
}

it.each(COMMANDS)(
  'goes only when all of it was named, however often that takes: $command',
  async (command) => {
    const memory = await memoryOfBob()
    const named = new Set<string>()
    for (const left of [70, 20, 0]) {
      const { isError, text } = await memory.run(command, CLAUDE)
      expect(isError).toBe(true)
      for (const [path] of text.matchAll(/\/memories\/d\/\d+\.md/g)) named.add(path)
      expect(text.includes(`… and ${left} more`)).toBe(left > 0)
      expect(named.size).toBe(MANY.length - left)
    }
    expect(memory.head).toBe(MANY.length)
    expect(await memory.run(command, CLAUDE)).toMatchObject({ isError: false, commit: MANY.length + 1 })
  },
)

it.each(COMMANDS)('goes at once when it was listed: $command', async (command) => {
  const memory = await memoryOfBob()
  expect((await memory.run(command, CLAUDE)).text).toContain('Look through /memories/d with `view`')
  await memory.run({ command: 'view', path: '/memories/d' }, CLAUDE)
  expect((await memory.run(command, CLAUDE)).isError).toBe(false)
})
