import { afterEach, describe, expect, it } from 'vitest'
import {
  type Answer,
  apiError,
  type Content,
  type ModelHost,
  reply,
  replyEvents,
  sse,
  startModelHost,
} from '../../test/model-host.ts'
import { connectAnthropic } from '../claude/anthropic.ts'
import type { ContextEditing, Outcome, ToolResult, TurnEvent } from './events.ts'
import { personMessage } from './history.ts'
import { type AgentTool, MAX_ROUNDS, runTurn, type TurnInput } from './run-turn.ts'
import { LONGEST_SILENCE } from './silence.ts'

let host: ModelHost | undefined
afterEach(async () => {
  await host?.close()
  host = undefined
})

const OFF: ContextEditing = {
  enabled: false,
  trigger: { kind: 'input_tokens', value: 100_000 },
  keep: 3,
  clearAtLeast: 0,
  excludeTools: [],
  clearToolInputs: false,
}

const hello: Content = { type: 'text', text: 'Hello, Alice. I am here.' }

function call(id: string, raw: string, name = 'memory'): Content {
  return { type: 'tool_use', id, name, raw }
}

/** Time that passes only in sleeps, which end at once; a silence watch therefore never fires unless told to. */
function instantClock(waits: number[] = []): TurnInput['clock'] {
  let at = Date.UTC(2026, 10, 23)
  return {
    now: () => new Date(at),
    random: () => 0.5,
    sleep: (ms, signal) => {
      if (ms >= 300_000)
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      waits.push(ms)
      at += ms
      return Promise.resolve()
    },
  }
}

function recorder(answer: (input: unknown) => ToolResult | Promise<ToolResult>) {
  const ran: { input: unknown; call: string }[] = []
  const tool: AgentTool = {
    name: 'memory',
    wire: { type: 'memory_20250818', name: 'memory' },
    run: async (input, id) => {
      ran.push({ input, call: id })
      return await answer(input)
    },
  }
  return { tool, ran }
}

const ok = (text: string): ToolResult => ({ text, isError: false, seen: [] })

interface Setup extends Partial<TurnInput> {
  readonly answers: readonly Answer[]
}

async function setUp({ answers, ...input }: Setup): Promise<TurnInput> {
  host = await startModelHost(answers)
  return {
    connection: connectAnthropic({ apiKey: 'sk-ant-test', baseURL: host.url }),
    model: 'claude-sonnet-5-5',
    systemPrompt: 'Be kind.',
    messages: [personMessage('Alice', 'Hello')],
    firstStep: 1,
    tools: [recorder(() => ok('Done.')).tool],
    contextEditing: OFF,
    pending: [],
    known: {},
    signal: new AbortController().signal,
    clock: instantClock(),
    ...input,
  }
}

async function run(setup: Setup): Promise<readonly TurnEvent[]> {
  return await Array.fromAsync(runTurn(await setUp(setup)))
}

function outcome(events: readonly TurnEvent[]): Outcome | undefined {
  const last = events.at(-1)
  return last?.type === 'turn.finished' ? last.outcome : undefined
}

function textOf(events: readonly TurnEvent[]): string {
  return events.flatMap((event) => (event.type === 'block.delta' ? event.text : [])).join('')
}

function askedMessages(n: number): { role: string; content: Record<string, unknown>[] }[] {
  const body = host!.asked[n]!.body as { messages: { role: string; content: Record<string, unknown>[] }[] }
  return body.messages
}

describe('a turn', () => {
  it('tells an answer piece by piece, and ends as answered', async () => {
    const events = await run({ answers: [reply([hello])] })
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
      clearings: [],
      message: 'msg_test',
    })
    expect(outcome(events)).toEqual({ kind: 'answered' })
  })

  it('answers several calls of one reply in order, all in one user message', async () => {
    const { tool, ran } = recorder((input) => ok(`saw ${JSON.stringify(input)}`))
    const thinking: Content = { type: 'thinking', thinking: 'Let me look.', signature: 'sig+/=' }
    const calls = [call('toolu_1', '{"n": 1}'), call('toolu_2', '{"n": 2}'), call('toolu_3', '')]
    const events = await run({
      answers: [reply([thinking, hello, ...calls], 'tool_use'), reply([])],
      tools: [tool],
    })
    expect(ran).toEqual([
      { input: { n: 1 }, call: 'toolu_1' },
      { input: { n: 2 }, call: 'toolu_2' },
      { input: {}, call: 'toolu_3' },
    ])
    expect(askedMessages(1).slice(1)).toMatchObject([
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
    expect(outcome(events)).toEqual({ kind: 'answered' })
  })

  it('runs no call whose input is not JSON, and says so to Claude as documented', async () => {
    const { tool, ran } = recorder(() => ok('ran'))
    const raw = '{"command":"str_replace","path":"/memories/a.md","old_str":"all'
    const events = await run({
      answers: [reply([call('a', raw), call('b', '[1]'), call('c', '{}')], 'tool_use'), reply([hello])],
      tools: [tool],
    })
    expect(ran.map((each) => each.call)).toEqual(['c'])
    expect(askedMessages(1)[2]?.content).toMatchObject([
      { tool_use_id: 'a', is_error: true, content: JSON.stringify({ INVALID_JSON: raw }) },
      { tool_use_id: 'b', is_error: true },
      { tool_use_id: 'c', content: 'ran' },
    ])
    expect(outcome(events)).toEqual({ kind: 'answered' })
  })

  it('says which tools there are when another one is called', async () => {
    await run({ answers: [reply([call('a', '{}', 'bash')], 'tool_use'), reply([hello])] })
    expect(askedMessages(1)[2]?.content).toMatchObject([
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
    const events = await run({ answers: [reply([hello, call('a', '{"whole":true}')], stop)], tools: [tool] })
    expect(ran).toEqual([])
    expect(outcome(events)).toEqual(expected)
  })

  it('tells a refusal with its category', async () => {
    const delta = { stop_reason: 'refusal', stop_details: { type: 'refusal', category: 'cyber' } }
    const events = await run({ answers: [reply([], 'refusal', { delta })] })
    expect(outcome(events)).toEqual({ kind: 'refused', category: 'cyber' })
  })

  it('sends a paused reply back unchanged and goes on', async () => {
    const events = await run({ answers: [reply([hello], 'pause_turn'), reply([hello])] })
    expect(askedMessages(1).map(({ role }) => role)).toEqual(['user', 'assistant'])
    expect(events.filter(({ type }) => type === 'step.finished')).toHaveLength(2)
    expect(outcome(events)).toEqual({ kind: 'answered' })
  })

  it('ends after a bound of rounds', async () => {
    const answers = Array.from({ length: MAX_ROUNDS + 1 }, (_, i) => reply([call(`t${i}`, '{}')], 'tool_use'))
    const events = await run({ answers })
    expect(host?.asked).toHaveLength(MAX_ROUNDS)
    expect(outcome(events)).toEqual({ kind: 'rounds', rounds: MAX_ROUNDS })
  })

  it('ends as failed when the storage behind a tool is broken', async () => {
    const { tool } = recorder(() => Promise.reject(new Error('disk full')))
    const events = await run({ answers: [reply([call('a', '{}')], 'tool_use')], tools: [tool] })
    expect(outcome(events)).toMatchObject({ kind: 'failed', failure: { kind: 'storage' } })
  })
})

describe('a connection', () => {
  it('carries many steps, for a new one costs people a wait', async () => {
    const calls = (id: string) => reply([call(id, '{}')], 'tool_use')
    const clock = instantClock()
    const patient: TurnInput['clock'] = {
      ...clock,
      sleep: (_ms, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    }
    const rounds = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(calls)
    const events = await run({ answers: [...rounds, reply([hello])], clock: patient })
    expect(outcome(events)).toEqual({ kind: 'answered' })
    // Two when a request goes out before the last bytes of the answer before it are read.
    expect(host?.connections()).toBeLessThanOrEqual(2)
  })

  it('that stays open after the end of the answer holds nothing up', async () => {
    const whole = replyEvents([call('a', '{}')], 'tool_use').map(sse)
    const events = await run({ answers: [{ pieces: [...whole, 'silence'] }, reply([hello])] })
    expect(events.filter(({ type }) => type === 'step.waiting')).toEqual([])
    expect(outcome(events)).toEqual({ kind: 'answered' })
  })
})

describe('a turn taken up again', () => {
  it('runs only the calls that have no result, and numbers its steps on', async () => {
    const { tool, ran } = recorder(() => ok('second'))
    const pending = ['a', 'b'].map((id, index) => ({ step: 3, index, id, name: 'memory', input: '{}' }))
    const messages = [
      personMessage('Alice', 'Hello'),
      {
        role: 'assistant' as const,
        content: pending.map(({ id }) => ({ type: 'tool_use' as const, id, name: 'memory', input: {} })),
      },
    ]
    const events = await run({
      answers: [reply([hello])],
      tools: [tool],
      messages,
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
    expect(askedMessages(0).at(-1)?.content).toMatchObject([
      { tool_use_id: 'a', content: 'first' },
      { tool_use_id: 'b', content: 'second' },
    ])
  })
})

describe('a request that fails', () => {
  it('is tried again after the wait that the host asks for, and begins the step anew', async () => {
    const waits: number[] = []
    const events = await run({
      answers: [apiError(429, 'rate_limit_error', 'Slow down', { 'retry-after': '7' }), reply([hello])],
      clock: instantClock(waits),
    })
    expect(events.slice(0, 3)).toMatchObject([
      { type: 'step.started', step: 1 },
      {
        type: 'step.waiting',
        step: 1,
        attempt: 1,
        attempts: 5,
        failure: { kind: 'rate_limited', retryAfter: 7_000 },
      },
      { type: 'step.started', step: 1 },
    ])
    expect(waits[0]).toBeGreaterThanOrEqual(7_000)
    expect(outcome(events)).toEqual({ kind: 'answered' })
  })

  it('is given up after five attempts, with growing waits', async () => {
    const waits: number[] = []
    const busy = apiError(529, 'overloaded_error', 'Overloaded')
    const events = await run({
      answers: [busy, busy, busy, busy, busy, reply([])],
      clock: instantClock(waits),
    })
    expect(host?.asked).toHaveLength(5)
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits).toHaveLength(4)
    expect(outcome(events)).toMatchObject({ kind: 'failed', failure: { kind: 'busy', status: 529 } })
  })

  it.each([
    [400, 'invalid_request_error', 'bad_request'],
    [401, 'authentication_error', 'credentials'],
    [402, 'billing_error', 'billing'],
    [403, 'permission_error', 'forbidden'],
    [404, 'not_found_error', 'not_found'],
    [413, 'request_too_large', 'too_large'],
  ])('with %i is not tried again', async (status, type, kind) => {
    const events = await run({ answers: [apiError(status, type, 'No'), reply([hello])] })
    expect(host?.asked).toHaveLength(1)
    expect(outcome(events)).toMatchObject({ kind: 'failed', failure: { kind, status, retryable: false } })
  })

  const begun = replyEvents([hello], 'end_turn').map(sse).slice(0, 5)
  const broken: readonly [string, Answer][] = [
    [
      'an error event in the stream',
      {
        pieces: [
          ...begun,
          sse({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
        ],
      },
    ],
    ['a connection that is cut', { pieces: [...begun, 'cut'] }],
    ['a stream that ends too early', { pieces: begun }],
    ['data that is no JSON', { pieces: [...begun, 'event: content_block_delta\ndata: {"type":\n\n'] }],
    ['a block that begins twice', { pieces: [...begun, begun[2] ?? ''] }],
    ['a piece of a block that never began', { pieces: [begun[0] ?? '', begun[3] ?? ''] }],
    ['one call id for two calls', reply([call('a', '{}'), call('a', '{}')], 'tool_use')],
    ['a stop for tools without a call', reply([hello], 'tool_use')],
    [
      'a page instead of a stream',
      { status: 502, headers: { 'content-type': 'text/html' }, pieces: ['<html>Bad gateway</html>'] },
    ],
  ]
  it.each(broken)('recovers from %s', async (_name, answer) => {
    const events = await run({ answers: [answer, reply([hello])] })
    expect(events.filter(({ type }) => type === 'step.waiting')).toHaveLength(1)
    expect(events.filter(({ type }) => type === 'step.finished')).toHaveLength(1)
    expect(outcome(events)).toEqual({ kind: 'answered' })
  })
})

describe('Stop', () => {
  /** Stops when an event of this kind has been told. */
  async function stopAt(type: TurnEvent['type'], setup: Setup): Promise<readonly TurnEvent[]> {
    const stop = new AbortController()
    const events: TurnEvent[] = []
    for await (const event of runTurn(await setUp({ ...setup, signal: stop.signal }))) {
      events.push(event)
      if (event.type === type) stop.abort(new Error('stopped by a person'))
    }
    return events
  }

  it('ends a reply in the middle, and what was said stays', async () => {
    const begun = replyEvents([hello], 'end_turn').map(sse).slice(0, 5)
    const events = await stopAt('block.delta', { answers: [{ pieces: [...begun, 'silence'] }] })
    expect(textOf(events)).not.toBe('')
    expect(events.some(({ type }) => type === 'step.finished')).toBe(false)
    expect(outcome(events)).toEqual({ kind: 'stopped' })
  })

  it('ends a request that nobody has answered yet', async () => {
    const events = await stopAt('step.started', { answers: [{ pieces: ['silence'] }] })
    expect(events.map(({ type }) => type)).toEqual(['step.started', 'turn.finished'])
    expect(outcome(events)).toEqual({ kind: 'stopped' })
  })

  it('ends the wait before another attempt', async () => {
    const clock = instantClock()
    const events = await stopAt('step.waiting', {
      answers: [apiError(529, 'overloaded_error', 'Overloaded')],
      clock: {
        ...clock,
        sleep: async (_ms, signal) => {
          signal.throwIfAborted()
          await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
        },
      },
    })
    expect(host?.asked).toHaveLength(1)
    expect(outcome(events)).toEqual({ kind: 'stopped' })
  })

  it('lets a call that has begun give its result, and runs no further one', async () => {
    const { tool, ran } = recorder(() => ok('done'))
    const events = await stopAt('tool.started', {
      answers: [reply([call('a', '{}'), call('b', '{}')], 'tool_use')],
      tools: [tool],
    })
    expect(ran.map((each) => each.call)).toEqual(['a'])
    expect(events.slice(-2)).toMatchObject([{ type: 'tool.finished' }, { type: 'turn.finished' }])
    expect(outcome(events)).toEqual({ kind: 'stopped' })
  })
})

describe('a host that falls silent', () => {
  it('counts as timed out, and the request is tried again', async () => {
    const begun = replyEvents([hello], 'end_turn').map(sse).slice(0, 5)
    const heard = Promise.withResolvers<void>()
    let at = 0
    let watches = 0
    const clock = instantClock()
    const patient: TurnInput['clock'] = {
      ...clock,
      now: () => new Date(at),
      // The first watch runs out once the beginning of the answer is here; the second one has no reason to.
      sleep: async (ms, signal) => {
        if (ms < LONGEST_SILENCE) return
        watches += 1
        if (watches > 1) return await clock.sleep(ms, signal)
        await heard.promise
        at += 2 * ms
      },
    }
    const events: TurnEvent[] = []
    const answers = [{ pieces: [...begun, 'silence' as const] }, reply([hello])]
    for await (const event of runTurn(await setUp({ answers, clock: patient }))) {
      events.push(event)
      if (textOf(events).length >= 14) heard.resolve()
    }
    expect(events.find(({ type }) => type === 'step.waiting')).toMatchObject({ failure: { kind: 'timeout' } })
    expect(outcome(events)).toEqual({ kind: 'answered' })
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
    }
    const applied = [
      { type: 'clear_tool_uses_20250919', cleared_tool_uses: 8, cleared_input_tokens: 1_234 },
      { type: 'clear_thinking_20251015', cleared_thinking_turns: 2, cleared_input_tokens: 50 },
      { type: 'an_edit_of_next_year' },
    ]
    const more = { context_management: { applied_edits: applied } }
    const events = await run({ answers: [reply([hello], 'end_turn', more)], contextEditing })
    expect(host?.asked[0]?.headers['anthropic-beta']).toContain('context-management-2025-06-27')
    expect(host?.asked[0]?.body).toMatchObject({
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
    await run({ answers: [reply([hello])] })
    expect(host?.asked[0]?.body).not.toHaveProperty('context_management')
    expect(host?.asked[0]?.headers['anthropic-beta']).not.toContain('context-management')
  })
})
