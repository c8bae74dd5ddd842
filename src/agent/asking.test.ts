import { describe, expect, it } from 'vitest'
import type { WireMessage } from '../claude/contract.ts'
import { capabilitiesOf } from '../claude/models-capabilities.ts'
import { ask, type Settings } from './asking.ts'
import type { Capabilities } from './capabilities.ts'
import type { ContextEditing } from './events.ts'
import { declareMemory, memoryProtocol } from './memory-declaration.ts'
import type { PastBlock, PastStep, PastTurn } from './past.ts'
import { createSealingHost } from './sealing-host-for-tests.ts'
import { CLEARED } from './tokens.ts'
import { OFF, ok, turnToRun } from './turn-for-tests.ts'

const SONNET = { kind: 'anthropic', model: 'claude-sonnet-5-5', today: '2026-11-29' } as const
const CAN: Capabilities = { ...capabilitiesOf(SONNET), bindsThinking: false, clearsThinking: false }
const memory = { name: 'memory', declare: declareMemory, protocol: memoryProtocol, run: async () => ok('') }
const settings: Settings = { systemPrompt: 'Be kind.', tools: [memory], contextEditing: OFF }
const host = createSealingHost('a')

function asked(turns: readonly PastTurn[], change: Partial<Settings> = {}, can: Partial<Capabilities> = {}) {
  return ask({ ...settings, ...change }, host.at('m', { ...CAN, ...can }), turns, 'kept')
}

const step = (n: number, blocks: readonly PastBlock[], more: Partial<PastStep> = {}): PastStep => ({
  ...{ step: n, host: 'a', model: 'm', blocks, finished: { stop: 'tool_use', message: `msg_${n}` } },
  ...more,
})
const read = (n: number, name = 'memory'): PastBlock => ({
  ...{ kind: 'tool', id: `c${n}`, name, input: '{"command":"view","path":"/memories/long.md"}' },
  progress: { kind: 'finished', result: ok(`${n} ${'long '.repeat(100)}`) },
})
const thought = (n: number): PastBlock => ({ kind: 'thinking', text: `Hm ${n}.`, signature: `s${n}` })
const rounds = (n: number, name?: string) =>
  turnToRun('Hello', { steps: Array.from({ length: n }, (_, i) => step(i + 1, [read(i + 1, name)])) })

describe('the settings of a chat', () => {
  it('reach the request', () => {
    const thinking = { mode: 'least', effort: 'low' } as const
    const compaction = { enabled: true, trigger: 80_000, instructions: '' }
    expect(asked([rounds(2)], { thinking, compaction, cacheFor: '1h' }).request).toMatchObject({
      model: 'm',
      system: 'Be kind.',
      thinking,
      compaction,
      cacheFor: '1h',
      previousMessage: 'msg_2',
    })
  })

  it('name the newest reply at the same host, or none', () => {
    const elsewhere = turnToRun('Hello', { steps: [step(1, []), step(2, [], { host: 'b' })] })
    expect(asked([elsewhere]).request.previousMessage).toBe('msg_1')
    expect(asked([turnToRun('Hello')]).request.previousMessage).toBeNull()
  })

  it('clear thinking before tool uses, where the host can', () => {
    const contextEditing: ContextEditing = { ...OFF, enabled: true, keepThinking: 2 }
    const { request } = asked([rounds(1)], { contextEditing }, { clearsThinking: true })
    expect(request.contextManagement?.edits).toMatchObject([
      { type: 'clear_thinking_20251015', keep: { type: 'thinking_turns', value: 2 } },
      { type: 'clear_tool_uses_20250919' },
    ])
  })
})

describe('a host without the typed memory tool', () => {
  const custom = { memoryTool: 'custom', inputStreaming: 'eager' } as const

  it('gets the six commands in full, and the protocol at the end of the system prompt', () => {
    const { request } = asked([turnToRun('Hello')], {}, custom)
    const [tool] = request.tools
    expect(tool).toMatchObject({
      name: 'memory',
      eager_input_streaming: true,
      input_schema: { required: ['command'] },
    })
    const schema = JSON.stringify(tool)
    for (const word of [
      'view',
      'create',
      'str_replace',
      'insert',
      'delete',
      'rename',
      'view_range',
      'new_path',
    ])
      expect(schema).toContain(`"${word}"`)
    expect(request.system.startsWith('Be kind.\n\nYou have a memory')).toBe(true)
  })

  it('is asked the same at each step, so that its cache and its thinking stay', () => {
    expect(asked([rounds(1)], {}, custom).epoch).toBe(asked([rounds(2)], {}, custom).epoch)
    expect(asked([rounds(1)], {}, custom).epoch).not.toBe(asked([rounds(1)]).epoch)
  })
})

describe('clearing by the agent', () => {
  const agent = { clearing: 'agent' } as const
  const editing: ContextEditing = { ...OFF, enabled: true, trigger: { kind: 'tool_uses', value: 3 }, keep: 2 }
  const cleared = (messages: readonly WireMessage[]) =>
    messages.flatMap(({ content }) =>
      content.flatMap((block) =>
        block.type === 'tool_result' && block.content === CLEARED ? block.tool_use_id : [],
      ),
    )

  it('takes the oldest results out, says so, and tells the host nothing of it', () => {
    const { request, clearings } = asked([rounds(5)], { contextEditing: editing }, agent)
    expect(cleared(request.messages)).toEqual(['c1', 'c2', 'c3'])
    expect(clearings).toMatchObject([{ kind: 'tool_uses', count: 3, by: 'agent' }])
    expect(request).not.toHaveProperty('contextManagement')
  })

  it.each<[string, Partial<ContextEditing>, number, readonly string[]]>([
    ['waits for the trigger', {}, 3, []],
    ['counts tokens when set so', { trigger: { kind: 'input_tokens', value: 400 }, keep: 0 }, 2, ['c1']],
    ['never takes what was not read yet', { keep: 0 }, 4, ['c1', 'c2', 'c3']],
    ['takes nothing when too little is won', { clearAtLeast: 1_000 }, 5, []],
    ['leaves excluded tools alone', { excludeTools: ['memory'] }, 5, []],
  ])('%s', (_what, change, n, expected) => {
    const { request } = asked([rounds(n)], { contextEditing: { ...editing, ...change } }, agent)
    expect(cleared(request.messages)).toEqual(expected)
  })

  it('empties the inputs too when set so', () => {
    const { request } = asked([rounds(5)], { contextEditing: { ...editing, clearToolInputs: true } }, agent)
    const inputs = request.messages.flatMap(({ content }) =>
      content.flatMap((block) =>
        block.type === 'tool_use' ? [Object.keys(Object(block.input)).length] : [],
      ),
    )
    expect(inputs).toEqual([0, 0, 0, 2, 2])
  })

  it('keeps the thinking of the newest replies where the host cannot clear it', () => {
    const { epoch } = asked([rounds(1)])
    const steps = [1, 2, 3].map((n) => step(n, [thought(n), read(n)], { epoch }))
    const { request, clearings } = asked([turnToRun('Hello', { steps })], {
      contextEditing: { ...editing, trigger: { kind: 'tool_uses', value: 9 }, keepThinking: 1 },
    })
    expect(JSON.stringify(request.messages).match(/"s\d"/g)).toEqual(['"s3"'])
    expect(clearings).toMatchObject([{ kind: 'thinking', count: 2, by: 'agent' }])
  })
})

describe('a model that thinks with a budget', () => {
  const budget = { thinking: { kind: 'budget', least: 'disabled' } } as const

  it('is not asked to think in a round of tools whose thinking cannot be sent', () => {
    const { epoch } = asked([rounds(1)], {}, budget)
    const thinks = turnToRun('Hello', { steps: [step(1, [thought(1), read(1)], { epoch })] })
    expect(asked([rounds(1)], {}, budget).request.thinking).toEqual({ mode: 'least', effort: null })
    expect(asked([thinks], {}, budget).request).not.toHaveProperty('thinking')
    expect(asked([turnToRun('Hello')], {}, budget).request).not.toHaveProperty('thinking')
  })
})
