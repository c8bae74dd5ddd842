/**
 * Who may talk to this server: pages of its own, and programs of this machine. A page of another site that reaches
 * loopback (by a link, a form, or a name that was made to point here) is refused.
 */
import type { MiddlewareHandler } from 'hono'
import { HttpError } from './http-error.ts'

const NAMES = ['localhost', '127.0.0.1', '[::1]']

/** Refuses requests for other hosts and from other origins. `listensOn` is where we listen, as a URL names it; `port` is asked for each request. */
export function guardOrigin(listensOn: string, port: () => number): MiddlewareHandler {
  const names = [...new Set([...NAMES, listensOn])]
  return async function guardOrigin(c, next) {
    const host = (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()
    const hosts = ownHosts(names, port())
    if (!hosts.includes(host)) {
      throw new HttpError(
        403,
        'foreign_host',
        `Expected a request for ${hosts[0]}; got one for another host.`,
      )
    }
    if (c.req.path.startsWith('/api/'))
      refuseForeign(c.req.header('origin'), c.req.header('sec-fetch-site'), hosts)
    await next()
  }
}

function ownHosts(names: readonly string[], port: number): readonly string[] {
  const withPort = names.map((name) => `${name}:${port}`)
  return port === 80 ? [...withPort, ...names] : withPort
}

function refuseForeign(origin: string | undefined, site: string | undefined, hosts: readonly string[]): void {
  const foreignOrigin = origin !== undefined && !hosts.some((host) => origin === `http://${host}`)
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  if (!foreignOrigin && !foreignSite) return
  throw new HttpError(
    403,
    'foreign_origin',
    'This request comes from another site. Only its own pages may use Commonplace.',
  )
}

/** What a page may load and run: what comes from this server, and of what stands in a page itself only the scripts of these hashes. */
export function contentPolicy(scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts.map((hash) => `'${hash}'`)].join(' '),
    // The editor and the menus set styles as they go; styles cannot run anything.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** What every answer says about how a browser may use it. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy([]),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** A page of the build says itself which of the scripts within it may run; all else says the same. */
export const secureHeaders: MiddlewareHandler = async function secureHeaders(c, next) {
  await next()
  for (const [name, value] of Object.entries(SECURITY_HEADERS))
    if (!c.res.headers.has(name)) c.header(name, value)
}
