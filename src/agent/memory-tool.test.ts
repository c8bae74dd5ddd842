import { beforeEach, describe, expect, it } from 'vitest'
import { capabilitiesOf } from '../claude/models-capabilities.ts'
import type { Memory } from '../memory/contract.ts'
import { openMemory } from '../memory/memory.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { memoryTool } from './memory-tool.ts'

const never = new AbortController().signal
const create = { command: 'create', path: '/memories/acme.md', file_text: 'ACME Corp\n' }

let memory: Memory
beforeEach(async () => {
  memory = await openMemory(inProcessLog())
})

function tool(settled?: (commit: number) => Promise<void>) {
  return memoryTool(memory, { chat: 'c1', turn: 't1', speaker: 'Alice' }, settled)
}

describe('the memory tool', () => {
  it('is declared as the typed tool, without a schema', () => {
    const typed = capabilitiesOf({ kind: 'anthropic', model: 'claude-sonnet-5-5', today: '2026-11-29' })
    expect(tool().declare(typed)).toEqual({ type: 'memory_20250818', name: 'memory' })
  })

  it('commits on behalf of the person who spoke, with chat, turn and call', async () => {
    const result = await tool().run(create, 'toolu_1', never)
    expect(result).toMatchObject({ isError: false, commit: 1 })
    expect(memory.history()).toMatchObject([
      {
        actor: { kind: 'claude', onBehalfOf: 'Alice' },
        origin: { chat: 'c1', turn: 't1', toolCall: 'toolu_1' },
        key: 'c1/t1/toolu_1',
      },
    ])
  })

  it('does the same call only once', async () => {
    const first = await tool().run(create, 'toolu_1', never)
    const again = await tool().run(create, 'toolu_1', never)
    expect(again.text).toBe(first.text)
    expect(memory.head).toBe(1)
  })

  it('answers what is no command in words, and changes nothing', async () => {
    for (const input of [{}, { command: 'format' }, { command: 'create', path: '/memories/a.md' }]) {
      const result = await tool().run(input, 'toolu_1', never)
      expect(result.isError).toBe(true)
      expect(result.text).toMatch(/^Error: .+/)
    }
    expect(memory.head).toBe(0)
  })

  it('answers only when the commit has settled', async () => {
    const order: string[] = []
    const settled = async (commit: number) => {
      await new Promise((resolve) => setImmediate(resolve))
      order.push(`settled ${commit}`)
    }
    await tool(settled).run(create, 'toolu_1', never)
    order.push('answered')
    await tool(settled).run({ command: 'view', path: '/memories' }, 'toolu_2', never)
    expect(order).toEqual(['settled 1', 'answered'])
  })

  it('sees with the eyes of its chat: what another chat changed since is not overwritten', async () => {
    await tool().run(create, 'toolu_1', never)
    const other = memoryTool(memory, { chat: 'c2', turn: 't1', speaker: 'John' })
    const result = await other.run({ ...create, file_text: 'Mine' }, 'toolu_1', never)
    expect(result.isError).toBe(true)
    expect(await memory.text(memory.documents()[0]!.document)).toBe('ACME Corp\n')
  })
})
