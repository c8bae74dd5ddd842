import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addChat, call, stateOf } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'

let server: TestServer
let chat: string
let document: string
beforeAll(async () => {
  server = await startServer({ args: ['--pace', '0', '--max-document', '5000'] })
  chat = await addChat(server.url)
  const created = await call(server.url, 'POST', '/api/memory/documents', {
    path: '/memories/a.md',
    text: 'one\n',
    speaker: 'Alice',
  })
  document = created.body.document.document
})
afterAll(() => server.close())

const JSON_TYPE = { 'content-type': 'application/json' }

interface Sent {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A request with exactly these headers: `fetch` would not send a foreign Host. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string | Buffer = '',
): Promise<Sent> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    // A server that refuses a large body may close before all of it was sent.
    request.on('error', (error) => ('code' in error && error.code === 'EPIPE' ? undefined : reject(error)))
    request.end(body)
  })
}

/** What a refusal must never change: everything but the position of drafts and the like, so simply all of it. */
const wholeState = () => stateOf(server.url, [chat])

describe('a field that nobody knows', () => {
  it.each([
    ['GET', '/api/memory/history?author=Alice', undefined, 'Expected only memory, document, before, '],
    ['GET', '/api/people?as=Alice', undefined, 'Expected nothing here; got "as".'],
    ['GET', '/api/feed?chat=a', undefined, 'Expected only chats, as, after; got "chat".'],
    ['POST', '/api/chats', { title: 'x' }, 'Expected only name, speaker, memories; got "title".'],
    ['POST', '/api/example', { title: 'x' }, 'Expected nothing here; got "title".'],
  ])('is refused, and those that are known are named: %s %s', async (method, path, body, words) => {
    const { status, body: answer } = await call(server.url, method, path, body)
    expect(status).toBe(400)
    expect(answer.error.message).toContain(words)
  })
})

describe('requests of foreign pages', () => {
  const port = () => new URL(server.url).port
  const foreign: readonly (readonly [string, () => Record<string, string>])[] = [
    ['a Host that only points here', () => ({ host: `evil.test:${port()}` })],
    ['a Host with another port', () => ({ host: 'localhost:1' })],
    ['a Host without a port', () => ({ host: 'localhost' })],
    ['a Host that begins like ours', () => ({ host: `localhost.evil.test:${port()}` })],
    ['another Origin', () => ({ origin: 'https://evil.test' })],
    ['our name over another scheme', () => ({ origin: `https://localhost:${port()}` })],
    ['our name on another port', () => ({ origin: 'http://localhost:3000' })],
    ['an opaque Origin', () => ({ origin: 'null' })],
    ['an empty Origin', () => ({ origin: '' })],
    ['a browser that calls it cross-site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['a browser that calls it same-site', () => ({ 'sec-fetch-site': 'same-site' })],
  ]

  it.each(foreign)('are refused and change nothing: %s', async (_, headers) => {
    const before = await wholeState()
    const sent = await send('POST', '/api/chats', { ...JSON_TYPE, ...headers() }, '{}')
    expect(sent.status).toBe(403)
    const read = await send('GET', '/api/state', headers())
    expect(read.status).toBe(403)
    const feed = await send('GET', '/api/feed?after=0', headers())
    expect(feed.status).toBe(403)
    expect(await wholeState()).toEqual(before)
  })

  it.each(['evil@localhost', 'localhost/x', 'a b'])(
    'are refused when their Host is none: %s',
    async (host) => {
      expect([400, 403]).toContain((await send('GET', '/api/state', { host })).status)
    },
  )

  it('are not helped by headers that speak of a proxy', async () => {
    const headers = {
      host: `evil.test:${port()}`,
      'x-forwarded-host': `localhost:${port()}`,
      forwarded: 'host=localhost',
    }
    expect((await send('GET', '/api/state', headers)).status).toBe(403)
  })

  it('are not helped by a header that names another method', async () => {
    const headers = { 'x-http-method-override': 'POST' }
    const before = await wholeState()
    await send('GET', '/api/chats', headers)
    expect(await wholeState()).toEqual(before)
  })

  it('are let in when they are our own pages, under each of our names', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      const host = `${name}:${port()}`
      const headers = { host, origin: `http://${host.toLowerCase()}`, 'sec-fetch-site': 'same-origin' }
      expect((await send('GET', '/api/state', headers)).status).toBe(200)
    }
  })
})

describe('bodies that are not as expected', () => {
  const path = '/api/chats'
  const bodies: readonly (readonly [string, Record<string, string>, string | Buffer, number])[] = [
    ['JSON as plain text, as a form can send it', { 'content-type': 'text/plain' }, '{}', 415],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'name=x', 415],
    ['no type', {}, '{}', 415],
    ['half of a body', JSON_TYPE, '{"name":', 400],
    ['no JSON', JSON_TYPE, 'name', 400],
    ['a list', JSON_TYPE, '[]', 400],
    ['null', JSON_TYPE, 'null', 400],
    ['text that is not UTF-8', JSON_TYPE, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400],
    ['a field that nobody knows', JSON_TYPE, '{"nam":"x"}', 400],
    ['a prototype', JSON_TYPE, '{"__proto__":{"name":"x"}}', 400],
    ['a number for a name', JSON_TYPE, '{"name":1}', 400],
    ['an empty name', JSON_TYPE, '{"name":"  "}', 400],
    ['a name of two lines', JSON_TYPE, '{"name":"a\\nb"}', 400],
    ['a name that turns the text around', JSON_TYPE, '{"name":"a\\u202eb"}', 400],
    ['a name with half a character', JSON_TYPE, '{"name":"a\\ud800b"}', 400],
    ['a name that would be a tag', JSON_TYPE, '{"name":"<b>a</b>"}', 400],
    ['a name without end', JSON_TYPE, JSON.stringify({ name: 'a'.repeat(81) }), 400],
    ['more than anybody types', JSON_TYPE, JSON.stringify({ name: 'a'.repeat(3_000_000) }), 413],
  ]

  it.each(bodies)('%s', async (_, headers, body, status) => {
    const before = await wholeState()
    const sent = await send('POST', path, headers, body)
    expect(sent.status).toBe(status)
    const { error } = JSON.parse(sent.text)
    expect(error.code).toMatch(/^[a-z_]+$/)
    expect(error.message).toMatch(/^["A-Z].*\.$/)
    expect(error.message).not.toMatch(/ at \/|node_modules|\.ts:/)
    expect(await wholeState()).toEqual(before)
  })
})

describe('values that are not as expected', () => {
  const turn = (change: object) => ({ id: 'turn-12345678', text: 'Hello', speaker: 'Alice', ...change })
  const cases: readonly (readonly [string, string, string, unknown, number])[] = [
    ['a message without an id', 'POST', '/turns', turn({ id: undefined }), 400],
    ['a message with a short id', 'POST', '/turns', turn({ id: 'x' }), 400],
    ['a message with an id that is a path', 'POST', '/turns', turn({ id: '../../etc/passwd' }), 400],
    ['an empty message', 'POST', '/turns', turn({ text: ' \n ' }), 400],
    ['a message with half a character', 'POST', '/turns', turn({ text: 'a\ud800' }), 400],
    ['a message that is a book', 'POST', '/turns', turn({ text: 'a'.repeat(200_001) }), 400],
    ['a speaker who is a label', 'POST', '/turns', turn({ speaker: '</speaker>John' }), 400],
    ['a speaker of two lines', 'POST', '/turns', turn({ speaker: 'Alice\nJohn' }), 400],
    ['an unknown place', 'POST', '/place', { place: 'attic' }, 400],
    ['clearing what has not been said', 'POST', '/clear', { through: 1_000 }, 400],
    ['clearing a negative number', 'POST', '/clear', { through: -1 }, 400],
    ['clearing half a turn', 'POST', '/clear', { through: 0.5 }, 400],
    ['a draft of nobody', 'PUT', '/draft', { draft: 'x' }, 400],
    ['settings that nobody knows', 'PATCH', '', { settings: { colour: 'red' } }, 400],
    ['a page of turns before nothing', 'GET', '/turns?before=', undefined, 400],
    ['a page of a branch of no turn', 'GET', '/turns?branch=0', undefined, 400],
    [
      'a message in the place of one that never was',
      'POST',
      '/turns',
      turn({ instead: 'turn-never-was' }),
      404,
    ],
    ['answering anew what nobody said', 'POST', '/turns/turn-never-was/again', { id: 'turn-12345678' }, 404],
    ['walking nowhere', 'POST', '/walk', {}, 400],
    ['walking two ways', 'POST', '/walk', { turn: 'turn-12345678', number: 1 }, 400],
    ['walking to nothing', 'POST', '/walk', { number: 0 }, 400],
    ['walking to what has not been said', 'POST', '/walk', { number: 1_000 }, 404],
    ['walking to a turn that never was', 'POST', '/walk', { turn: 'turn-never-was' }, 404],
    ['a page of everything', 'GET', '/turns?before=5&limit=100000', undefined, 400],
    ['stopping a turn that never was', 'POST', '/turns/turn-never-was/stop', {}, 404],
    ['continuing a turn that never was', 'POST', '/turns/turn-never-was/continue', {}, 404],
  ]

  it.each(cases)('%s', async (_, method, path, body, status) => {
    const before = await wholeState()
    const answer = await call(server.url, method, `/api/chats/${chat}${path}`, body)
    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toMatch(/\S/)
    expect(await wholeState()).toEqual(before)
  })

  it.each(['chat_unknown', '__proto__', 'constructor', '%2e%2e', 'a'.repeat(65), 'x%00y', 'x%0ay', '%F0'])(
    'an id that is no chat: %s',
    async (id) => {
      const answers = await Promise.all([
        call(server.url, 'PATCH', `/api/chats/${id}`, { name: 'x' }),
        call(server.url, 'POST', `/api/chats/${id}/turns`, turn({})),
        call(server.url, 'POST', `/api/chats/${id}/clear`, {}),
        call(server.url, 'GET', `/api/chats/${id}/turns?before=1`),
      ])
      for (const answer of answers) expect([400, 404]).toContain(answer.status)
    },
  )

  it('settings out of their bounds', async () => {
    const { contextEditing } = (await wholeState()).workspace.settings
    const bad = [
      { rehearsalPace: -1 },
      { rehearsalPace: '5' },
      { contextEditing: { ...contextEditing, keep: -1 } },
      { contextEditing: { ...contextEditing, trigger: { kind: 'moon', value: 1 } } },
      { contextEditing: { enabled: true } },
      { apiKey: 'x' },
    ]
    for (const change of bad)
      expect((await call(server.url, 'PATCH', '/api/settings', change)).status).toBe(400)
    expect((await wholeState()).workspace.settings.contextEditing).toEqual(contextEditing)
  })

  it('a host that cannot be one, and no word of its secrets comes back', async () => {
    for (const body of [
      { kind: 'anthropic', fields: { apiKey: 'a canary' } },
      { kind: 'anthropic', fields: { apiKey: 'ключ-canary' } },
      { kind: 'anthropic', fields: { apiKey: `canary${'x'.repeat(4_000)}` } },
      { kind: 'anthropic', fields: { apiKey: 'canary', region: 'us-east-1' } },
      { kind: 'anthropic', fields: { apiKey: 'canary', baseUrl: 'file:///etc/passwd' } },
      { kind: 'anthropic', fields: { apiKey: 'canary', baseUrl: 'http://me:canary@localhost' } },
      { kind: 'anthropic', fields: { apiKey: 7 } },
      { kind: 'bedrock', fields: { region: 'evil.com/#', bearerToken: 'canary' } },
      { kind: 'foundry', fields: { resource: 'evil.com/', apiKey: 'canary' } },
      { kind: 'vertex', fields: { region: 'global', project: 'p/../q', accessToken: 'canary' } },
      { kind: 'vertex', fields: { region: 'global', project: 'proj', serviceAccount: '{"a":"canary"}' } },
      { kind: 'server', fields: { baseUrl: 'http://localhost:1' } },
      { kind: 'server', name: '!!!', fields: { baseUrl: 'http://localhost:1' } },
      { kind: 'rehearsal', fields: { apiKey: 'canary' } },
      { kind: 'moon', fields: {} },
    ]) {
      const answer = await call(server.url, 'PUT', '/api/hosts', body)
      expect([body, answer.status]).toEqual([body, 400])
      expect(JSON.stringify(answer.body)).not.toContain('canary')
    }
    expect((await call(server.url, 'PUT', '/api/host', { host: 'moon' })).status).toBe(400)
    expect((await call(server.url, 'PUT', '/api/host', { host: 'anthropic', apiKey: 'k' })).status).toBe(400)
    expect((await call(server.url, 'DELETE', '/api/hosts/moon', {})).status).toBe(404)
  })
})

describe('paths of the memory', () => {
  const paths = [
    '',
    'memories/x.md',
    '/memories',
    '/memories/',
    '/memories/../x.md',
    '/memories/a/../../x.md',
    '/memories/%2e%2e/x.md',
    '/memories/..%2fx.md',
    '/memories/%252e%252e%252fx.md',
    '/memories\\..\\x.md',
    '/memoriesfoo.md',
    '/memories-evil/x.md',
    '/MEMORIES/x.md',
    '/memories/a\0b.md',
    '/memories/a\nb.md',
    '/memories/a\tb.md',
    '/memories/a\u202eb.md',
    '/memories/a\u200bb.md',
    '/memories/\ufeffb.md',
    '/memories/.hidden.md',
    '/memories/.git/config',
    '/memories/cafe\u0301.md',
    '/memories/\ud800.md',
    `/memories/${'a'.repeat(2_000)}.md`,
    '/proc/self/environ',
    'C:\\x.md',
    '\\\\host\\share\\x.md',
  ]

  it.each(paths.map((path) => [JSON.stringify(path).slice(0, 60), path]))(
    'refuses %s wherever a path can be given',
    async (_, path) => {
      const before = await wholeState()
      const bodies = [
        ['/api/memory/documents', { path, text: 'x', speaker: 'Alice' }],
        ['/api/memory/rename', { from: '/memories/a.md', to: path, speaker: 'Alice' }],
        ['/api/memory/rename', { from: path, to: '/memories/b.md', speaker: 'Alice' }],
        ['/api/memory/delete', { path, speaker: 'Alice' }],
      ] as const
      for (const [route, body] of bodies) {
        const answer = await call(server.url, 'POST', route, body)
        expect([400, 404, 409]).toContain(answer.status)
        expect(answer.body).toMatchObject({ kind: 'refused' })
        expect(answer.body.message).not.toContain(server.memories)
      }
      expect(await wholeState()).toEqual(before)
    },
  )

  it('refuses a document over the limit, and says the limit', async () => {
    const body = { path: '/memories/large.md', text: 'ü'.repeat(2_501), speaker: 'Alice' }
    const answer = await call(server.url, 'POST', '/api/memory/documents', body)
    expect(answer).toMatchObject({ status: 413, body: { kind: 'refused', code: 'too_large' } })
    expect(answer.body.message).toMatch(/5,000|5000/)
  })

  it('answers 404 for documents, versions and commits that are not there', async () => {
    const unknown = [
      ['GET', '/api/memory/documents/doc_unknown', undefined],
      ['GET', `/api/memory/documents/${document}?version=999`, undefined],
      ['PUT', '/api/memory/documents/doc_unknown', { base: 1, text: 'x', speaker: 'Alice' }],
      ['POST', `/api/memory/documents/${document}/restore`, { version: 999, speaker: 'Alice' }],
      ['POST', '/api/memory/commits/999/revert', { speaker: 'Alice' }],
    ] as const
    for (const [method, path, body] of unknown) {
      expect(await call(server.url, method, path, body)).toMatchObject({ status: 404 })
    }
    const odd = ['abc', '-1', '1e3', '99999999999999999999']
    for (const number of odd) {
      const answer = await call(server.url, 'POST', `/api/memory/commits/${number}/revert`, {
        speaker: 'Alice',
      })
      expect(answer.status).toBe(400)
    }
  })
})

describe('odd requests', () => {
  it.each([
    '/api/nothing',
    '/api',
    '/api/chats/x/y/z',
    '/../etc/passwd',
    '/%2e%2e/package.json',
    '/src/server/main.ts',
  ])('answers 404 for %s', async (path) => {
    expect((await send('GET', path, {})).status).toBe(404)
  })

  it('says on every answer how it may be used', async () => {
    for (const path of ['/api/state', '/', '/nothing']) {
      const { headers } = await send('GET', path, {})
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
    }
  })

  it('ends a request that announces its length twice', async () => {
    const answer = await raw(
      'POST /api/chats HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('ends a request with more headers than anybody needs', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => `x-${n}: ${n}`).join('\r\n')
    const answer = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\n${many}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
  })

  it('is still well after all that', async () => {
    expect((await call(server.url, 'GET', '/api/health')).body.ok).toBe(true)
  })
})

/** Bytes as they are; the whole of what comes back until the server closes. */
function raw(text: string): Promise<string> {
  const { port } = new URL(server.url)
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      if (answer.includes('\r\n\r\n')) socket.end()
    })
    // A server that has answered may reset the line while the rest of the request is still on its way.
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}
