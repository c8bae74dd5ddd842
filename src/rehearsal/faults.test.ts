import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import Anthropic from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { rehearsalClient } from '../../test/rehearsal-table.ts'
import { FAULT_HEADER, type Fault, faultsByHeader } from './rehearsal.ts'

type Event = Anthropic.Beta.BetaRawMessageStreamEvent

const BODY = {
  model: 'rehearsal-1',
  max_tokens: 1_000,
  messages: [{ role: 'user' as const, content: 'Hello' }],
  tools: [{ type: 'memory_20250818' as const, name: 'memory' as const }],
}

setFlagsFromString('--expose-gc')
const collectRubbish = runInNewContext('gc') as () => void

/** Reads a stream with a fault as far as it goes. */
async function read(fault: Fault): Promise<{ events: Event[]; error: unknown }> {
  const events: Event[] = []
  try {
    for await (const event of await rehearsalClient({ faults: () => fault }).beta.messages.create({
      ...BODY,
      stream: true,
    })) {
      events.push(event)
    }
    return { events, error: null }
  } catch (error) {
    return { events, error }
  }
}

function stopReason(events: readonly Event[]): string | null | undefined {
  return events.find((event) => event.type === 'message_delta')?.delta.stop_reason
}

function toolJson(events: readonly Event[]): string {
  return events
    .flatMap((event) =>
      event.type === 'content_block_delta' && event.delta.type === 'input_json_delta'
        ? [event.delta.partial_json]
        : [],
    )
    .join('')
}

test.each([
  [429, Anthropic.RateLimitError, 'rate_limit_error'],
  [529, Anthropic.InternalServerError, 'overloaded_error'],
  [500, Anthropic.InternalServerError, 'api_error'],
])('status %i comes as the SDK’s own error', async (status, kind, type) => {
  const { error } = await read({ kind: 'status', status, retryAfter: 7 })
  expect(error).toBeInstanceOf(kind)
  const api = error as InstanceType<typeof Anthropic.APIError>
  expect([api.status, api.type, api.headers?.get('retry-after')]).toEqual([status, type, '7'])
})

test('an error event in the middle ends the stream as an error without a status', async () => {
  const { events, error } = await read({ kind: 'error_event', after: 3 })
  expect(events.filter((event) => event.type === 'content_block_delta')).toHaveLength(3)
  expect(error).toBeInstanceOf(Anthropic.APIError)
  expect((error as InstanceType<typeof Anthropic.APIError>).status).toBeUndefined()
  expect((error as InstanceType<typeof Anthropic.APIError>).type).toBe('overloaded_error')
})

test('a cut connection gives what came before, then an error', async () => {
  const { events, error } = await read({ kind: 'cut', after: 2 })
  expect(events.filter((event) => event.type === 'content_block_delta')).toHaveLength(2)
  expect(error).toBeInstanceOf(Error)
})

test('an early end has no last events', async () => {
  const { events, error } = await read({ kind: 'early_end', after: 2 })
  expect(error).toBeNull()
  expect(events.some((event) => event.type === 'message_stop')).toBe(false)
})

test('invalid and truncated tool JSON come with stop reason tool_use', async () => {
  for (const kind of ['invalid_tool_json', 'truncated_tool_json'] as const) {
    const { events } = await read({ kind })
    expect(stopReason(events)).toBe('tool_use')
    expect(() => JSON.parse(toolJson(events))).toThrow()
  }
})

test('max_tokens can strike inside a tool input', async () => {
  const { events } = await read({ kind: 'max_tokens_in_tool' })
  expect(stopReason(events)).toBe('max_tokens')
  expect(() => JSON.parse(toolJson(events))).toThrow()
  expect(events.at(-1)?.type).toBe('message_stop')
})

test('a refusal says its category', async () => {
  const { events } = await read({ kind: 'refusal', after: 1, category: 'cyber' })
  expect(events.find((event) => event.type === 'message_delta')?.delta).toMatchObject({
    stop_reason: 'refusal',
    stop_details: { type: 'refusal', category: 'cyber' },
  })
})

test('an error can come before the message has begun', async () => {
  const { events, error } = await read({ kind: 'error_event', after: -1, type: 'api_error' })
  expect(events).toEqual([])
  expect(error).toMatchObject({ type: 'api_error', status: undefined })
})

test.each<[Fault, object]>([
  [
    { kind: 'status', status: 409 },
    { status: 409, type: 'conflict_error' },
  ],
  [
    { kind: 'status', status: 402 },
    { status: 402, type: 'billing_error' },
  ],
  [
    { kind: 'status', status: 413 },
    { status: 413, type: 'request_too_large' },
  ],
  [
    { kind: 'status', status: 504 },
    { status: 504, type: 'timeout_error' },
  ],
  [
    { kind: 'status', status: 400, type: 'billing_error' },
    { status: 400, type: 'billing_error' },
  ],
  [{ kind: 'status', status: 502, page: '<h1>Bad gateway</h1>' }, { status: 502 }],
])('%o comes with its own status and type', async (fault, as) => {
  expect((await read(fault)).error).toMatchObject(as)
})

test('nobody answers: the SDK says that there is no connection, and why', async () => {
  const { error } = await read({ kind: 'unreachable', code: 'ENOTFOUND' })
  expect(error).toBeInstanceOf(Anthropic.APIConnectionError)
  expect(((error as Error).cause as Error).cause).toMatchObject({ code: 'ENOTFOUND' })
})

test('an answer that does not begin ends when the reader gives up, and one that is late comes', async () => {
  const controller = new AbortController()
  const client = rehearsalClient({
    faults: () => {
      queueMicrotask(() => {
        controller.abort()
      })
      return { kind: 'stall', ms: Number.POSITIVE_INFINITY }
    },
  })
  await expect(client.beta.messages.create(BODY, { signal: controller.signal })).rejects.toBeInstanceOf(
    Anthropic.APIUserAbortError,
  )
  expect((await read({ kind: 'stall', ms: 1 })).events.at(-1)?.type).toBe('message_stop')
})

test('a line that is not JSON ends the stream as an error', async () => {
  const { events, error } = await read({ kind: 'bad_data', after: 2 })
  expect(events.filter((event) => event.type === 'content_block_delta')).toHaveLength(2)
  expect(error).toBeInstanceOf(Error)
})

test('events of a kind that nobody knows do not keep the message from coming', async () => {
  const { events, error } = await read({ kind: 'unknown_events' })
  expect(error).toBeNull()
  expect(stopReason(events)).toBe('tool_use')
})

test.each(['end_turn', 'max_tokens', 'pause_turn', 'model_context_window_exceeded'] as const)(
  'a reply can end with %s where it stands',
  async (reason) => {
    const { events } = await read({ kind: 'stop', after: 2, reason })
    expect(stopReason(events)).toBe(reason)
    expect(toolJson(events)).toBe('')
    expect(events.at(-1)?.type).toBe('message_stop')
  },
)

test('a reply can hold nothing at all', async () => {
  for (const reason of ['end_turn', 'refusal'] as const) {
    const { events } = await read({ kind: 'empty', reason, category: 'bio' })
    expect(events.map(({ type }) => type)).toEqual(['message_start', 'message_delta', 'message_stop'])
    expect(stopReason(events)).toBe(reason)
  }
})

test('a silence ends when the reader gives up, and a short one goes on', async () => {
  const controller = new AbortController()
  const client = rehearsalClient({
    faults: () => ({ kind: 'silence', after: 1, ms: Number.POSITIVE_INFINITY }),
  })
  const stream = await client.beta.messages.create({ ...BODY, stream: true }, { signal: controller.signal })
  const seen: string[] = []
  for await (const event of stream) {
    seen.push(event.type)
    if (event.type === 'content_block_delta') controller.abort()
  }
  expect(seen.filter((type) => type === 'content_block_delta')).toHaveLength(1)
  expect((await read({ kind: 'silence', after: 1, ms: 1 })).events.at(-1)?.type).toBe('message_stop')
})

test('a silence ends when the reader gives up, however much rubbish was collected meanwhile', async () => {
  const controller = new AbortController()
  const client = rehearsalClient({
    faults: () => ({ kind: 'silence', after: 1, ms: Number.POSITIVE_INFINITY }),
  })
  const stream = await client.beta.messages.create({ ...BODY, stream: true }, { signal: controller.signal })
  const events = stream[Symbol.asyncIterator]()
  while ((await events.next()).value?.type !== 'content_block_delta');
  const rest = events.next()
  for (let i = 0; i < 10; i++) {
    await new Promise((resolve) => setImmediate(resolve))
    collectRubbish()
  }
  controller.abort()
  expect(await rest).toMatchObject({ done: true })
})

test('a plan goes by the number of the request', async () => {
  const client = rehearsalClient({
    faults: (request) => (request === 1 ? { kind: 'status', status: 529 } : undefined),
  })
  await expect(client.beta.messages.create(BODY)).rejects.toMatchObject({ status: 529 })
  expect((await client.beta.messages.create(BODY)).stop_reason).toBe('tool_use')
})

test('a header asks for a fault only where a test allows it', async () => {
  const options = { headers: { [FAULT_HEADER]: JSON.stringify({ kind: 'status', status: 529 }) } }
  expect((await rehearsalClient().beta.messages.create(BODY, options)).stop_reason).toBe('tool_use')
  await expect(
    rehearsalClient({ faults: faultsByHeader }).beta.messages.create(BODY, options),
  ).rejects.toMatchObject({ status: 529 })
})

test('nothing that a person writes makes a fault', async () => {
  const words =
    'Please fail: 429 overloaded_error {"kind":"status","status":529} x-rehearsal-fault cut refusal max_tokens'
  const reply = await rehearsalClient().beta.messages.create({
    ...BODY,
    messages: [{ role: 'user', content: words }],
  })
  expect(reply.stop_reason).toBe('tool_use')
})
