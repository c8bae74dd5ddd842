import { describe, expect, it } from 'vitest'
import {
  type Answer,
  apiError,
  breaksAfter,
  fallsSilentAfter,
  refuses,
  sse,
  streams,
} from '../claude/server-for-tests.ts'
import type { TurnEvent } from './events.ts'
import { runTurn, type TurnInput } from './run-turn.ts'
import { LONGEST_SILENCE } from './silence.ts'
import {
  call,
  hello,
  instantClock,
  ok,
  outcomeOf,
  recorder,
  reply,
  replyEvents,
  run,
  type Setup,
  setUp,
  textOf,
  untilAborted,
} from './turn-for-tests.ts'

/** The beginning of an answer, up to its second piece. */
const begun = replyEvents([hello])
  .slice(0, 5)
  .map((event) => sse([event]))
const overloaded = { error: { type: 'overloaded_error', message: 'Overloaded' } }

describe('a request that fails', () => {
  it('is tried again after the wait that the host asks for, and begins the step anew', async () => {
    const waits: number[] = []
    const { events, outcome } = await run({
      answers: [
        refuses(429, apiError('rate_limit_error', 'Slow down'), { 'retry-after': '7' }),
        reply([hello]),
      ],
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
    expect(outcome).toEqual({ kind: 'answered' })
  })

  it('is given up after five attempts, with growing waits', async () => {
    const waits: number[] = []
    const busy = refuses(529, apiError('overloaded_error', 'Overloaded'))
    const { asked, outcome } = await run({
      answers: [busy, busy, busy, busy, busy, reply([])],
      clock: instantClock(waits),
    })
    expect(asked).toHaveLength(5)
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits).toHaveLength(4)
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'busy', status: 529 } })
  })

  it.each([
    [400, 'invalid_request_error', 'bad_request'],
    [401, 'authentication_error', 'credentials'],
    [402, 'billing_error', 'billing'],
    [403, 'permission_error', 'forbidden'],
    [404, 'not_found_error', 'not_found'],
    [413, 'request_too_large', 'too_large'],
  ])('with %i is not tried again', async (status, type, kind) => {
    const { asked, outcome } = await run({ answers: [refuses(status, apiError(type, 'No')), reply([hello])] })
    expect(asked).toHaveLength(1)
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind, status, retryable: false } })
  })

  const broken: readonly [string, Answer][] = [
    ['an error event in the stream', streams(...begun, sse([{ type: 'error', ...overloaded }]))],
    ['a connection that is cut', breaksAfter(...begun)],
    ['a stream that ends too early', streams(...begun)],
    ['data that is no JSON', streams(...begun, 'event: content_block_delta\ndata: {"type":\n\n')],
    ['an event that is no object', streams(...begun, 'event: content_block_delta\ndata: null\n\n')],
    ['a block that begins twice', streams(...begun, begun[2] ?? '')],
    ['a piece of a block that never began', streams(begun[0] ?? '', begun[3] ?? '')],
    ['one call id for two calls', reply([call('a', '{}'), call('a', '{}')], 'tool_use')],
    ['a stop for tools without a call', reply([hello], 'tool_use')],
    ['a page instead of a stream', refuses(502, '<html>Bad gateway</html>')],
  ]
  it.each(broken)('recovers from %s', async (_name, answer) => {
    const { events, outcome } = await run({ answers: [answer, reply([hello])] })
    expect(events.filter(({ type }) => type === 'step.waiting')).toHaveLength(1)
    expect(events.filter(({ type }) => type === 'step.finished')).toHaveLength(1)
    expect(outcome).toEqual({ kind: 'answered' })
  })
})

describe('Stop', () => {
  /** Stops when an event of this kind has been told. */
  async function stopAt(type: TurnEvent['type'], setup: Setup) {
    const stop = new AbortController()
    const events: TurnEvent[] = []
    const { turn, asked } = await setUp({ ...setup, signal: stop.signal })
    for await (const event of runTurn(turn)) {
      events.push(event)
      if (event.type === type) stop.abort(new Error('stopped by a person'))
    }
    return { events, asked, outcome: outcomeOf(events) }
  }

  it('ends a reply in the middle, and what was said stays', async () => {
    const { events, outcome } = await stopAt('block.delta', { answers: [fallsSilentAfter(...begun)] })
    expect(textOf(events)).not.toBe('')
    expect(events.some(({ type }) => type === 'step.finished')).toBe(false)
    expect(outcome).toEqual({ kind: 'stopped' })
  })

  it('ends a request that nobody has answered yet', async () => {
    const { events, outcome } = await stopAt('step.started', { answers: [fallsSilentAfter('')] })
    expect(events.map(({ type }) => type)).toEqual(['step.started', 'turn.finished'])
    expect(outcome).toEqual({ kind: 'stopped' })
  })

  it('ends the wait before another attempt', async () => {
    const clock = instantClock()
    const { asked, outcome } = await stopAt('step.waiting', {
      answers: [refuses(529, apiError('overloaded_error', 'Overloaded'))],
      clock: {
        ...clock,
        sleep: async (_ms, signal) => {
          signal.throwIfAborted()
          await untilAborted(signal)
        },
      },
    })
    expect(asked).toHaveLength(1)
    expect(outcome).toEqual({ kind: 'stopped' })
  })

  it('lets a call that has begun give its result, and runs no further one', async () => {
    const { tool, ran } = recorder(() => ok('done'))
    const { events, outcome } = await stopAt('tool.started', {
      answers: [reply([call('a', '{}'), call('b', '{}')], 'tool_use')],
      tools: [tool],
    })
    expect(ran.map((each) => each.call)).toEqual(['a'])
    expect(events.slice(-2)).toMatchObject([{ type: 'tool.finished' }, { type: 'turn.finished' }])
    expect(outcome).toEqual({ kind: 'stopped' })
  })
})

describe('a host that falls silent', () => {
  it('counts as timed out, and the request is tried again', async () => {
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
    const answers = [fallsSilentAfter(...begun), reply([hello])]
    const { turn } = await setUp({ answers, clock: patient })
    for await (const event of runTurn(turn)) {
      events.push(event)
      if (textOf(events).length >= 14) heard.resolve()
    }
    expect(events.find(({ type }) => type === 'step.waiting')).toMatchObject({ failure: { kind: 'timeout' } })
    expect(outcomeOf(events)).toEqual({ kind: 'answered' })
  })
})
