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
