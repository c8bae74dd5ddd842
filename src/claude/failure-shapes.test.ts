/** Each host's own shape of an error, over the wire through its official client. */
import { describe, expect, it } from 'vitest'
import { llamaCpp, tooOld, vllm } from '../../test/hosts/local.ts'
import { googleError } from '../../test/hosts/vertex.ts'
import { ask, everything, open, WAYS } from '../../test/hosts/ways.ts'
import { type Answer, refuses, sse, streams } from './server-for-tests.ts'

const azure = (status: number, code: string, message: string) => refuses(status, { error: { code, message } })
const claude = (status: number, type: string, message: string, errorCode: string) =>
  refuses(status, { type: 'error', error: { type, message, details: { error_code: errorCode } } })

const MODEL = {
  anthropic: 'claude-opus-4-6',
  vertex: 'claude-haiku-4-5@20251001',
  foundry: 'my-own-name',
  ollama: 'qwen3',
} as const

async function failureAt(way: keyof typeof MODEL, answer: Answer) {
  const { host, connection } = await open(WAYS[way], answer)
  await using _ = host
  const error: unknown = await ask(connection, everything(connection, MODEL[way])).catch((e: unknown) => e)
  return error instanceof Error ? (Reflect.get(error, 'failure') as object) : null
}

describe('an error', () => {
  it.each<[keyof typeof MODEL, string, Answer, object]>([
    [
      'vertex',
      'no token',
      googleError(401, 'UNAUTHENTICATED', 'Expected OAuth 2 access token.'),
      { kind: 'credentials' },
    ],
    [
      'vertex',
      'no right',
      googleError(
        403,
        'PERMISSION_DENIED',
        "Permission denied on resource '//x/projects/my-secret-project/locations/y'",
      ),
      { kind: 'forbidden', message: expect.not.stringContaining('my-secret-project') },
    ],
    [
      'vertex',
      'no model',
      googleError(404, 'NOT_FOUND', 'Publisher Model `projects/p/x` was not found'),
      { kind: 'model_unavailable' },
    ],
    [
      'vertex',
      'a quota',
      googleError(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded'),
      { kind: 'rate_limited', retryable: true },
    ],
    [
      'vertex',
      'a list around it',
      refuses(503, [{ error: { code: 503, message: 'x', status: 'UNAVAILABLE' } }]),
      { kind: 'busy' },
    ],
    [
      'vertex',
      'a deadline',
      googleError(504, 'DEADLINE_EXCEEDED', 'x'),
      { kind: 'timeout', retryable: true },
    ],
    [
      'vertex',
      'a bad request',
      googleError(400, 'INVALID_ARGUMENT', 'Odd'),
      { kind: 'bad_request', retryable: false },
    ],
    [
      'foundry',
      'no key',
      azure(401, '401', 'Access denied due to invalid subscription key'),
      { kind: 'credentials' },
    ],
    ['foundry', 'no right', azure(403, 'PermissionDenied', 'The principal lacks it'), { kind: 'forbidden' }],
    [
      'foundry',
      'no deployment',
      azure(404, 'DeploymentNotFound', 'The API deployment for this resource does not exist.'),
      { kind: 'model_unavailable' },
    ],
    ['foundry', 'no address', azure(404, '404', 'Resource not found'), { kind: 'not_found' }],
    ['foundry', 'a limit', azure(429, 'RateLimitReached', 'Retry after 3 seconds'), { kind: 'rate_limited' }],
    [
      'anthropic',
      'a contract',
      claude(429, 'rate_limit_error', 'No.', 'contract_spend_limit_reached'),
      { kind: 'billing', retryable: false },
    ],
    [
      'anthropic',
      'a hold',
      claude(403, 'permission_error', 'On hold.', 'organization_on_hold'),
      { kind: 'forbidden' },
    ],
    [
      'anthropic',
      'a ramp',
      claude(429, 'rate_limit_error', 'Too fast.', 'ramp_limit_exceeded'),
      { kind: 'rate_limited', retryable: true },
    ],
    [
      'ollama',
      'words alone',
      refuses(400, { error: 'invalid model name' }),
      { kind: 'bad_request', message: 'The host refused the request: invalid model name.' },
    ],
    ['ollama', 'no such route', refuses(404, '404 page not found'), { kind: 'not_found' }],
    ['ollama', 'not this way', refuses(405, { detail: 'Method Not Allowed' }), { kind: 'not_found' }],
    [
      'ollama',
      'in the middle',
      streams(sse([{ type: 'error', error: { type: 'overloaded_error', message: 'x' } } as never])),
      { kind: 'busy' },
    ],
  ])('of %s (%s) is told for what it is', async (way, _, answer, expected) => {
    expect(await failureAt(way, answer)).toMatchObject(expected)
  })

  it.each([
    ['llama.cpp that loads', llamaCpp({ loading: true }), 'busy'],
    ['llama.cpp with a full context', llamaCpp({ contextSize: 10 }), 'context_full'],
    ['vLLM with a full context', vllm({ model: 'qwen3', maxModelLen: 50 }), 'context_full'],
    ['vLLM without the model', vllm({ model: 'other' }), 'model_unavailable'],
    ['vLLM with a key', vllm({ model: 'qwen3', key: 'k' }), 'credentials'],
    ['a server that speaks something else', tooOld(), 'not_found'],
  ])('of %s is told for what it is', async (_, dialect, kind) => {
    const { host, connection } = await open({ ...WAYS.ollama, dialect })
    await using __ = host
    const asking = ask(connection, everything(connection, 'qwen3'))
    await expect(asking).rejects.toMatchObject({ failure: { kind } })
  })

  it('about a retired model names the day and what takes its place', async () => {
    const gone = refuses(404, {
      type: 'error',
      error: { type: 'not_found_error', message: 'model: claude-opus-4-1' },
    })
    const { host: server, connection } = await open(WAYS.anthropic, gone)
    await using _ = server
    await expect(ask(connection, everything(connection, 'claude-opus-4-1'))).rejects.toMatchObject({
      failure: {
        kind: 'model_unavailable',
        message: expect.stringContaining(
          'retired on 2026-08-05. Its makers name claude-opus-4-8 in its place.',
        ),
      },
    })
  })
})
