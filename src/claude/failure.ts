/** Every way in which a request fails, put into the words of `Failure`. No header value, key or stack trace gets through. */
import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk'
import type { Failure } from '../agent/events.ts'
import { HostError } from './contract.ts'

type Kind = Failure['kind']

/** Turns whatever the SDK threw into a `HostError`; one that is already is handed back. */
export function hostError(error: unknown, host: string): HostError {
  if (error instanceof HostError) return error
  return new HostError(failureOf(error, host), { cause: error })
}

function failureOf(error: unknown, host: string): Failure {
  if (error instanceof APIConnectionTimeoutError) return make('timeout', host, 'did not answer in time', true)
  if (error instanceof APIError && error.status === undefined && !(error instanceof APIConnectionError))
    return inStream(error, host)
  if (error instanceof APIConnectionError) return make('network', host, 'could not be reached', true)
  if (error instanceof APIError) return fromStatus(error, host)
  if (isCredentialProblem(error))
    return make('credentials', host, 'could not be asked: no usable credentials were found', false)
  if (error instanceof SyntaxError)
    return make('bad_reply', host, 'sent a reply that could not be read', true)
  return make('network', host, 'ended the connection before the reply was complete', true)
}

function make(
  kind: Kind,
  host: string,
  what: string,
  retryable: boolean,
  more: Partial<Failure> = {},
): Failure {
  return { kind, message: `${host} ${what}.`, retryable, ...more }
}

/** After HTTP 200: the error type stands in the event; Bedrock puts the exception's name into the message. */
function inStream(error: APIError, host: string): Failure {
  const named = `${error.type ?? ''} ${error.apiMessage ?? ''} ${error.message}`
  const more = { requestId: error.requestID ?? undefined }
  if (/overloaded|ServiceUnavailable|ModelNotReady/i.test(named))
    return make('busy', host, 'is busy and broke off the reply', true, more)
  if (/rate_limit|Throttling|ServiceQuota/i.test(named))
    return make('rate_limited', host, 'limits how much may be asked, and broke off the reply', true, more)
  if (/timeout/i.test(named))
    return make('timeout', host, 'took too long and broke off the reply', true, more)
  if (/authentication|UnrecognizedClient|ExpiredToken/i.test(named))
    return make('credentials', host, 'no longer accepts the credentials', false, more)
  if (/invalid_request|ValidationException/i.test(named))
    return make('bad_request', host, `refused the request${detail(error)}`, false, more)
  return make('server', host, 'had an error and broke off the reply', true, more)
}

function fromStatus(error: APIError, host: string): Failure {
  const status = error.status ?? 0
  const more = { status, requestId: error.requestID ?? undefined, ...wait(error) }
  const again = retryHint(error)
  switch (status) {
    case 400:
    case 422:
      return fromBadRequest(error, host, more)
    case 401:
      return make('credentials', host, 'did not accept the credentials', false, more)
    case 402:
      return make('billing', host, 'asks for payment: the account has no credit left', false, more)
    case 403:
      return make('forbidden', host, `does not allow this${detail(error)}`, false, more)
    case 404:
      return make('not_found', host, `does not know this model or address${detail(error)}`, false, more)
    case 413:
      return make('too_large', host, 'refused the request because it is too large', false, more)
    case 429:
      return make('rate_limited', host, 'limits how much may be asked in a time', again ?? true, more)
    case 408:
    case 504:
      return make('timeout', host, 'took too long to answer', again ?? true, more)
    case 529:
    case 503:
      return make('busy', host, 'is busy', again ?? true, more)
    default:
      return make(
        'server',
        host,
        `had an error (${status})`,
        again ?? (status === 409 || status >= 500),
        more,
      )
  }
}

function fromBadRequest(error: APIError, host: string, more: Partial<Failure>): Failure {
  const said = error.apiMessage ?? error.message
  if (/prompt is too long|context window|too many (input )?tokens|input is too long/i.test(said)) {
    return make(
      'context_full',
      host,
      'cannot take more: the conversation fills the context window',
      false,
      more,
    )
  }
  if (/credit balance/i.test(said))
    return make('billing', host, 'asks for payment: the credit balance is too low', false, more)
  return make('bad_request', host, `refused the request${detail(error)}`, false, more)
}

/** Longest piece of a host's own words that is passed on. */
const DETAIL = 300

/** The host's own words, when it gave any as JSON; a page of HTML or a proxy's text is left out. */
function detail(error: APIError): string {
  const said = error.apiMessage
    ?.replace(/\s+/g, ' ')
    .replace(/sk-ant-[\w-]+/g, 'sk-ant-…')
    .trim()
  if (!said || said.startsWith('<')) return ''
  return `: ${said.length > DETAIL ? `${said.slice(0, DETAIL)}…` : said.replace(/\.$/, '')}`
}

/** Longest wait that a host may ask for before we call it no answer: one hour. Milliseconds. */
const LONGEST_WAIT = 3_600_000

function wait(error: APIError): { retryAfter?: number } {
  const headers = error.headers
  const precise = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(precise) && precise >= 0) return { retryAfter: Math.min(precise, LONGEST_WAIT) }
  const raw = headers?.get('retry-after')
  if (!raw) return {}
  const seconds = Number(raw)
  const ms = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(raw) - Date.parse(headers?.get('date') ?? '')
  return Number.isFinite(ms) && ms >= 0 ? { retryAfter: Math.min(ms, LONGEST_WAIT) } : {}
}

function retryHint(error: APIError): boolean | undefined {
  const hint = error.headers?.get('x-should-retry')
  return hint === 'true' ? true : hint === 'false' ? false : undefined
}

function isCredentialProblem(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    /CredentialsProviderError|TokenProviderError/.test(error.name) ||
    /credential|api key|authentication method/i.test(error.message)
  )
}
