import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { call } from '../../test/http-client.ts'
import { type S3Server, startS3Server, TEST_KEY } from '../../test/s3-server.ts'
import { startServer, type TestServer } from '../../test/server.ts'

let store: S3Server
let server: TestServer
beforeEach(async () => {
  store = await startS3Server()
  store.addBucket('team')
  server = await startServer({
    args: [
      '--pace',
      '0',
      '--memory',
      `s3://team/notes?region=us-east-1&endpoint=${encodeURIComponent(store.url)}`,
    ],
    env: { AWS_ACCESS_KEY_ID: TEST_KEY.accessKeyId, AWS_SECRET_ACCESS_KEY: TEST_KEY.secretAccessKey },
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
})
