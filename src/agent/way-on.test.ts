import { describe, expect, it } from 'vitest'
import { type Connection, HostError } from '../claude/contract.ts'
import { capabilitiesOf } from '../claude/models-capabilities.ts'
import { apiError, refuses } from '../claude/server-for-tests.ts'
import type { Capabilities } from './capabilities.ts'
import type { TurnEvent } from './events.ts'
import { createHurry } from './hurry.ts'
import type { PastBlock, PastTurn } from './past.ts'
import { runTurn } from './run-turn.ts'
import { createSealingHost } from './sealing-host-for-tests.ts'
import {
  call,
  hello,
  instantClock,
  messagesOf,
  OFF,
  outcomeOf,
  reply,
  run,
  setUp,
  textOf,
  turnToRun,
  untilAborted,
} from './turn-for-tests.ts'

const busy = refuses(529, apiError('overloaded_error', 'Overloaded'))
const refusal = reply([hello], 'refusal', {
  delta: { stop_reason: 'refusal', stop_details: { type: 'refusal', category: 'cyber' } },
})
const CAN = capabilitiesOf({ kind: 'anthropic', model: 'claude-sonnet-5-5', today: '2026-11-29' })
const tick = { type: 'thinking', thinking: 'Hm.', signature: 'sig' } as const

function before(blocks: readonly PastBlock[], more: Partial<PastTurn['steps'][number]> = {}): PastTurn {
  const step = { step: 1, blocks, finished: { stop: 'end_turn' }, ...more } as const
  return {
    ...turnToRun('Earlier'),
    id: 't0',
    steps: [step],
    status: { kind: 'finished', outcome: { kind: 'answered' } },
  }
}

describe('a host that does not take the thinking of earlier replies', () => {
  /** Refuses every request that has thinking in it, unless it may drop what does not fit. */
  function strict(connection: Connection, can: Partial<Capabilities> = {}, drops = true) {
    const asked: { readonly dropUnsealed?: boolean; readonly thinks: boolean }[] = []
    const strictly: Connection = {
      ...connection,
      capabilities: () => ({ ...CAN, ...can }),
      stream(request, signal) {
        const thinks = JSON.stringify(request.messages).includes('"thinking"')
        asked.push({ thinks, ...(request.dropUnsealed ? { dropUnsealed: true } : {}) })
        if (thinks && !(drops && request.dropUnsealed))
          throw new HostError({ kind: 'unsealed', message: 'No.', retryable: true })
        return connection.stream(request, signal)
      },
    }
    return { strictly, asked }
  }

  const answers = [reply([tick, call('a', '{}')], 'tool_use'), reply([hello]), reply([hello])]

  it.each([
    ['left_out', { dropsThinking: false }, true, [false, true, false]],
    ['dropped_by_host', { dropsThinking: true }, true, [false, true, true]],
  ] as const)(
    'is asked again once, with it %s, and nobody sees a failure',
    async (how, can, drops, thinks) => {
      const { turn } = await setUp({ answers })
      const { strictly, asked } = strict(turn.connection, can, drops)
      const events = await Array.fromAsync(runTurn({ ...turn, connection: strictly }))
      expect(events.filter(({ type }) => type === 'step.unsealed')).toEqual([
        { type: 'step.unsealed', step: 2, how },
      ])
      expect(events.some(({ type }) => type === 'step.waiting')).toBe(false)
      expect(asked.map((each) => each.thinks)).toEqual(thinks)
      expect(outcomeOf(events)).toEqual({ kind: 'answered' })
    },
  )

  it('is asked without it when dropping did not help', async () => {
    const { turn } = await setUp({ answers })
    const { strictly } = strict(turn.connection, { dropsThinking: true }, false)
    const events = await Array.fromAsync(runTurn({ ...turn, connection: strictly }))
    const told = events.flatMap((event) => (event.type === 'step.unsealed' ? event.how : []))
    expect(told).toEqual(['dropped_by_host', 'left_out'])
    expect(outcomeOf(events)).toEqual({ kind: 'answered' })
  })

  it('gets nothing from before that step any more', async () => {
    const host = createSealingHost('a')
    const by = host.at('claude-sonnet-5-5', CAN)
    const base = { ...(await setUp({ answers: [] })).turn, ...by }
    host.replies.push({ content: [{ ...tick, signature: 's1' }, hello], stop: 'end_turn' })
    const [started] = await Array.fromAsync(runTurn(base))
    const epoch = started?.type === 'step.started' ? started.epoch! : ''
    const thought = (signature: string): PastBlock => ({ kind: 'thinking', text: 'Hm.', signature })
    const said: PastBlock = { kind: 'text', text: 'Yes.' }
    const steps = [
      { step: 1, epoch, blocks: [thought('old'), said], finished: { stop: 'pause_turn' } },
      { step: 2, epoch, unsealed: true, blocks: [thought('new'), said], finished: { stop: 'pause_turn' } },
    ] as const
    const events = await Array.fromAsync(
      runTurn({ ...base, turns: [turnToRun('Hello', { steps })], firstStep: 3 }),
    )
    // The host knows none of these signatures and drops nothing: it refuses on the wire, and the turn is answered all the same.
    expect(host.refused).toHaveLength(2)
    const told = events.flatMap((event) => (event.type === 'step.unsealed' ? event.how : []))
    expect(told).toEqual(['dropped_by_host', 'left_out'])
    expect(outcomeOf(events)).toEqual({ kind: 'answered' })
    const sent = JSON.stringify(host.sent.find(({ messages }) => JSON.stringify(messages).includes('Yes.')))
    expect(sent).toContain('"new"')
    expect(sent).not.toContain('"old"')
  })
})

describe('a fallback', () => {
  async function elsewhere(...answers: readonly ReturnType<typeof reply>[]) {
    const { turn, asked } = await setUp({ answers })
    return {
      fallback: { connection: { ...turn.connection, host: 'other' }, model: 'claude-opus-5-5' },
      asked,
    }
  }
  const started = (events: readonly TurnEvent[]) =>
    events.flatMap((e) => (e.type === 'step.started' ? `${e.step} ${e.host} ${e.model}` : []))

  it('takes a step over when the host stays busy, and keeps the turn to its end', async () => {
    const { fallback, asked } = await elsewhere(reply([call('a', '{}')], 'tool_use'), reply([hello]))
    const first = await run({ answers: [busy], fallback })
    expect(first.asked).toHaveLength(5)
    expect(asked).toHaveLength(2)
    expect(started(first.events).slice(-3)).toEqual([
      '1 anthropic claude-sonnet-5-5',
      '1 other claude-opus-5-5',
      '2 other claude-opus-5-5',
    ])
    expect(first.events.find(({ type }) => type === 'step.switched')).toMatchObject({
      step: 1,
      from: { host: 'anthropic', model: 'claude-sonnet-5-5' },
      to: { host: 'other', model: 'claude-opus-5-5' },
      because: { kind: 'failure', failure: { kind: 'busy' } },
    })
    expect(first.outcome).toEqual({ kind: 'answered' })
  })

  it('takes over at once when the host asks for a very long wait', async () => {
    const { fallback } = await elsewhere(reply([hello]))
    const slow = refuses(429, apiError('rate_limit_error', 'Later'), { 'retry-after': '3000' })
    const { asked, outcome } = await run({ answers: [slow], fallback })
    expect(asked).toHaveLength(1)
    expect(outcome).toEqual({ kind: 'answered' })
  })

  it('answers what the model declined, and tells what the declined reply used', async () => {
    const { fallback, asked } = await elsewhere(reply([{ type: 'text', text: 'Gladly.' }]))
    const { events, outcome } = await run({ answers: [refusal], fallback })
    expect(messagesOf(asked, 0)).toHaveLength(1)
    expect(events.find(({ type }) => type === 'step.switched')).toMatchObject({
      because: { kind: 'refusal' },
      spent: { usage: { output: 20 }, cost: expect.any(Number) },
    })
    expect(outcome).toEqual({ kind: 'answered' })
  })

  it('is asked once: when it declines too, the turn ends as refused', async () => {
    const { fallback } = await elsewhere(refusal)
    const { outcome } = await run({ answers: [refusal], fallback })
    expect(outcome).toEqual({ kind: 'refused', category: 'cyber' })
  })

  it('is no help against a wrong key', async () => {
    const { fallback, asked } = await elsewhere(reply([hello]))
    const { outcome } = await run({
      answers: [refuses(401, apiError('authentication_error', 'No'))],
      fallback,
    })
    expect(asked).toHaveLength(0)
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'credentials' } })
  })

  it('gets no thinking of the other model, and its own from then on', async () => {
    const a = createSealingHost('a')
    const b = createSealingHost('b')
    const thinking = (n: number) => ({ ...tick, signature: `s${n}` })
    a.replies.push(
      { content: [thinking(1), call('x', '{}')], stop: 'tool_use' },
      { content: [hello], stop: 'refusal' },
    )
    b.replies.push(
      { content: [thinking(2), call('y', '{}')], stop: 'tool_use' },
      { content: [hello], stop: 'end_turn' },
    )
    const { turn } = await setUp({ answers: [] })
    const events = runTurn({ ...turn, ...a.at('m', CAN), fallback: b.at('n', CAN) })
    expect(outcomeOf(await Array.fromAsync(events))).toEqual({ kind: 'answered' })
    const signatures = b.sent.map((sent) => JSON.stringify(sent).match(/s\d(?=")/g) ?? [])
    expect(signatures).toEqual([[], ['s2']])
    expect([...a.refused, ...b.refused]).toEqual([])
  })
})

describe('a wait before another attempt', () => {
  it('is cut short by a person, with what was said kept until the attempt begins', async () => {
    const hurry = createHurry()
    const clock = { ...instantClock(), sleep: (_ms: number, signal: AbortSignal) => untilAborted(signal) }
    const { turn } = await setUp({ answers: [busy, busy, reply([hello])], clock, hurry })
    const seen: string[] = []
    for await (const event of runTurn(turn)) {
      seen.push(event.type)
      // The press comes once the wait has begun.
      if (event.type === 'step.waiting') setImmediate(() => hurry.press())
    }
    expect(seen.slice(0, 5)).toEqual([
      'step.started',
      'step.waiting',
      'step.started',
      'step.waiting',
      'step.started',
    ])
    expect(seen.at(-1)).toBe('turn.finished')
  })
})

describe('a limit on money', () => {
  it('is asked about before each step and ends the turn with its words', async () => {
    let left = 1
    const maySpend = async () => (left-- > 0 ? null : 'The month is used up.')
    const { asked, outcome } = await run({ answers: [reply([call('a', '{}')], 'tool_use')], maySpend })
    expect(asked).toHaveLength(1)
    expect(outcome).toEqual({ kind: 'spent', message: 'The month is used up.' })
  })
})

describe('an empty answer to the results of tools', () => {
  const calls = reply([call('a', '{}')], 'tool_use')

  it('is not sent back; Claude is asked to go on', async () => {
    const { events, asked, outcome } = await run({ answers: [calls, reply([]), reply([hello])] })
    expect(messagesOf(asked, 2)).toHaveLength(3)
    expect(messagesOf(asked, 2)[2]?.content).toMatchObject([
      { type: 'tool_result' },
      { type: 'text', text: '(Please go on.)' },
    ])
    expect(textOf(events)).toContain(hello.text)
    expect(outcome).toEqual({ kind: 'answered' })
  })

  it('is accepted the second time, and where nothing was asked of tools', async () => {
    expect((await run({ answers: [calls, reply([])] })).asked).toHaveLength(3)
    expect((await run({ answers: [reply([])] })).asked).toHaveLength(1)
  })
})

describe('a turn that sums up', () => {
  const past = before([{ kind: 'text', text: 'An answer.' }], { host: 'anthropic' })
  const sumUp = (more: Partial<PastTurn> = {}) => turnToRun('', { purpose: 'compaction', ...more })

  it('asks in words where the host has no way of its own, and tells the answer as a summary', async () => {
    const turns = [past, sumUp()]
    const { events, asked, outcome } = await run({
      answers: [reply([hello])],
      turns,
      model: 'claude-novel-9',
    })
    const last = messagesOf(asked, 0).at(-1)
    expect(last?.role).toBe('user')
    expect(JSON.stringify(last)).toContain('sum up this conversation')
    expect(events.find(({ type }) => type === 'block.started')).toMatchObject({
      block: { kind: 'compaction' },
    })
    expect(textOf(events)).toBe(hello.text)
    expect(outcome).toEqual({ kind: 'answered' })
  })

  it('asks the host for its own block, which then stands first in place of what it sums up', async () => {
    const requests: unknown[] = []
    const { turn, asked } = await setUp({
      answers: [
        reply([{ type: 'compaction', content: 'All of it.', encrypted_content: null }], 'compaction'),
        reply([hello]),
      ],
    })
    const connection: Connection = {
      ...turn.connection,
      capabilities: () => ({ ...CAN, compaction: { threshold: true, onDemand: true } }),
      stream(request, signal) {
        requests.push(request)
        return turn.connection.stream(request, signal)
      },
    }
    const compaction = { enabled: true, trigger: 60_000, instructions: 'Short.' }
    const contextEditing = { ...OFF, enabled: true }
    const settings = { ...turn, connection, compaction, contextEditing }
    const events = await Array.fromAsync(runTurn({ ...settings, turns: [past, sumUp()] }))
    expect(requests[0]).toMatchObject({ compactNow: { instructions: 'Short.' } })
    expect(requests[0]).not.toHaveProperty('contextManagement')
    expect(requests[0]).not.toHaveProperty('compaction')
    const finished = events.find((event) => event.type === 'block.finished')
    expect(finished?.raw).toEqual({ type: 'compaction', content: 'All of it.', encrypted_content: null })
    const blocks: PastBlock[] = [{ kind: 'compaction', text: 'All of it.', raw: finished?.raw }]
    const steps = [{ step: 1, host: 'anthropic', blocks, finished: { stop: 'compaction' } }] as const
    const summed = sumUp({ id: 's', steps, status: { kind: 'finished', outcome: { kind: 'answered' } } })
    await Array.fromAsync(runTurn({ ...settings, turns: [past, summed, turnToRun('And now?')] }))
    expect(messagesOf(asked, 1)).toMatchObject([
      { role: 'assistant', content: [finished?.raw] },
      { role: 'user', content: [{}, { text: 'And now?' }] },
    ])
    expect(requests[1]).not.toHaveProperty('compaction')
  })

  it.each([
    ['another host', 'vertex', { threshold: true, onDemand: true }],
    ['a model without summaries', 'anthropic', { threshold: false, onDemand: false }],
  ])('is read as text by %s', async (_who, host, compaction) => {
    const blocks: PastBlock[] = [{ kind: 'compaction', text: 'All of it.', raw: { type: 'compaction' } }]
    const steps = [{ step: 1, host: 'anthropic', blocks, finished: { stop: 'compaction' } }] as const
    const summed = sumUp({ id: 's', steps, status: { kind: 'finished', outcome: { kind: 'answered' } } })
    const { turn, asked } = await setUp({ answers: [reply([hello])] })
    const connection = { ...turn.connection, host, capabilities: () => ({ ...CAN, compaction }) }
    await Array.fromAsync(runTurn({ ...turn, connection, turns: [past, summed, turnToRun('And now?')] }))
    expect(messagesOf(asked, 0)).toMatchObject([
      { role: 'user', content: [{ text: expect.stringContaining('All of it.') }, {}, { text: 'And now?' }] },
    ])
  })

  it('keeps the conversation when no summary came', async () => {
    const { outcome } = await run({ answers: [reply([])], turns: [past, sumUp()] })
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'bad_reply' } })
    const steps = [{ step: 1, host: 'anthropic', blocks: [], finished: { stop: 'end_turn' } }] as const
    const failed = sumUp({ id: 's', steps, status: { kind: 'finished', outcome: { kind: 'answered' } } })
    const { asked } = await run({ answers: [reply([hello])], turns: [past, failed, turnToRun('And now?')] })
    expect(messagesOf(asked, 0)).toHaveLength(3)
  })
})
