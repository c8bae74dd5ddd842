/** What may be quoted from a host's error, and what can be told from its name. */
import type { APIError } from '@anthropic-ai/sdk'

/** Longest piece of a host's own words that is passed on. */
const LONGEST = 300

/**
 * The host's own words, when it gave any as JSON: one line without a full stop, without anything that looks like a key.
 * Empty for a page of HTML or a proxy's text, which says nothing to people.
 */
export function hostWords(error: APIError): string {
  const said = error.apiMessage ?? field(error.error, 'message') ?? field(error.error, 'Message')
  if (typeof said !== 'string') return ''
  const line = withoutSecrets(said).replace(/\s+/g, ' ').trim().replace(/\.$/, '')
  if (line.startsWith('<')) return ''
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

/** Keys of Anthropic and AWS, bearer tokens, and any other long run without a space or a dot. */
function withoutSecrets(text: string): string {
  return text
    .replace(/sk-ant-[\w-]+/g, 'sk-ant-…')
    .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, '…')
    .replace(/bearer\s+\S+/gi, 'bearer …')
    .replace(/[A-Za-z0-9+/=_-]{48,}/g, '…')
}

/** The exception's name as AWS writes it into a header; empty elsewhere. */
export function awsName(error: APIError): string {
  return error.headers?.get('x-amzn-errortype')?.split(':')[0] ?? ''
}

/** Whether there were no credentials to send: AWS's provider chain found none, or the SDK had no key. */
export function credentialsMissing(error: unknown): boolean {
  return causes(error).some(
    ({ name, message }) =>
      /CredentialsProviderError|TokenProviderError/.test(name) ||
      /resolve (AWS credentials|authentication method)/i.test(message),
  )
}

/** The system's code of a broken connection (`ECONNREFUSED`, `ENOTFOUND`) in brackets, when there is one. */
export function networkCode(error: unknown): string {
  const codes = causes(error).map((each) => field(each, 'code'))
  const code = codes.find(
    (each): each is string => typeof each === 'string' && /^[A-Z][A-Z0-9_]+$/.test(each),
  )
  return code ? ` (${code})` : ''
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
