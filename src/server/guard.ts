/** Who may talk to the server while there is no sign-in: pages that this server itself has sent, and local programs. */
import { HttpError } from './http-error.ts'

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Refuses requests that a foreign page could have made. A page elsewhere cannot forge these headers: `Host` names whom
 * the browser believes it talks to (a rebound name shows here), `Origin` and `Sec-Fetch-Site` whose page asks.
 * Programs that are no browsers send neither of the last two. Throws `HttpError` 403.
 */
export function guard(request: Request, port: number): void {
  const { headers } = request
  const host = headers.get('host') ?? ''
  if (!isOurs(host, port)) {
    throw new HttpError(403, 'foreign_host', `Expected to be called localhost:${port} or 127.0.0.1:${port}.`)
  }
  if (!new URL(request.url).pathname.startsWith('/api')) return
  const origin = headers.get('origin')
  if (origin !== null && origin !== `http://${host}`) {
    throw new HttpError(403, 'foreign_origin', 'This page was not sent by Commonplace, so it may not use it.')
  }
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') {
    throw new HttpError(403, 'foreign_origin', 'This page was not sent by Commonplace, so it may not use it.')
  }
}

function isOurs(host: string, port: number): boolean {
  const match = /^(\[[0-9a-f:]+\]|[^:]*)(?::(\d+))?$/i.exec(host)
  const name = match?.[1]?.toLowerCase() ?? ''
  return LOCAL_NAMES.has(name) && Number(match?.[2] ?? 80) === port
}

/** On every answer. Styles may stand in the page because the editor puts them there; scripts never. */
export const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const
