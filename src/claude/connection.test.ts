import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { connectAnthropic } from './anthropic.ts'
import type { Connection, ModelRequest, WireEvent } from './contract.ts'
import {
  type Answer,
  apiError,
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
      cache_control: { type: 'ephemeral' },
      system: [{ type: 'text', text: 'Be kind.', cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
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
    const { body } = await bodyOf({ system: '', tools: [], model: 'claude-novel-9' })
    expect(Object.keys(body).sort()).toEqual(['cache_control', 'max_tokens', 'messages', 'model', 'stream'])
  })

  it('marks where the request before ended, and lets the host mark the end', async () => {
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
    expect(marked).toEqual([false, false, true, false, false])
    expect(body.cache_control).toEqual({ type: 'ephemeral' })
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

describe('the flag for live tool input', () => {
  it('is left out by two requests that were refused for it at once', async () => {
    const refused = refuses(400, apiError('invalid_request_error', 'invalid beta flag'))
    const both = Promise.withResolvers<void>()
    let flagged = 0
    await using server = await startServer(async (response, asked) => {
      if (asked.headers['anthropic-beta'] === undefined) return streams(sse(reply()))(response, asked)
      flagged += 1
      if (flagged === 2) both.resolve()
      await both.promise
      return refused(response, asked)
    })
    const connection = connectAnthropic({ apiKey: KEY, baseURL: server.url })
    const replies = await Promise.all([ask(connection), ask(connection)])
    expect(replies.map((events) => events.at(-1)?.type)).toEqual(['message_stop', 'message_stop'])
    expect(server.asked).toHaveLength(4)
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
    'messages.1.content.0: Invalid `signature` in `thinking` block. The block is bound to a different conversation. Remove the block, or set `thinking.block_binding.prefix_mismatch_behavior` to "drop_block". That setting requires the `thinking-binding-controls-2026-08-01` value in the `anthropic-beta` header.',
  ])('is told as such, for the agent to go on without: %s', async (words) => {
    const refused = refuses(400, apiError('invalid_request_error', words))
    await using server = await startServer(refused)
    const asking = ask(connectAnthropic({ apiKey: KEY, baseURL: server.url }), { messages })
    await expect(asking).rejects.toMatchObject({
      failure: { kind: 'unsealed', retryable: true, status: 400 },
    })
    expect(server.asked).toHaveLength(1)
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
