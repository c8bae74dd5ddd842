import { describe, expect, it } from 'vitest'
import type { WireMessage } from '../claude/contract.ts'
import { breaksAfter, sse } from '../claude/server-for-tests.ts'
import type { TurnState } from '../workspace/events.ts'
import { reduceTurn } from '../workspace/reduce-turn.ts'
import type { TurnEvent } from './events.ts'
import { wireMessages } from './history.ts'
import { type Content, call, hello, messagesOf, reply, replyEvents, run } from './turn-for-tests.ts'

const AT = '2026-11-23T10:00:00.000Z'
const BEGUN: TurnState = {
  id: 't1',
  number: 1,
  speaker: 'Alice',
  text: 'Hello',
  at: AT,
  toolUsesBefore: 0,
  steps: [],
  status: { kind: 'running' },
  finishedAt: null,
}

/** What a restarted server knows after so many stored events. */
function stored(events: readonly TurnEvent[]): TurnState {
  return events.reduce((turn, event) => reduceTurn(turn, event, AT), BEGUN)
}

/** What would be sent in the epoch that the events are of. */
function built(turn: TurnState, events: readonly TurnEvent[]): readonly WireMessage[] {
  const epoch = events.find((event) => event.type === 'step.started')?.epoch ?? null
  return wireMessages([turn], { host: 'anthropic', compaction: { threshold: true, onDemand: true }, epoch })
}

/** Role and block, one after the other; marks for the cache mean nothing. */
function blocks(messages: readonly { role: string; content: unknown }[]): readonly unknown[] {
  return (messages as readonly WireMessage[]).flatMap(({ role, content }) =>
    content.map((block) => ({ role, ...block, cache_control: undefined })),
  )
}

const thought = (words: string): Content => ({
  type: 'thinking',
  thinking: words,
  signature: `sig of ${words}`,
})
const cutOff = breaksAfter(sse(replyEvents([thought('lost'), hello]).slice(0, 9)))
const ANSWERS = [
  reply([thought('first'), hello, call('a', '{"n": 1}'), call('b', '{"n": '), call('c', '')], 'tool_use'),
  cutOff,
  reply([thought('second'), call('d', ' {"text": "\\ud83c\\udf89 $&"} ')], 'tool_use'),
  reply([hello], 'pause_turn'),
  reply([thought('third'), { type: 'text', text: 'Done.' }]),
]

describe('the conversation that a turn sends and the one that is built from what was stored of it', () => {
  it('are the same, block by block, after the turn', async () => {
    const { events, asked, outcome } = await run({ answers: ANSWERS })
    expect(outcome).toEqual({ kind: 'answered' })
    expect(asked).toHaveLength(5)
    const sent = blocks(messagesOf(asked, 4))
    const whole = blocks(built(stored(events), events))
    expect(whole.slice(0, sent.length)).toEqual(sent)
    expect(whole.slice(sent.length)).toMatchObject([{ type: 'thinking' }, { type: 'text', text: 'Done.' }])
  })

  it('agree wherever a server was killed, so that signed thinking stays valid when the turn is taken up again', async () => {
    const { events, asked } = await run({ answers: ANSWERS })
    for (let kept = 0; kept < events.length; kept++) {
      const seen = events.slice(0, kept)
      const whole = blocks(built({ ...stored(seen), status: { kind: 'running' } }, seen))
      const requests = seen.filter(({ type }) => type === 'step.started').length
      for (let n = 0; n < requests; n++) {
        const sent = blocks(messagesOf(asked, n))
        expect(whole.slice(0, sent.length)).toEqual(sent)
      }
    }
  })
})
