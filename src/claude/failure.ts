/** Every way in which a request fails, put into the words of `Failure`. No header value, key or stack trace gets through. */
import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk'
import type { Failure } from '../agent/events.ts'
import { HostError } from './contract.ts'
import { awsName, credentialsMissing, hostWords, networkCode } from './host-words.ts'

type Kind = Failure['kind']
type More = Partial<Failure>

/** Turns whatever the SDK threw into a `HostError`; one that is already is handed back. */
export function hostError(error: unknown, host: string): HostError {
  return error instanceof HostError ? error : new HostError(failureOf(error, host), { cause: error })
}

function failureOf(error: unknown, host: string): Failure {
  if (credentialsMissing(error)) return sentence('credentials', host)
  if (error instanceof APIConnectionTimeoutError) return sentence('timeout', host)
  if (error instanceof APIConnectionError) return sentence('network', host, networkCode(error))
  if (error instanceof APIError)
    return error.status === undefined ? inStream(error, host) : fromStatus(error, host)
  if (error instanceof SyntaxError) return sentence('bad_reply', host)
  return {
    kind: 'network',
    message: `${host} ended the connection before the reply was complete${networkCode(error)}.`,
    retryable: true,
  }
}

/** What each kind means in words, and whether the same request may succeed later. */
const WORDS: Readonly<Record<Kind, readonly [what: string, retryable: boolean]>> = {
  busy: ['is busy', true],
  rate_limited: ['limits how much may be asked in a time', true],
  credentials: ['does not accept the credentials, or found none', false],
  billing: ['asks for payment: the account has no credit left', false],
  forbidden: ['does not allow this', false],
  not_found: ['does not know this model or address', false],
  too_large: ['refused the request because it is too large', false],
  context_full: ['cannot take more: the conversation fills the context window of the model', false],
  bad_request: ['refused the request', false],
  unsealed: ['no longer accepts the thinking of earlier replies', true],
  model_unavailable: ['does not offer this model to us', false],
  clock: ['finds that the clock of this machine is wrong', false],
  network: ['could not be reached', true],
  timeout: ['took too long to answer', true],
  server: ['had an error', true],
  bad_reply: ['sent a reply that could not be read', true],
  storage: ['could not store the answer', false],
}

function sentence(kind: Kind, host: string, detail = '', more: More = {}): Failure {
  const [what, retryable] = WORDS[kind]
  return { kind, message: `${host} ${what}${detail}.`, retryable, ...more }
}

/** Kinds whose message is the same whatever the host adds: its own words may quote what was sent, signature and all. */
const SILENT: ReadonlySet<Kind> = new Set(['credentials', 'busy', 'rate_limited', 'timeout', 'context_full'])

/** After HTTP 200 there is no status: the error's type stands in the event. On Bedrock it is the exception's name. */
function inStream(error: APIError, host: string): Failure {
  const said = hostWords(error)
  const named = `${error.type ?? ''} ${said}`
  const kind = byName(named) ?? byText(named) ?? 'server'
  return sentence(kind, host, SILENT.has(kind) ? '' : said && `: ${said}`, ids(error))
}

function fromStatus(error: APIError, host: string): Failure {
  const status = error.status ?? 0
  const said = hostWords(error)
  const kind = byName(awsName(error)) ?? (status === 400 ? byText(said) : null) ?? byStatus(status)
  const { retryable } = sentence(kind, host)
  const number = kind === 'server' ? ` (${status})` : ''
  const detail = SILENT.has(kind) || kind === 'server' ? number : said && `: ${said}`
  return sentence(kind, host, detail, {
    ...ids(error),
    status,
    ...wait(error),
    retryable: retryHint(error) ?? retryable,
  })
}

function byStatus(status: number): Kind {
  switch (status) {
    case 401:
      return 'credentials'
    case 402:
      return 'billing'
    case 403:
      return 'forbidden'
    case 404:
      return 'not_found'
    case 413:
      return 'too_large'
    case 429:
      return 'rate_limited'
    case 408:
    case 504:
      return 'timeout'
    case 503:
    case 529:
      return 'busy'
    default:
      // 409 and 424 (Bedrock: the model broke) may pass; every other 4xx will be the same next time.
      return status >= 500 || status === 409 || status === 424 ? 'server' : 'bad_request'
  }
}

/** Error types of the Claude API and exception names of AWS, wherever they are written. */
const NAMES: readonly (readonly [RegExp, Kind])[] = [
  [/overloaded_error|serviceUnavailable|modelNotReady/i, 'busy'],
  [/rate_limit_error|throttling|tooManyRequests|serviceQuotaExceeded/i, 'rate_limited'],
  [/timeout_error|modelTimeout/i, 'timeout'],
  [
    /authentication_error|unrecognizedClient|expiredToken|invalidSignature|invalidClientToken/i,
    'credentials',
  ],
  [/billing_error/i, 'billing'],
  [/permission_error|accessDenied/i, 'forbidden'],
  [/not_found_error|resourceNotFound/i, 'not_found'],
  [/request_too_large/i, 'too_large'],
]

function byName(text: string): Kind | null {
  return NAMES.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** What a plain "bad request" is about, where its words tell. */
const TEXTS: readonly (readonly [RegExp, Kind])[] = [
  [/prompt is too long|context (window|limit)|input is too long|too many (input )?tokens/i, 'context_full'],
  [/credit balance/i, 'billing'],
  [/security token|signature .*(match|expired)/i, 'credentials'],
  [/model identifier is invalid/i, 'not_found'],
  [/invalid_request_error|validationException|extra inputs|malformed/i, 'bad_request'],
]

function byText(said: string): Kind | null {
  return TEXTS.find(([pattern]) => pattern.test(said))?.[1] ?? null
}

function ids(error: APIError): More {
  return error.requestID ? { requestId: error.requestID } : {}
}

/** Longest wait that is believed: one hour. Milliseconds. */
const LONGEST_WAIT = 3_600_000

/** `retry-after-ms`, else `retry-after` in seconds or as a date, which the response's own date makes a span. */
function wait(error: APIError): More {
  const { headers } = error
  const precise = headers?.get('retry-after-ms')
  const raw = headers?.get('retry-after')
  if (precise && Number(precise) >= 0) return { retryAfter: Math.min(Number(precise), LONGEST_WAIT) }
  if (!raw) return {}
  const ms = Number.isFinite(Number(raw))
    ? Number(raw) * 1000
    : Date.parse(raw) - Date.parse(headers?.get('date') ?? '')
  return ms >= 0 ? { retryAfter: Math.min(ms, LONGEST_WAIT) } : {}
}

function retryHint(error: APIError): boolean | undefined {
  const hint = error.headers?.get('x-should-retry')
  return hint === 'true' ? true : hint === 'false' ? false : undefined
}
