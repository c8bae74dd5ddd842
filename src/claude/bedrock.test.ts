import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectBedrock } from './bedrock.ts'
import { type Connection, HostError, type ModelRequest, type WireEvent } from './contract.ts'
import { chunk, errorFrame, exception, framed } from './event-stream-for-tests.ts'
import { type Answer, apiError, refuses, reply, sse, startServer, streams } from './server-for-tests.ts'

const PROFILE = 'global.anthropic.claude-sonnet-4-6'
const NEWEST = 'anthropic.claude-sonnet-5-5'
const request: ModelRequest = {
  model: PROFILE,
  system: 'Be kind.',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
  tools: [{ type: 'memory_20250818', name: 'memory' }],
  contextManagement: { edits: [{ type: 'clear_tool_uses_20250919' }] },
}
const never = new AbortController().signal
const whole = reply('Grüße')

// The AWS clients look for credentials in the process itself, wherever the region came from.
beforeEach(() => {
  for (const name of ['AWS_BEARER_TOKEN_BEDROCK', 'AWS_PROFILE', 'AWS_REGION']) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATESTTESTTEST')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_SESSION_TOKEN', 'canary-token')
})
afterEach(() => void vi.unstubAllEnvs())

async function ask(connection: Connection, change: Partial<ModelRequest> = {}) {
  const events: WireEvent[] = []
  for await (const event of connection.stream({ ...request, ...change }, never)) events.push(event)
  return events
}

async function failureOf(answer: Answer, change: Partial<ModelRequest> = {}) {
  await using server = await startServer(answer)
  const connection = connectBedrock({ region: 'us-west-2', baseURL: server.url })
  const error = await ask(connection, change).catch((e: unknown) => e)
  if (!(error instanceof HostError)) throw new Error(`Expected a HostError, got ${String(error)}`)
  expect(server.asked).toHaveLength(1)
  return error.failure
}

describe('InvokeModel', () => {
  it('gets profiles, signed, with the betas in the body', async () => {
    await using server = await startServer(framed(whole.map(chunk)))
    await ask(connectBedrock({ region: 'us-west-2', baseURL: server.url }))
    const { path, headers, body } = server.asked[0]!
    expect(path).toBe(`/model/${PROFILE}/invoke-with-response-stream`)
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIATESTTESTTEST\/\d{8}\/us-west-2\/bedrock\/aws4_request/,
    )
    expect(body).toMatchObject({
      anthropic_version: expect.any(String),
      anthropic_beta: ['context-management-2025-06-27', 'fine-grained-tool-streaming-2025-05-14'],
      context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] },
      max_tokens: 32_000,
      tools: [{ type: 'memory_20250818', name: 'memory', cache_control: { type: 'ephemeral' } }],
    })
    expect(body).not.toHaveProperty('model')
    expect(body).not.toHaveProperty('stream')
  })

  it.each([1, 7, 64, 100_000])(
    'gives every event of a stream that comes in pieces of %i bytes',
    async (size) => {
      await using server = await startServer(framed(whole.map(chunk), { size }))
      const events = await ask(connectBedrock({ region: 'us-west-2', baseURL: server.url }))
      expect(events).toEqual(whole.filter(({ type }) => type !== 'ping'))
    },
  )

  it.each([
    ['throttlingException', 'Too many tokens', 'rate_limited', true],
    ['serviceUnavailableException', 'Bedrock is unable to process your request.', 'busy', true],
    ['modelTimeoutException', 'The model took too long', 'timeout', true],
    ['internalServerException', 'Unexpected', 'server', true],
    ['modelStreamErrorException', 'The model broke', 'server', true],
    ['validationException', 'Input is too long for requested model.', 'context_full', false],
    ['validationException', 'messages: roles must alternate', 'bad_request', false],
  ])('tells a %s in the middle (%s) as %s', async (name, message, kind, retryable) => {
    const failure = await failureOf(framed([...whole.slice(0, 4).map(chunk), exception(name, message)]))
    expect(failure).toMatchObject({ kind, retryable })
    expect(failure.message).toMatch(/^Amazon Bedrock /)
  })

  it('tells an error frame that its model of errors does not know', async () => {
    const failure = await failureOf(framed([chunk(whole[0]), errorFrame('ThrottlingException', 'Slow down')]))
    expect(failure).toMatchObject({ kind: 'rate_limited', retryable: true })
  })

  it('is a failure to be repeated when the line breaks or a frame is damaged', async () => {
    const broken = await failureOf(framed(whole.slice(0, 3).map(chunk), { breaks: true }))
    expect(broken).toMatchObject({ kind: 'network', retryable: true })
    const damaged = chunk(whole[1])
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 0xff
    expect(await failureOf(framed([chunk(whole[0]), damaged]))).toMatchObject({
      kind: 'network',
      retryable: true,
    })
  })

  it.each([
    [
      403,
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      'credentials',
    ],
    [403, 'ExpiredTokenException', 'expired: canary-token', 'credentials'],
    [
      403,
      'InvalidSignatureException',
      'The Canonical String was x-amz-security-token:canary-token',
      'credentials',
    ],
    [
      403,
      'AccessDeniedException',
      "You don't have access to the model with the specified model ID.",
      'model_unavailable',
    ],
    [
      403,
      'AccessDeniedException',
      'User: arn:aws:iam::123456789012:user/canary is not authorized to perform: bedrock:InvokeModel',
      'forbidden',
    ],
    [403, 'InvalidSignatureException', 'Signature expired: 20261129T080000Z is now earlier than', 'clock'],
    [403, 'InvalidSignatureException', 'Signature not yet current: 20261129T080000Z', 'clock'],
    [400, 'ServiceQuotaExceededException', 'Too many tokens per day', 'rate_limited'],
    [
      400,
      'ValidationException',
      'Invocation of model ID anthropic.x with on-demand throughput isn’t supported. Retry with an inference profile',
      'model_unavailable',
    ],
    [
      404,
      'ResourceNotFoundException',
      'This model version has reached the end of its life.',
      'model_unavailable',
    ],
    [400, 'ValidationException', 'The provided model identifier is invalid.', 'model_unavailable'],
    [400, 'ValidationException', 'Malformed input request', 'bad_request'],
    [404, 'ResourceNotFoundException', 'Could not resolve the foundation model', 'model_unavailable'],
    [424, 'ModelErrorException', 'The model broke', 'server'],
    [429, 'ThrottlingException', 'Too many requests', 'rate_limited'],
    [429, 'ModelNotReadyException', 'The model is not ready', 'busy'],
    [503, 'ServiceUnavailableException', 'Later', 'busy'],
  ])('tells %i %s (%s) as %s', async (status, name, message, kind) => {
    const headers = { 'x-amzn-errortype': `${name}:http://internal.amazon.com/coral/` }
    const failure = await failureOf(refuses(status, { message }, headers))
    expect(failure).toMatchObject({ kind, status })
    expect(failure.message).not.toMatch(/canary|123456789012/)
  })

  it("quotes the host's own words where they help", async () => {
    const { message } = await failureOf(
      refuses(400, { message: 'The provided model identifier is invalid.' }),
    )
    expect(message).toBe(
      'Amazon Bedrock does not offer this model to us: The provided model identifier is invalid.',
    )
  })
})

describe('Mantle', () => {
  it('gets the newest models, signed for its own service, with the betas in the header', async () => {
    await using server = await startServer(streams(sse(whole)))
    const connection = connectBedrock({ region: 'us-west-2', baseURL: server.url })
    const events = await ask(connection, { model: NEWEST })
    const { path, headers, body } = server.asked[0]!
    expect(events.at(-1)?.type).toBe('message_stop')
    expect(path).toBe('/v1/messages')
    expect(headers.authorization).toMatch(/\/us-west-2\/bedrock-mantle\/aws4_request/)
    expect(headers['anthropic-beta']).toContain('context-management-2025-06-27')
    expect(body).toMatchObject({ model: NEWEST, thinking: { type: 'adaptive', display: 'summarized' } })
  })

  it('tells errors in the words of the Claude API', async () => {
    const failure = await failureOf(refuses(529, apiError('overloaded_error', 'Overloaded')), {
      model: NEWEST,
    })
    expect(failure).toMatchObject({ kind: 'busy', retryable: true, message: 'Amazon Bedrock is busy.' })
  })
})

describe('credentials', () => {
  it('are a bearer token when one is given, and never one that only lies in the environment', async () => {
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'another-canary')
    await using server = await startServer(framed(whole.map(chunk)), streams(sse(whole)))
    const connection = connectBedrock({
      region: 'us-west-2',
      baseURL: server.url,
      bearerToken: 'bedrock-api-key-canary',
    })
    await ask(connection)
    await ask(connection, { model: NEWEST })
    const sent = server.asked.map(({ headers }) => headers.authorization)
    expect(sent).toEqual(['Bearer bedrock-api-key-canary', 'Bearer bedrock-api-key-canary'])
    await ask(connectBedrock({ region: 'us-west-2', baseURL: server.url }), { model: NEWEST })
    expect(server.asked.at(-1)?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 /)
  })

  it('that cannot be had are a failure in words, and nothing is sent', async () => {
    await using server = await startServer()
    const connection = connectBedrock({
      region: 'us-west-2',
      profile: 'nobody-has-this',
      baseURL: server.url,
    })
    await expect(ask(connection, { model: NEWEST })).rejects.toMatchObject({
      failure: { kind: 'credentials', retryable: false },
    })
    expect(server.asked).toEqual([])
  })
})

describe('the models of Bedrock', () => {
  it('are our own table, the default first, and cost what they cost', async () => {
    const connection = connectBedrock({ region: 'us-west-2' })
    const models = await connection.models()
    expect(models[0]).toMatchObject({ id: NEWEST, name: 'Claude Sonnet 5.5' })
    expect(connection.defaultModel).toBe(NEWEST)
    for (const { id } of models) {
      expect(connection.cost(id, { input: 1000, output: 0, cacheRead: 0, cacheWrite: 0 })).toBeGreaterThan(0)
    }
  })
})
