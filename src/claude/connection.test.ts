import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { connectAnthropic } from './anthropic.ts'
import { type Connection, HostError, type ModelRequest, type WireEvent } from './contract.ts'
import {
  type Answer,
  apiError,
  breaksAfter,
  fallsSilentAfter,
  refuses,
  reply,
  sse,
  startServer,
  streams,
} from './server-for-tests.ts'

const KEY = 'sk-ant-api03-canary-canary-canary'
const request: ModelRequest = {
  model: 'claude-sonnet-5-5',
  system: 'Be kind.',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
  tools: [{ type: 'memory_20250818', name: 'memory' }],
}
const never = new AbortController().signal

async function ask(connection: Connection, change: Partial<ModelRequest> = {}, signal = never) {
  const events: WireEvent[] = []
  for await (const event of connection.stream({ ...request, ...change }, signal)) events.push(event)
  return events
}

async function failureOf(answer: Answer) {
  await using server = await startServer(answer)
  const error = await ask(connectAnthropic({ apiKey: KEY, baseURL: server.url })).catch((e: unknown) => e)
  if (!(error instanceof HostError)) throw new Error(`Expected a HostError, got ${String(error)}`)
  expect(server.asked).toHaveLength(1)
  return error.failure
}

async function bodyOf(change: Partial<ModelRequest>) {
  await using server = await startServer(streams(sse(reply())))
  await ask(connectAnthropic({ apiKey: KEY, baseURL: server.url }), change)
  return server.asked[0]!
}

describe('a request to the Claude API', () => {
  it('asks for live tool input, adaptive thinking with a summary, and three cache marks', async () => {
    const { path, headers, body } = await bodyOf({})
    expect(path).toBe('/v1/messages')
    expect(headers.authorization).toBe(`Bearer ${KEY}`)
    expect(headers['anthropic-beta']).toBe('fine-grained-tool-streaming-2025-05-14')
    expect(body).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 32_000,
      stream: true,
      system: [{ type: 'text', text: 'Be kind.', cache_control: { type: 'ephemeral' } }],
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Hello', cache_control: { type: 'ephemeral' } }] },
      ],
      tools: [{ type: 'memory_20250818', name: 'memory', cache_control: { type: 'ephemeral' } }],
      thinking: { type: 'adaptive', display: 'summarized' },
    })
  })

  it('sends context editing with its beta only when it is on', async () => {
    const contextManagement = { edits: [{ type: 'clear_tool_uses_20250919' as const }] }
    const { headers, body } = await bodyOf({ contextManagement })
    expect(headers['anthropic-beta']).toBe(
      'context-management-2025-06-27,fine-grained-tool-streaming-2025-05-14',
    )
    expect(body.context_management).toEqual(contextManagement)
  })

  it('leaves out an empty system prompt, absent tools, and thinking that the model does not have', async () => {
    const { body } = await bodyOf({ system: '', tools: [], model: 'claude-sonnet-4-5-20250929' })
    expect(Object.keys(body).sort()).toEqual(['max_tokens', 'messages', 'model', 'stream'])
  })

  it('moves the marks of the conversation to where this request and the one before it end', async () => {
    const text = (role: 'user' | 'assistant', words: string) =>
      ({ role, content: [{ type: 'text' as const, text: words }] }) as const
    const { body } = await bodyOf({
      messages: [
        text('user', 'a'),
        text('assistant', 'b'),
        text('user', 'c'),
        text('assistant', 'd'),
        text('user', 'e'),
      ],
    })
    const marked = body.messages.map(
      (message: { content: object[] }) => 'cache_control' in message.content[0]!,
    )
    expect(marked).toEqual([false, false, true, false, true])
  })

  it('goes without the flag for live tool input from then on when the host refuses it', async () => {
    const refused = refuses(400, apiError('invalid_request_error', 'invalid beta flag'))
    await using server = await startServer(refused, streams(sse(reply())))
    const connection = connectAnthropic({ apiKey: KEY, baseURL: server.url })
    expect(await ask(connection)).toHaveLength(6)
    await ask(connection)
    expect(server.asked.map(({ headers }) => headers['anthropic-beta'])).toEqual([
      'fine-grained-tool-streaming-2025-05-14',
      undefined,
      undefined,
    ])
  })
})

describe('thinking of another conversation, model or account', () => {
  const messages: ModelRequest['messages'] = [
    { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Hm.', signature: 'sig' },
        { type: 'text', text: 'Hello.' },
      ],
    },
    { role: 'user', content: [{ type: 'text', text: 'And now?' }] },
  ]

  it.each([
    'Invalid signature in thinking block. The block is bound to a different conversation',
    'messages.1.content.0: Invalid `signature` in `thinking` block',
  ])('is left out when the host refuses it: %s', async (words) => {
    const refused = refuses(400, apiError('invalid_request_error', words))
    await using server = await startServer(refused, streams(sse(reply())))
    await ask(connectAnthropic({ apiKey: KEY, baseURL: server.url }), { messages })
    const types = server.asked.map(({ body }) =>
      body.messages[1].content.map(({ type }: { type: string }) => type),
    )
    expect(types).toEqual([['thinking', 'text'], ['text']])
  })

  it('is no reason to ask again when there is none', async () => {
    const refused = refuses(400, apiError('invalid_request_error', 'Invalid `signature` in `thinking` block'))
    await using server = await startServer(refused)
    const asking = ask(connectAnthropic({ apiKey: KEY, baseURL: server.url }))
    await expect(asking).rejects.toMatchObject({ failure: { kind: 'bad_request' } })
    expect(server.asked).toHaveLength(1)
  })
})

describe('a stream', () => {
  const whole = sse(reply('Grüße aus Köln 🎉'))
  const textOf = (events: readonly WireEvent[]) =>
    events
      .flatMap((e) => (e.type === 'content_block_delta' && e.delta.type === 'text_delta' ? e.delta.text : []))
      .join('')

  it.each([
    ['one byte at a time', [...Buffer.from(whole)].map((byte) => Buffer.from([byte]))],
    ['with CRLF line ends split between chunks', whole.split('\n').flatMap((line) => [`${line}\r`, '\n'])],
    [
      'with comments and events that nobody knows',
      [': hello\n\n', 'event: sparkle\ndata: {"type":"sparkle"}\n\n', whole],
    ],
  ])('arrives whole %s', async (_, pieces) => {
    await using server = await startServer(streams(...pieces))
    const events = await ask(connectAnthropic({ apiKey: KEY, baseURL: server.url }))
    expect(textOf(events)).toBe('Grüße aus Köln 🎉')
    expect(events.at(-1)?.type).toBe('message_stop')
  })

  it('takes an event of ten megabytes', async () => {
    const text = 'x'.repeat(10_000_000)
    await using server = await startServer(streams(sse(reply(text))))
    expect(textOf(await ask(connectAnthropic({ apiKey: KEY, baseURL: server.url })))).toHaveLength(10_000_000)
  })

  it('has no message_stop when compressed bytes are cut, so that the agent can tell', async () => {
    const bytes = gzipSync(sse(reply()))
    await using server = await startServer((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' })
      response.end(bytes.subarray(0, bytes.length - 20))
    })
    const events = await ask(connectAnthropic({ apiKey: KEY, baseURL: server.url }))
    expect(events.map(({ type }) => type)).not.toContain('message_stop')
  })

  it('ends with the reason when it is aborted, before and in the middle of the reply', async () => {
    await using server = await startServer(fallsSilentAfter(sse(reply().slice(0, 4))))
    const connection = connectAnthropic({ apiKey: KEY, baseURL: server.url })
    const abort = new AbortController()
    const read = async () => {
      for await (const event of connection.stream(request, abort.signal)) {
        if (event.type === 'content_block_delta') abort.abort('stopped')
      }
    }
    await expect(read()).rejects.toBe('stopped')
    await expect(ask(connection, {}, abort.signal)).rejects.toBe('stopped')
  })

  it('closes the connection when the reader goes away', async () => {
    const closed = Promise.withResolvers<void>()
    await using server = await startServer(async (response, asked) => {
      response.on('close', closed.resolve)
      await fallsSilentAfter(sse(reply().slice(0, 4)))(response, asked)
    })
    for await (const _ of connectAnthropic({ apiKey: KEY, baseURL: server.url }).stream(request, never)) break
    await closed.promise
  })
})

describe('a failure in the middle of a stream', () => {
  const begun = sse(reply().slice(0, 4))
  const errorEvent = (type: string, message: string) =>
    `${begun}event: error\ndata: ${JSON.stringify(apiError(type, message))}\n\n`

  it.each([
    ['overloaded_error', 'Overloaded', 'busy', true],
    ['rate_limit_error', 'Slow down', 'rate_limited', true],
    ['api_error', 'Internal', 'server', true],
    ['timeout_error', 'Too slow', 'timeout', true],
    ['authentication_error', 'no', 'credentials', false],
    ['invalid_request_error', 'prompt is too long: 9 tokens', 'context_full', false],
    ['invalid_request_error', 'tools: no', 'bad_request', false],
  ])('of type %s (%s) is %s', async (type, message, kind, retryable) => {
    const failure = await failureOf(streams(errorEvent(type, message)))
    expect(failure).toMatchObject({ kind, retryable, requestId: 'req_1' })
    expect(failure.message).toMatch(/^The Claude API .*\.$/)
  })

  it.each(reply().map((event, i) => [event.type, i] as const))(
    'is a network failure when the line breaks after %s (%i)',
    async (_, i) => {
      const failure = await failureOf(breaksAfter(sse(reply().slice(0, i + 1)), 'event: content_bl'))
      expect(failure).toMatchObject({ kind: 'network', retryable: true })
    },
  )

  it('is a bad reply when an event is not JSON', async () => {
    const failure = await failureOf(streams(begun, 'event: content_block_delta\ndata: {"type":\n\n'))
    expect(failure).toMatchObject({ kind: 'bad_reply', retryable: true })
  })
})

describe('a refusal by status', () => {
  it.each([
    [400, 'invalid_request_error', 'max_tokens: too big', 'bad_request', false],
    [
      400,
      'invalid_request_error',
      'prompt is too long: 210000 tokens > 200000 maximum',
      'context_full',
      false,
    ],
    [400, 'invalid_request_error', 'Your credit balance is too low', 'billing', false],
    [401, 'authentication_error', 'invalid x-api-key', 'credentials', false],
    [402, 'billing_error', 'Pay', 'billing', false],
    [403, 'permission_error', 'Not for you', 'forbidden', false],
    [404, 'not_found_error', 'model: claude-none', 'not_found', false],
    [408, 'timeout_error', 'slow', 'timeout', true],
    [409, 'conflict_error', 'again', 'server', true],
    [413, 'request_too_large', 'big', 'too_large', false],
    [429, 'rate_limit_error', 'limit', 'rate_limited', true],
    [500, 'api_error', 'oops', 'server', true],
    [503, 'api_error', 'oops', 'busy', true],
    [504, 'timeout_error', 'slow', 'timeout', true],
    [529, 'overloaded_error', 'Overloaded', 'busy', true],
  ])('%i %s (%s) is %s', async (status, type, message, kind, retryable) => {
    const failure = await failureOf(refuses(status, apiError(type, message)))
    expect(failure).toMatchObject({ kind, retryable, status, requestId: 'req_1' })
  })

  it('waits as long as the host asks for, in each of the ways it can say so', async () => {
    const limited = apiError('rate_limit_error', 'limit')
    const waits = async (headers: Readonly<Record<string, string>>) =>
      (await failureOf(refuses(429, limited, headers))).retryAfter
    expect(await waits({ 'retry-after': '7' })).toBe(7_000)
    expect(await waits({ 'retry-after': '7', 'retry-after-ms': '250' })).toBe(250)
    const date = 'Mon, 23 Nov 2026 10:00:00 GMT'
    expect(await waits({ date, 'retry-after': 'Mon, 23 Nov 2026 10:00:09 GMT' })).toBe(9_000)
    expect(await waits({ 'retry-after': '99999999' })).toBe(3_600_000)
    expect(await waits({ 'retry-after': 'soon' })).toBeUndefined()
    expect(await waits({ 'retry-after': '-5' })).toBeUndefined()
    expect(await waits({})).toBeUndefined()
  })

  it('believes x-should-retry', async () => {
    const limited = apiError('rate_limit_error', 'spend limit')
    expect((await failureOf(refuses(429, limited, { 'x-should-retry': 'false' }))).retryable).toBe(false)
    const bad = apiError('invalid_request_error', 'odd')
    expect((await failureOf(refuses(400, bad, { 'x-should-retry': 'true' }))).retryable).toBe(true)
  })

  it('keeps a page of HTML to itself', async () => {
    const page = '<html><body><h1>502 Bad Gateway</h1>nginx</body></html>'
    const failure = await failureOf(refuses(502, page))
    expect(failure).toMatchObject({ kind: 'server', message: 'The Claude API had an error (502).' })
  })

  it('never repeats a key, whatever the host writes', async () => {
    const said = `key ${KEY} of AKIAIOSFODNN7EXAMPLE with Bearer abc.def and ${'A1b2'.repeat(20)} is bad`
    for (const status of [400, 401, 403, 404, 500]) {
      const { message } = await failureOf(refuses(status, apiError('odd', said)))
      for (const secret of ['canary', 'AKIA', 'abc.def', 'A1b2']) expect(message).not.toContain(secret)
    }
  })
})

describe('a host that cannot be reached', () => {
  it('is a network failure that names the code', async () => {
    const server = await startServer()
    await server[Symbol.asyncDispose]()
    const error = await ask(connectAnthropic({ apiKey: KEY, baseURL: server.url })).catch((e: unknown) => e)
    expect(error).toMatchObject({
      failure: {
        kind: 'network',
        retryable: true,
        message: 'The Claude API could not be reached (ECONNREFUSED).',
      },
    })
  })
})

describe('the list of models', () => {
  it('comes from the Models API, over its pages', async () => {
    const page = (ids: readonly string[], more: boolean): Answer =>
      refuses(200, {
        data: ids.map((id) => ({ type: 'model', id, display_name: id.toUpperCase() })),
        has_more: more,
        first_id: ids[0],
        last_id: ids.at(-1),
      })
    await using server = await startServer(page(['a', 'b'], true), page(['c'], false))
    const models = await connectAnthropic({ apiKey: KEY, baseURL: server.url }).models()
    expect(models.map(({ id, name }) => `${id} ${name}`)).toEqual(['a A', 'b B', 'c C'])
  })

  it('tells a wrong key', async () => {
    await using server = await startServer(
      refuses(401, apiError('authentication_error', 'invalid x-api-key')),
    )
    const models = connectAnthropic({ apiKey: KEY, baseURL: server.url }).models()
    await expect(models).rejects.toMatchObject({ failure: { kind: 'credentials', retryable: false } })
  })
})
