import { describe, expect, it } from 'vitest'
import { connectAnthropic } from './anthropic.ts'
import { type Connection, HostError, type ModelRequest } from './contract.ts'
import {
  type Answer,
  apiError,
  breaksAfter,
  refuses,
  reply,
  sse,
  startServer,
  streams,
} from './server-for-tests.ts'

const KEY = 'sk-ant-api03-canary-canary-canary'
const request: ModelRequest = {
  model: 'claude-sonnet-5-5',
  system: '',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
  tools: [],
}

function ask(connection: Connection) {
  return Array.fromAsync(connection.stream(request, new AbortController().signal))
}

async function failureOf(answer: Answer) {
  await using server = await startServer(answer)
  const error = await ask(connectAnthropic({ apiKey: KEY, baseURL: server.url })).catch((e: unknown) => e)
  if (!(error instanceof HostError)) throw new Error(`Expected a HostError, got ${String(error)}`)
  expect(server.asked).toHaveLength(1)
  return error.failure
}

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
    [404, 'not_found_error', 'model: claude-none', 'model_unavailable', false],
    [404, 'not_found_error', 'Not Found', 'not_found', false],
    [429, 'rate_limit_error', 'You have reached your specified API usage limits', 'billing', false],
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
