import { APIConnectionError, APIError } from '@anthropic-ai/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostError } from './failure.ts'
import { withoutSecrets } from './secrets.ts'

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
const mixed = (length: number) =>
  fc
    .string({
      unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'),
      minLength: length,
      maxLength: length,
    })
    .map((text) => `${text}aA1`)

/** What must never be told, as it looks at each host. */
const SECRETS = fc.oneof(
  mixed(60).map((tail) => `sk-ant-api03-${tail}`),
  mixed(16).map((tail) => `AKIA${tail}`),
  mixed(40),
  mixed(60).map((tail) => `ya29.a0${tail}`),
  mixed(36).map((tail) => `AIza${tail}`),
  fc.tuple(mixed(20), mixed(40), mixed(30)).map((parts) => `eyJ${parts.join('.')}`),
  hex(32),
  fc.constant('arn:aws:iam::123456789012:user/somebody'),
  fc.constant('123456789012'),
  fc.uuid(),
  fc.constant('robot@my-project.iam.gserviceaccount.com'),
)

const AROUND = fc.constantFrom(
  (secret: string) => `The key ${secret} is wrong`,
  (secret: string) => `Authorization: Bearer ${secret}, and more`,
  (secret: string) => `{"x-api-key": "${secret}"}`,
  (secret: string) => `x-amz-security-token:${secret}\nhost:here`,
  (secret: string) => `model: ${secret}`,
  (secret: string) => `context_management: ${secret} Extra inputs are not permitted`,
  (secret: string) => `(${secret})`,
)

const bodyAround = (words: string) =>
  fc.constantFrom<unknown>(
    { type: 'error', error: { type: 'invalid_request_error', message: words } },
    { error: { code: 400, message: words, status: 'INVALID_ARGUMENT' } },
    [{ error: { code: 403, message: words } }],
    { error: { code: 'DeploymentNotFound', message: words } },
    { message: words },
    { Message: words },
    { error: words },
    { detail: words },
    words,
  )

describe('the words for a failure', () => {
  it('never hold a secret, whatever the host writes and wherever', () => {
    const cases = fc
      .tuple(
        SECRETS,
        AROUND,
        fc.constantFrom(undefined, 400, 401, 403, 404, 409, 413, 422, 429, 500, 503, 529),
      )
      .chain(([secret, around, status]) =>
        bodyAround(around(secret)).map((body) => ({ secret, body, status })),
      )
    fc.assert(
      fc.property(cases, ({ secret, body, status }) => {
        const headers = new Headers({
          'x-secret': secret.replace(/[^\x20-\x7e]/g, ''),
          'request-id': `not an id: ${secret}`,
        })
        const { failure } = hostError(new APIError(status, body as object, undefined, headers), 'The host')
        expect(JSON.stringify(failure)).not.toContain(secret)
        expect(failure.message).toMatch(/^The host .*\.$/s)
      }),
      { numRuns: 500 },
    )
  })

  it('are found for whatever is thrown', () => {
    const thrown = fc.oneof(
      fc.anything(),
      fc.anything().map((cause) => new Error('x', { cause })),
      fc.anything().map((cause) => new APIConnectionError({ message: 'm', cause: cause as Error })),
      fc
        .tuple(fc.option(fc.integer({ min: 100, max: 599 }), { nil: undefined }), fc.anything())
        .map(([status, body]) => APIError.generate(status, body as object, 'm', new Headers())),
    )
    fc.assert(
      fc.property(thrown, (error) => {
        const { failure } = hostError(error, 'The host')
        expect(failure.message.startsWith('The host ')).toBe(true)
        expect(typeof failure.retryable).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    'The model `claude-haiku-4-5-20251001` does not exist',
    'global.anthropic.claude-haiku-4-5-20251001-v1:0 is not available',
    'Unexpected value(s) `thinking-binding-controls-2026-08-01` for the `anthropic-beta` header',
    'max_tokens: 200000 > 64000, which is the maximum allowed',
  ])('keep what people need: %s', (words) => {
    expect(withoutSecrets(words)).toBe(words)
  })
})
