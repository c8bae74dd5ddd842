/** Every way in which a request fails, put into the words of `Failure`. No header value, key, account or stack trace gets through. */
import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk'
import type { Lifecycle } from '../agent/capabilities.ts'
import type { Failure } from '../agent/events.ts'
import { HostError } from './contract.ts'
import { kindOf } from './failure-kinds.ts'
import {
  clockIsWrong,
  credentialsMissing,
  header,
  hostNames,
  hostWords,
  networkCode,
  requestId,
} from './host-words.ts'

type Kind = Failure['kind']
type More = Partial<Failure>

/**
 * Turns whatever the SDK threw into a `HostError`; one that is already is handed back. `lifecycle`: of the model that was asked
 * for, to say what became of it. Never throws.
 */
export function hostError(error: unknown, host: string, lifecycle?: Lifecycle): HostError {
  if (error instanceof HostError) return error
  const failure = failureOf(error, host)
  const fate = lifecycle && failure.kind === 'model_unavailable' ? fateOf(lifecycle) : ''
  return new HostError({ ...failure, message: failure.message + fate }, { cause: error })
}

/** The host refused the thinking of earlier replies, and there is some. */
export function unsealedError(error: unknown, host: string): HostError {
  const more =
    error instanceof APIError ? { ...ids(error), ...(error.status ? { status: error.status } : {}) } : {}
  return new HostError(sentence('unsealed', host, '', more), { cause: error })
}

/** The answer was no stream of events at all. */
export function silentError(host: string): HostError {
  const detail = ': what answers there does not speak the Messages API'
  return new HostError(sentence('not_found', host, detail))
}

function failureOf(error: unknown, host: string): Failure {
  const code = networkCode(error)
  const network = code && error instanceof APIConnectionError ? ` (${code})` : ''
  if (clockIsWrong(error)) return sentence('clock', host, CLOCK)
  if (error instanceof APIConnectionTimeoutError) return sentence('timeout', host)
  if (credentialsMissing(error) && !isUnreachable(code)) return sentence('credentials', host)
  if (error instanceof APIConnectionError) return sentence('network', host, network)
  if (error instanceof APIError) return fromHost(error, host)
  if (error instanceof SyntaxError) return sentence('bad_reply', host)
  const detail = code === '' ? '' : ` (${code})`
  return {
    kind: 'network',
    message: `${host} ended the connection before the reply was complete${detail}.`,
    retryable: true,
  }
}

/** No credentials for want of a line. AWS looks for some at addresses that only its own machines have, so those codes count not. */
function isUnreachable(code: string): boolean {
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN'
}

/** What each kind means in words, and whether the same request may succeed later. */
const WORDS: Readonly<Record<Kind, readonly [what: string, retryable: boolean]>> = {
  busy: ['is busy', true],
  rate_limited: ['limits how much may be asked in a time', true],
  credentials: ['does not accept the credentials, or found none', false],
  billing: ['asks for payment: there is no credit left, or a spending limit is reached', false],
  forbidden: ['does not allow this', false],
  not_found: ['does not know this address', false],
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

const CLOCK = '; set it, for example by turning on network time'

function sentence(kind: Kind, host: string, detail = '', more: More = {}): Failure {
  const [what, retryable] = WORDS[kind]
  return { kind, message: `${host} ${what}${detail}.`, retryable, ...more }
}

/** Kinds whose message is the same whatever the host adds: its own words may quote what was sent, signature and all. */
const SILENT: ReadonlySet<Kind> = new Set([
  'credentials',
  'clock',
  'busy',
  'rate_limited',
  'timeout',
  'context_full',
  'unsealed',
])

/** After HTTP 200 there is no status: the error's type stands in the event. On Bedrock it is the exception's name. */
function fromHost(error: APIError, host: string): Failure {
  const { status } = error
  const said = hostWords(error)
  const waits = wait(error)
  const kind = kindOf({ status, names: hostNames(error), said, waits: 'retryAfter' in waits })
  const known = status === undefined ? {} : { status }
  const hint = retryHint(error)
  return sentence(kind, host, detailOf(kind, status, said), {
    ...ids(error),
    ...known,
    ...waits,
    ...(hint === undefined ? {} : { retryable: hint }),
  })
}

function detailOf(kind: Kind, status: number | undefined, said: string): string {
  if (kind === 'clock') return CLOCK
  if (kind === 'server' && status !== undefined) return ` (${status})`
  return SILENT.has(kind) || said === '' ? '' : `: ${said}`
}

function fateOf({ status, retiresAt, successor }: Lifecycle): string {
  if (status === 'active') return ''
  const retired = status === 'retired' && retiresAt ? ` It was retired on ${retiresAt}.` : ''
  return `${retired}${successor ? ` Its makers name ${successor} in its place.` : ''}`
}

function ids(error: APIError): More {
  const id = requestId(error)
  return id === null ? {} : { requestId: id }
}

/** Longest wait that is believed: one hour. Milliseconds. */
const LONGEST_WAIT = 3_600_000

/** `retry-after-ms`, else `retry-after` in seconds or as a date, which the response's own date makes a span. */
function wait(error: APIError): More {
  const precise = header(error, 'retry-after-ms')
  const raw = header(error, 'retry-after')
  if (precise && Number(precise) >= 0) return { retryAfter: Math.min(Number(precise), LONGEST_WAIT) }
  if (!raw) return {}
  const ms = Number.isFinite(Number(raw))
    ? Number(raw) * 1000
    : Date.parse(raw) - Date.parse(header(error, 'date') ?? '')
  return ms >= 0 ? { retryAfter: Math.min(ms, LONGEST_WAIT) } : {}
}

function retryHint(error: APIError): boolean | undefined {
  const hint = header(error, 'x-should-retry')
  return hint === 'true' ? true : hint === 'false' ? false : undefined
}
