import Anthropic from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { rehearsalClient } from '../../test/rehearsal-table.ts'
import { createRehearsal } from './rehearsal.ts'

type Body = Anthropic.Beta.MessageCreateParamsNonStreaming

const MEMORY = { type: 'memory_20250818', name: 'memory' } as const

function ask(text: string, more: Partial<Body> = {}): Body {
  return {
    model: 'rehearsal-1',
    max_tokens: 1_000,
    messages: [{ role: 'user', content: text }],
    tools: [MEMORY],
    ...more,
  }
}

test('answers with a message as the API shapes it', async () => {
  const { data, response } = await rehearsalClient().beta.messages.create(ask('Hello')).withResponse()
  expect(data).toMatchObject({
    type: 'message',
    role: 'assistant',
    model: 'rehearsal-1',
    stop_reason: 'tool_use',
    stop_sequence: null,
  })
  expect(data.content.map((block) => block.type)).toEqual(['text', 'tool_use'])
  expect(data.usage.input_tokens).toBeGreaterThan(400)
  expect(data.usage.output_tokens).toBeGreaterThan(10)
  expect(response.headers.get('request-id')).toMatch(/^req_/)
})

test('streams the documented events: pings, small pieces, usage at start and end', async () => {
  const events: Anthropic.Beta.BetaRawMessageStreamEvent[] = []
  for await (const event of await rehearsalClient().beta.messages.create({ ...ask('Hello'), stream: true }))
    events.push(event)
  expect(events[0]).toMatchObject({
    type: 'message_start',
    message: { content: [], stop_reason: null, usage: { output_tokens: 1 } },
  })
  expect(events.at(-1)?.type).toBe('message_stop')
  expect(events.at(-2)).toMatchObject({ type: 'message_delta', delta: { stop_reason: 'tool_use' } })
  const json = events.flatMap((event) =>
    event.type === 'content_block_delta' && event.delta.type === 'input_json_delta'
      ? [event.delta.partial_json]
      : [],
  )
  expect(json[0]).toBe('')
  expect(JSON.parse(json.join(''))).toEqual({ command: 'view', path: '/memories' })
  for (const piece of json.slice(1, -1)) expect(piece.length).toBeGreaterThanOrEqual(3)
  for (const piece of json) expect(piece.length).toBeLessThanOrEqual(13)
})

test('sends a ping, and an event name before each data line', async () => {
  const handler = createRehearsal({ pace: () => 0, now: () => new Date(0) })
  const request = new Request('http://x/v1/messages?beta=true', {
    method: 'POST',
    headers: { authorization: 'Bearer k', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({ ...ask('Hello'), stream: true }),
  })
  const response = await handler(request)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const text = await response.text()
  expect(text).toContain('event: ping\ndata: {"type":"ping"}\n\n')
  for (const block of text.trimEnd().split('\n\n'))
    expect(block).toMatch(/^event: (\w+)\ndata: \{"type":"\1"/)
})

test('the SDK’s stream helper ends with the same message as without streaming', async () => {
  const client = rehearsalClient()
  const plain = await client.beta.messages.create(
    ask('I am Ada. Our customer is Globex GmbH, budget is $1M.'),
  )
  const streamed = await client.beta.messages
    .stream(ask('I am Ada. Our customer is Globex GmbH, budget is $1M.'))
    .finalMessage()
  expect(
    streamed.content.map((block) => ('input' in block ? block.input : 'text' in block ? block.text : block)),
  ).toEqual(
    plain.content.map((block) => ('input' in block ? block.input : 'text' in block ? block.text : block)),
  )
  expect(streamed.usage.output_tokens).toBe(plain.usage.output_tokens)
})

test('lists its models, newest first, with what they can do, and finds each by id', async () => {
  const client = rehearsalClient()
  const models = []
  for await (const model of client.beta.models.list()) models.push(model)
  expect(models.map((model) => [model.id, model.lifecycle, model.max_input_tokens])).toEqual([
    ['rehearsal-1', 'active', 200_000],
    ['rehearsal-small', 'deprecated', 20_000],
  ])
  const [one, small] = models.map((model) => model.capabilities)
  expect(one?.thinking.types).toEqual({
    adaptive: { supported: true },
    between_tools: { supported: true },
    disabled: { supported: true },
    enabled: { supported: false },
  })
  expect([one?.effort.supported, one?.compaction?.summarize.supported]).toEqual([true, true])
  expect([one?.context_management.compact_20260112?.supported, small?.compaction?.supported]).toEqual([
    true,
    false,
  ])
  expect([small?.thinking.supported, small?.effort.supported, small?.context_management.supported]).toEqual([
    false,
    false,
    false,
  ])
  const found = await client.beta.models.retrieve('rehearsal-small')
  expect([found.deprecated_at, found.retires_at]).toEqual(['2026-11-01T00:00:00Z', '2027-06-30T00:00:00Z'])
  const active = await client.beta.models.list({ lifecycle: ['active'] })
  expect(active.data.map(({ id }) => id)).toEqual(['rehearsal-1'])
  await expect(client.models.retrieve('claude-sonnet-5-5')).rejects.toBeInstanceOf(Anthropic.NotFoundError)
})

test('a small model has no context editing, and a full context window ends its reply', async () => {
  const client = rehearsalClient()
  const small = (content: string, more: Partial<Body> = {}) =>
    client.beta.messages.create({ ...ask(content), model: 'rehearsal-small', ...more })
  const betas = ['context-management-2025-06-27']
  await expect(small('Hello', { betas, context_management: { edits: [] } })).rejects.toThrow(
    'does not support context management',
  )
  const used = (await small('Who are you?')).usage.input_tokens
  const word = 'word '
  const fill = (tokens: number) => `Who are you? ${word.repeat(Math.floor((tokens * 3.6) / word.length))}`
  const full = await small(fill(20_000 - used - 40))
  expect(full.stop_reason).toBe('model_context_window_exceeded')
  expect(full.usage.input_tokens + full.usage.output_tokens).toBeLessThanOrEqual(20_000)
  await expect(small(fill(20_500))).rejects.toThrow(/prompt is too long: \d+ tokens > 20000 maximum/)
})

test('the input of a custom tool comes in one piece when it shall not stream', async () => {
  const pieces = async (eager: boolean | undefined) => {
    let count = 0
    const tool = { name: 'memory', input_schema: { type: 'object' as const }, eager_input_streaming: eager }
    const stream = await rehearsalClient().beta.messages.create({
      ...ask('Hello', { tools: [tool] }),
      stream: true,
    })
    for await (const event of stream)
      if (event.type === 'content_block_delta' && event.delta.type === 'input_json_delta') count += 1
    return count
  }
  expect(await pieces(true)).toBeGreaterThan(4)
  expect(await pieces(undefined)).toBeGreaterThan(4)
  expect(await pieces(false)).toBe(2)
  const typed = { ...MEMORY, eager_input_streaming: true }
  await expect(rehearsalClient().beta.messages.create(ask('Hello', { tools: [typed] }))).rejects.toThrow(
    'memory_20250818.eager_input_streaming: Extra inputs are not permitted',
  )
})

test('counts tokens as usage does', async () => {
  const client = rehearsalClient()
  const body = ask('Hello there')
  const { input_tokens: counted } = await client.messages.countTokens({
    model: body.model,
    messages: [{ role: 'user', content: 'Hello there' }],
    tools: [MEMORY],
  })
  expect((await client.beta.messages.create(body)).usage.input_tokens).toBe(counted)
})

test('works with a custom tool named memory', async () => {
  const reply = await rehearsalClient().beta.messages.create(
    ask('Hello', {
      tools: [{ name: 'memory', description: 'm', input_schema: { type: 'object', properties: {} } }],
    }),
  )
  expect(reply.content.at(-1)).toMatchObject({
    type: 'tool_use',
    name: 'memory',
    input: { command: 'view', path: '/memories' },
  })
})

test('answers without a memory tool, and says so', async () => {
  const reply = await rehearsalClient().beta.messages.create(
    ask('Our customer is Globex GmbH, budget is $1M.', { tools: [] }),
  )
  expect(reply.stop_reason).toBe('end_turn')
  expect(reply.content).toHaveLength(1)
  expect(JSON.stringify(reply.content)).toContain('gives me no memory tool')
})

test('keeps to max_tokens, stop sequences, tool_choice and one call at a time', async () => {
  const client = rehearsalClient()
  const cut = await client.beta.messages.create(ask('Who are you?', { max_tokens: 20 }))
  expect(cut.stop_reason).toBe('max_tokens')
  expect(cut.usage.output_tokens).toBeLessThanOrEqual(20)
  const stopped = await client.beta.messages.create(ask('Who are you?', { stop_sequences: ['Claude'] }))
  expect([stopped.stop_reason, stopped.stop_sequence]).toEqual(['stop_sequence', 'Claude'])
  const none = await client.beta.messages.create(ask('Hello', { tool_choice: { type: 'none' } }))
  expect(none.stop_reason).toBe('end_turn')
  const any = await client.beta.messages.create(ask('Who are you?', { tool_choice: { type: 'any' } }))
  expect(any.stop_reason).toBe('tool_use')
})

test('an abort ends the stream at once', async () => {
  const client = rehearsalClient({ pace: 60_000 })
  const controller = new AbortController()
  const stream = await client.beta.messages.create(
    { ...ask('Hello'), stream: true },
    { signal: controller.signal },
  )
  const seen: string[] = []
  for await (const event of stream) {
    seen.push(event.type)
    if (event.type === 'content_block_start') controller.abort()
  }
  expect(seen).toEqual(['message_start', 'content_block_start'])
})

test('answers a conversation of thousands of messages', async () => {
  const messages: Anthropic.Beta.BetaMessageParam[] = []
  for (let turn = 0; turn < 2_500; turn++) {
    messages.push({ role: 'user', content: `Hello ${turn}` }, { role: 'assistant', content: `Hello ${turn}` })
  }
  messages.push({ role: 'user', content: 'Thanks' })
  const reply = await rehearsalClient().beta.messages.create(ask('', { messages }))
  expect(reply.stop_reason).toBe('end_turn')
})
