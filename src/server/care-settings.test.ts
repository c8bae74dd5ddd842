/** What the settings allow, people get: by every way of writing. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { call } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer({ args: ['--pace', '0'] })
})
afterEach(async () => {
  await server.close()
})

const by = { speaker: 'Alice' }
const ask = (method: string, path: string, body?: unknown) => call(server.url, method, path, body, 'Alice')
const create = (path: string, text: string) => ask('POST', '/api/memory/documents', { ...by, path, text })
const limited = (documentBytes: number) =>
  ask('PATCH', '/api/settings', {
    limits: { documentBytes, documents: 100, depth: 4, writesPerMinute: null, ratePeople: false },
  })

describe('the limit of a document', () => {
  it('can be raised above what the server was started with, for people and files, over a restart', async () => {
    const large = `${'x'.repeat(2_499_999)}\n`
    expect(await create('/memories/a.md', large)).toMatchObject({ status: 413 })
    await limited(3_000_000)
    expect(await create('/memories/a.md', large)).toMatchObject({ status: 200, body: { kind: 'done' } })
    expect(readFileSync(join(server.memories, 'a.md'), 'utf8')).toBe(large)
    await server.stop()
    writeFileSync(join(server.memories, 'b.md'), large)
    await server.restart()
    expect(server.output).not.toContain('b.md')
    const { documents } = (await ask('GET', '/api/memory/export')).body
    expect(documents.map(({ path }: { path: string }) => path)).toEqual(['/memories/a.md', '/memories/b.md'])
    expect(await create('/memories/c.md', 'x'.repeat(3_000_001))).toMatchObject({
      status: 413,
      body: { kind: 'refused', code: 'too_large' },
    })
    await limited(1_000)
    expect(await create('/memories/c.md', 'x'.repeat(1_001))).toMatchObject({ status: 413 })
    expect(existsSync(join(server.memories, 'a.md'))).toBe(true)
  })
})

describe('what looks like a secret', () => {
  it('is refused in every way of writing, and can be stored by a person who says so', async () => {
    const key = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')
    const { document } = (await create('/memories/a.md', 'here\n')).body.document
    const ways: readonly (readonly [string, object])[] = [
      ['/api/memory/change', { edits: [{ kind: 'create', path: '/memories/b.md', text: key }] }],
      ['/api/memory/rename', { from: '/memories/b.md', to: `/memories/${key}.md` }],
      [
        '/api/memory/replace',
        {
          find: 'here',
          replace: key,
          under: '/memories/a.md',
          matchCase: true,
          wholeWord: true,
          dryRun: false,
        },
      ],
    ]
    for (const [path, body] of ways) {
      expect(await ask('POST', path, { ...by, ...body })).toMatchObject({ status: 422 })
      expect(await ask('POST', path, { ...by, ...body, allowSecrets: true })).toMatchObject({ status: 200 })
    }
    const { version } = (await ask('GET', `/api/memory/documents/${document}`)).body
    const cleaned = await ask('PUT', `/api/memory/documents/${document}`, {
      ...by,
      base: version,
      text: 'no\n',
    })
    const what = { kind: 'commit', number: cleaned.body.commit.number }
    expect(await ask('POST', '/api/memory/undo', { ...by, what })).toMatchObject({ status: 422 })
    const allowed = await ask('POST', '/api/memory/undo', { ...by, what, allowSecrets: true })
    expect(allowed).toMatchObject({ status: 200, body: { kind: 'done' } })
  })
})
