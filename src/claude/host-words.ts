/** What may be quoted from a host's error, and what can be told from its names. Trusts no shape. */
import type { APIError } from '@anthropic-ai/sdk'
import { withoutSecrets } from './secrets.ts'

/** Longest piece of a host's own words that is passed on. */
const LONGEST = 300

/**
 * The host's own words, when it gave any as JSON: one line without a full stop, without anything that looks like a key or an
 * account. Empty for a page of HTML or a proxy's text, which says nothing to people.
 */
export function hostWords(error: APIError): string {
  const body = bodyOf(error)
  const inner = field(body, 'error')
  const said = [inner, body].flatMap((each) => [
    each,
    field(each, 'message'),
    field(each, 'Message'),
    field(each, 'detail'),
  ])
  const words = said.find((each): each is string => typeof each === 'string' && each.trim() !== '')
  if (words === undefined) return ''
  const line = withoutSecrets(words).replace(/\s+/g, ' ').trim().replace(/\.$/, '')
  if (line.startsWith('<')) return ''
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

/**
 * Every name that the host gave its error, in one text: the Claude API's type and code, AWS's exception, Google's status, Azure's
 * code. Never shown.
 */
export function hostNames(error: APIError): string {
  const inner = field(bodyOf(error), 'error')
  const exception = header(error, 'x-amzn-errortype')?.split(':')[0]
  const names = [error.type, error.errorCode, exception, field(bodyOf(error), '__type')]
  return [...names, field(inner, 'status'), field(inner, 'code'), field(inner, 'type')]
    .filter((name): name is string => typeof name === 'string')
    .join(' ')
}

/** The id by which a host's support finds a request; null when it gave none that looks like one. */
export function requestId(error: APIError): string | null {
  const ids = [error.requestID, ...REQUEST_IDS.map((name) => header(error, name))]
  return ids.find((id): id is string => typeof id === 'string' && /^[\w-]{1,100}$/.test(id)) ?? null
}

const REQUEST_IDS = ['x-amzn-requestid', 'apim-request-id', 'x-ms-request-id', 'x-request-id'] as const

/** Whether there were no credentials to send, or none could be had: AWS's and Google's search found none, the SDK had no key. */
export function credentialsMissing(error: unknown): boolean {
  return causes(error).some(
    ({ name, message }) =>
      /CredentialsProviderError|TokenProviderError/.test(name) ||
      /resolve (AWS credentials|authentication method)|default credentials|OAuth credentials|invalid_grant|azureADTokenProvider|No projectId was given/i.test(
        message,
      ),
  )
}

/** Whether a certificate or a token is not valid yet for this machine's clock. */
export function clockIsWrong(error: unknown): boolean {
  return causes(error).some(
    (each) =>
      field(each, 'code') === 'CERT_NOT_YET_VALID' || /iat and exp|reasonable timeframe/i.test(each.message),
  )
}

/** The system's code of a broken connection (`ECONNREFUSED`, `ENOTFOUND`); empty when there is none. */
export function networkCode(error: unknown): string {
  const codes = causes(error).map((each) => field(each, 'code'))
  return (
    codes.find((each): each is string => typeof each === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(each)) ??
    ''
  )
}

export function header(error: APIError, name: string): string | null {
  return error.headers?.get?.(name) ?? null
}

/** Google's streams put their error into a list. */
function bodyOf({ error }: APIError): unknown {
  return Array.isArray(error) ? error[0] : error
}

/** An error and what caused it, outermost first; a few levels, since chains may be circles. */
function causes(error: unknown): readonly Error[] {
  const chain: Error[] = []
  for (let each = error; each instanceof Error && chain.length < 8; each = each.cause) chain.push(each)
  return chain
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
