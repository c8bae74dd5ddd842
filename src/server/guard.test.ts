import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { guardOrigin, secureHeaders } from './guard.ts'
import { HttpError } from './http-error.ts'

function app(listensOn: string, port: number) {
  const made = new Hono()
  made.use(
    secureHeaders,
    guardOrigin(listensOn, () => port),
  )
  made.get('*', (c) => c.text('here'))
  made.onError((error, c) => c.text(error.message, error instanceof HttpError ? error.status : 500))
  return made
}

const ask = async (made: Hono, headers: Record<string, string>, path = '/api/state') =>
  (await made.request(path, { headers })).status

describe('the guard', () => {
  it('knows the address that was chosen at start beside the usual names', async () => {
    const made = app('127.1.2.3', 8501)
    expect(await ask(made, { host: '127.1.2.3:8501' })).toBe(200)
    expect(await ask(made, { host: 'localhost:8501' })).toBe(200)
    expect(await ask(made, { host: '127.1.2.4:8501' })).toBe(403)
  })

  it('takes a name without a port only where the port is that of HTTP', async () => {
    expect(await ask(app('127.0.0.1', 80), { host: 'localhost' })).toBe(200)
    expect(await ask(app('127.0.0.1', 8501), { host: 'localhost' })).toBe(403)
  })

  it('lets a link from elsewhere open a page, and not the interface behind it', async () => {
    const headers = { host: 'localhost:8501', 'sec-fetch-site': 'cross-site' }
    const made = app('127.0.0.1', 8501)
    expect(await ask(made, headers, '/')).toBe(200)
    expect(await ask(made, headers, '/api/state')).toBe(403)
  })

  it('says how an answer may be used, also when it is a refusal', async () => {
    const answer = await app('127.0.0.1', 8501).request('/', { headers: { host: 'evil.test' } })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })
})
