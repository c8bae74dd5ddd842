import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { call } from '../../test/http-client.ts'
import { type S3Server, startS3Server, TEST_KEY } from '../../test/s3-server.ts'
import { startServer, type TestServer } from '../../test/server.ts'

const KEYS = {
  AWS_ACCESS_KEY_ID: TEST_KEY.accessKeyId,
  AWS_SECRET_ACCESS_KEY: TEST_KEY.secretAccessKey,
  AWS_MAX_ATTEMPTS: '1',
}
const address = () => `s3://team/notes?region=us-east-1&endpoint=${encodeURIComponent(store.url)}`

async function memoryCommand(...args: readonly string[]) {
  let [out, err] = ['', '']
  const variables = { COMMONPLACE_MEMORY: address(), COMMONPLACE_DATA: server.data }
  const child = spawn(process.execPath, [join(import.meta.dirname, '../cli/main.ts'), 'memory', ...args], {
    env: { PATH: process.env.PATH, HOME: server.data, ...KEYS, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  return { code, out, err }
}

let store: S3Server
let server: TestServer
beforeEach(async () => {
  store = await startS3Server()
  store.addBucket('team')
  server = await startServer({
    args: ['--pace', '0', '--memory', address()],
    env: KEYS,
  })
})
afterEach(async () => {
  await server.close()
  await store.close()
})

describe('memories that are kept far away', () => {
  it('hold what was written, each memory in a place of its own, over a restart', async () => {
    const by = { speaker: 'Alice' }
    const ask = (method: string, path: string, body?: unknown) =>
      call(server.url, method, path, body, 'Alice')
    const { memory } = (await ask('POST', '/api/memories', { name: 'Diary' })).body
    const write = (path: string, text: string) => ask('POST', '/api/memory/documents', { ...by, path, text })
    expect((await write('/memories/plan.md', 'The plan.\n')).body.kind).toBe('done')
    const made = await write('/memories/~diary/monday.md', 'It rained.\n')
    expect(made.body.commit.number).toBe(1)
    await server.restart()
    const document = made.body.document.document
    expect((await ask('GET', `/api/memory/documents/${document}`)).body.text).toBe('It rained.\n')
    expect((await ask('GET', `/api/memory/verify?memory=${memory.id}`)).body).toMatchObject({
      commits: 1,
      problems: [],
    })
    expect((await ask('GET', '/api/memory/export')).body.documents).toHaveLength(1)
  })

  it('are verified and read from the command line where they are kept', async () => {
    const body = { speaker: 'Alice', path: '/memories/plan.md', text: 'The plan.\n' }
    await call(server.url, 'POST', '/api/memory/documents', body)
    await call(server.url, 'POST', '/api/memories', { name: 'Diary' }, 'Alice')
    const verified = await memoryCommand('verify')
    expect(verified.code).toBe(0)
    expect(verified.out).toMatch(/^default: all is well\. 1 commit, 1 text, 0 erased\. Head 1:[0-9a-f]{64}\n/)
    expect(verified.out).toMatch(/^memory_\w+: there is nothing: it has no commit\.$/m)
    expect(await memoryCommand('show', '/memories/plan.md')).toMatchObject({ code: 0, out: 'The plan.\n' })
    await store.close()
    const gone = await memoryCommand('log')
    expect(gone).toMatchObject({ code: 1, out: '' })
    expect(gone.err).toMatch(/^[^\n]*Cannot read the memories at the address that was given: [^\n]+\n$/)
  })
})
