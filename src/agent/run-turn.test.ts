import { describe, expect, it } from 'vitest'
import { type Answer, fallsSilentAfter, sse } from '../claude/server-for-tests.ts'
import type { ContextEditing } from './events.ts'
import type { PastBlock } from './past.ts'
import { MAX_ROUNDS } from './run-turn.ts'
import {
  type Content,
  call,
  hello,
  instantClock,
  messagesOf,
  ok,
  recorder,
  reply,
  replyEvents,
  run,
  textOf,
  turnToRun,
  untilAborted,
} from './turn-for-tests.ts'

describe('a turn', () => {
  it('tells an answer piece by piece, and ends as answered', async () => {
    const { events, outcome } = await run({ answers: [reply([hello])] })
    expect(events.map(({ type }) => type)).toEqual([
      'step.started',
      'block.started',
      ...Array.from({ length: 4 }, () => 'block.delta'),
      'block.finished',
      'step.finished',
      'turn.finished',
    ])
    expect(textOf(events)).toBe('Hello, Alice. I am here.')
    expect(events.at(-2)).toEqual({
      type: 'step.finished',
      step: 1,
      stop: 'end_turn',
      usage: { input: 10, output: 20, cacheRead: 3, cacheWrite: 2 },
      cost: (10 * 2 + 20 * 10 + 3 * 0.1 + 2 * 2.5) / 1_000_000,
      costUncached: (15 * 2 + 20 * 10) / 1_000_000,
      clearings: [],
      message: 'msg_1',
    })
    expect(outcome).toEqual({ kind: 'answered' })
  })

  it('answers several calls of one reply in order, all in one user message', async () => {
    const { tool, ran } = recorder((input) => ok(`saw ${JSON.stringify(input)}`))
    const thinking: Content = { type: 'thinking', thinking: 'Let me look.', signature: 'sig+/=' }
    const calls = [call('toolu_1', '{"n": 1}'), call('toolu_2', '{"n": 2}'), call('toolu_3', '')]
    const { events, asked, outcome } = await run({
      answers: [reply([thinking, hello, ...calls], 'tool_use'), reply([])],
      tools: [tool],
    })
    expect(ran).toEqual([
      { input: { n: 1 }, call: 'toolu_1' },
      { input: { n: 2 }, call: 'toolu_2' },
      { input: {}, call: 'toolu_3' },
    ])
    expect(messagesOf(asked, 1).slice(1)).toMatchObject([
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Let me look.', signature: 'sig+/=' },
          { type: 'text', text: hello.text },
          { type: 'tool_use', id: 'toolu_1', name: 'memory', input: { n: 1 } },
          { type: 'tool_use', id: 'toolu_2', name: 'memory', input: { n: 2 } },
          { type: 'tool_use', id: 'toolu_3', name: 'memory', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'toolu_1', content: 'saw {"n":1}' },
          { type: 'tool_result', tool_use_id: 'toolu_2', content: 'saw {"n":2}' },
          { type: 'tool_result', tool_use_id: 'toolu_3', content: 'saw {}' },
        ],
      },
    ])
    expect(events.filter(({ type }) => type === 'tool.finished')).toHaveLength(3)
    expect(outcome).toEqual({ kind: 'answered' })
  })

  it('runs no call whose input is not JSON, and says so to Claude as documented', async () => {
    const { tool, ran } = recorder(() => ok('ran'))
    const raw = '{"command":"str_replace","path":"/memories/a.md","old_str":"all'
    const { asked, outcome } = await run({
      answers: [reply([call('a', raw), call('b', '[1]'), call('c', '{}')], 'tool_use'), reply([hello])],
      tools: [tool],
    })
    expect(ran.map((each) => each.call)).toEqual(['c'])
    expect(messagesOf(asked, 1)[2]?.content).toMatchObject([
      { tool_use_id: 'a', is_error: true, content: JSON.stringify({ INVALID_JSON: raw }) },
      { tool_use_id: 'b', is_error: true },
      { tool_use_id: 'c', content: 'ran' },
    ])
    expect(outcome).toEqual({ kind: 'answered' })
  })

  it('says which tools there are when another one is called', async () => {
    const { asked } = await run({ answers: [reply([call('a', '{}', 'bash')], 'tool_use'), reply([hello])] })
    expect(messagesOf(asked, 1)[2]?.content).toMatchObject([
      { is_error: true, content: 'Error: There is no tool named "bash". There is: memory.' },
    ])
  })

  it.each([
    ['max_tokens', { kind: 'cut', by: 'max_tokens' }],
    ['model_context_window_exceeded', { kind: 'cut', by: 'context_full' }],
    ['end_turn', { kind: 'answered' }],
    ['stop_sequence', { kind: 'answered' }],
    ['a_reason_of_next_year', { kind: 'answered' }],
  ])('runs no tool when the reply stopped for %s', async (stop, expected) => {
    const { tool, ran } = recorder(() => ok('ran'))
    const { outcome } = await run({
      answers: [reply([hello, call('a', '{"whole":true}')], stop)],
      tools: [tool],
    })
    expect(ran).toEqual([])
    expect(outcome).toEqual(expected)
  })

  it('tells a refusal with its category', async () => {
    const delta = { stop_reason: 'refusal', stop_details: { type: 'refusal', category: 'cyber' } }
    const { outcome } = await run({ answers: [reply([], 'refusal', { delta })] })
    expect(outcome).toEqual({ kind: 'refused', category: 'cyber' })
  })

  it('sends a paused reply back unchanged and goes on', async () => {
    const { events, asked, outcome } = await run({ answers: [reply([hello], 'pause_turn'), reply([hello])] })
    expect(messagesOf(asked, 1).map(({ role }) => role)).toEqual(['user', 'assistant'])
    expect(events.filter(({ type }) => type === 'step.finished')).toHaveLength(2)
    expect(outcome).toEqual({ kind: 'answered' })
  })

  it('ends after a bound of rounds', async () => {
    const answers = Array.from({ length: MAX_ROUNDS + 1 }, (_, i) => reply([call(`t${i}`, '{}')], 'tool_use'))
    const { asked, outcome } = await run({ answers })
    expect(asked).toHaveLength(MAX_ROUNDS)
    expect(outcome).toEqual({ kind: 'rounds', rounds: MAX_ROUNDS })
  })

  it('ends as failed when the storage behind a tool is broken', async () => {
    const { tool } = recorder(() => Promise.reject(new Error('disk full')))
    const { outcome } = await run({ answers: [reply([call('a', '{}')], 'tool_use')], tools: [tool] })
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'storage' } })
  })
})

describe('a turn taken up again', () => {
  it('runs only the calls that have no result, and numbers its steps on', async () => {
    const { tool, ran } = recorder(() => ok('second'))
    const pending = ['a', 'b'].map((id, index) => ({ step: 3, index, id, name: 'memory', input: '{}' }))
    const blocks = pending.map(
      ({ id, name, input }): PastBlock => ({ kind: 'tool', id, name, input, progress: { kind: 'ready' } }),
    )
    const steps = [{ step: 3, blocks, finished: { stop: 'tool_use' } }] as const
    const { events, asked } = await run({
      answers: [reply([hello])],
      tools: [tool],
      turns: [turnToRun('Hello', { steps })],
      pending,
      known: { a: ok('first') },
      firstStep: 4,
    })
    expect(ran).toEqual([{ input: {}, call: 'b' }])
    expect(events.slice(0, 3)).toMatchObject([
      { type: 'tool.started', step: 3, index: 1 },
      { type: 'tool.finished', step: 3, index: 1 },
      { type: 'step.started', step: 4 },
    ])
    expect(messagesOf(asked, 0).at(-1)?.content).toMatchObject([
      { tool_use_id: 'a', content: 'first' },
      { tool_use_id: 'b', content: 'second' },
    ])
  })
})

describe('a connection', () => {
  it('carries many steps, for a new one costs people a wait', async () => {
    const ports = new Set<number | undefined>()
    const rounds = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => reply([call(id, '{}')], 'tool_use'))
    const answers = [...rounds, reply([hello])].map(
      (answer): Answer =>
        async (response, asked) => {
          ports.add(response.socket?.remotePort)
          await answer(response, asked)
        },
    )
    const sleep = (_ms: number, signal: AbortSignal) => untilAborted(signal)
    const { outcome } = await run({ answers, clock: { ...instantClock(), sleep } })
    expect(outcome).toEqual({ kind: 'answered' })
    // Two when a request goes out before the last bytes of the answer before it are read.
    expect(ports.size).toBeLessThanOrEqual(2)
  })

  it('that stays open after the end of the answer holds nothing up', async () => {
    const open = fallsSilentAfter(sse(replyEvents([call('a', '{}')], 'tool_use')))
    const { events, outcome } = await run({ answers: [open, reply([hello])] })
    expect(events.filter(({ type }) => type === 'step.waiting')).toEqual([])
    expect(outcome).toEqual({ kind: 'answered' })
  })
})

describe('context editing', () => {
  it('goes out as set, and what was cleared is told with the step', async () => {
    const contextEditing: ContextEditing = {
      enabled: true,
      trigger: { kind: 'input_tokens', value: 2_000 },
      keep: 0,
      clearAtLeast: 500,
      excludeTools: ['other'],
      clearToolInputs: true,
      keepThinking: null,
    }
    const applied = [
      { type: 'clear_tool_uses_20250919', cleared_tool_uses: 8, cleared_input_tokens: 1_234 },
      { type: 'clear_thinking_20251015', cleared_thinking_turns: 2, cleared_input_tokens: 50 },
      { type: 'an_edit_of_next_year' },
    ]
    const more = { context_management: { applied_edits: applied } }
    const { events, asked } = await run({ answers: [reply([hello], 'end_turn', more)], contextEditing })
    expect(asked[0]!.headers['anthropic-beta']).toContain('context-management-2025-06-27')
    expect(asked[0]!.body).toMatchObject({
      context_management: {
        edits: [
          {
            type: 'clear_tool_uses_20250919',
            trigger: { type: 'input_tokens', value: 2_000 },
            keep: { type: 'tool_uses', value: 0 },
            clear_at_least: { type: 'input_tokens', value: 500 },
            exclude_tools: ['other'],
            clear_tool_inputs: true,
          },
        ],
      },
    })
    expect(events.find((event) => event.type === 'step.finished')?.clearings).toEqual([
      { kind: 'tool_uses', count: 8, tokens: 1_234 },
      { kind: 'thinking', count: 2, tokens: 50 },
    ])
  })

  it('is not mentioned when it is off', async () => {
    const { asked } = await run({ answers: [reply([hello])] })
    expect(asked[0]!.body).not.toHaveProperty('context_management')
    expect(asked[0]!.headers['anthropic-beta']).not.toContain('context-management')
  })
})
