/** Two real servers on one memory in PostgreSQL: what is written through one is there through the other. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { call, follow } from '../../test/http-client.ts'
import { findPostgres, ownSchema } from '../../test/postgres.ts'
import { startServer, type TestServer } from '../../test/server.ts'

const postgres = await findPostgres()
const { url } = postgres ?? { url: '' }
afterAll(() => postgres?.stop())

const PATH = '/memories/plan.md'

describe.skipIf(postgres === null)('two servers on one memory', () => {
  let schema: ReturnType<typeof ownSchema>
  let servers: readonly [TestServer, TestServer]
  beforeEach(async () => {
    schema = ownSchema(url)
    const memory = { COMMONPLACE_MEMORY: `${url}?schema=${schema.name}` }
    // At once, as they would be after the machine was started: one of them makes the schema.
    servers = await Promise.all([startServer({ env: memory }), startServer({ env: memory })])
  })
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()))
    await schema.drop()
  })

  const ask = (server: TestServer, method: string, path: string, body?: unknown) =>
    call(server.url, method, path, body, 'Alice')
  const create = (server: TestServer, path: string, text: string) =>
    ask(server, 'POST', '/api/memory/documents', { speaker: 'Alice', path, text })
  const history = async (server: TestServer) =>
    (await ask(server, 'GET', '/api/memory/history?limit=200')).body.commits

  /** Begins to listen, and resolves once the server's feed tells of commit `number`. */
  async function told(server: TestServer, number: number): Promise<() => Promise<void>> {
    const { position } = (await ask(server, 'GET', '/api/state')).body
    return async () => {
      for await (const event of follow(server.url, position, []))
        if (event.type === 'memory.committed' && event.commit.number >= number) return
    }
  }

  it('tells the people at the one what is written at the other, also after one was killed', async () => {
    const [here, there] = servers
    const hears = await told(there, 1)
    const { document } = (await create(here, PATH, 'The plan.\n')).body.document
    await hears()
    const read = `/api/memory/documents/${document}`
    expect((await ask(there, 'GET', read)).body.text).toBe('The plan.\n')

    await here.kill()
    const body = { speaker: 'Alice', base: 1, text: 'A better plan.\n' }
    expect((await ask(there, 'PUT', read, body)).body.kind).toBe('done')
    await here.restart()
    expect((await ask(here, 'GET', read)).body.text).toBe('A better plan.\n')
  })

  it('never disagrees: of writes through both at once none is lost, and both have one history', async () => {
    const [here, there] = servers
    const hears = await Promise.all([told(here, 41), told(there, 41)])
    const { document } = (await create(here, PATH, '1\n2\n3\n4\n5\n')).body.document
    const writes = Array.from({ length: 40 }, (_, i) =>
      create(i % 2 ? here : there, `/memories/notes/${i}.md`, `note ${i}\n`),
    )
    const kinds = (await Promise.all(writes)).map(({ body }) => body.kind)
    expect(new Set(kinds)).toEqual(new Set(['done']))
    await Promise.all(hears.map((each) => each()))

    const hearLast = await Promise.all([told(here, 43), told(there, 43)])
    // The same document from the same version, at both: merged where the lines are apart.
    const save = (server: TestServer, text: string) =>
      ask(server, 'PUT', `/api/memory/documents/${document}`, { speaker: 'Alice', base: 1, text })
    const both = await Promise.all([save(here, 'first\n2\n3\n4\n5\n'), save(there, '1\n2\n3\n4\nlast\n')])
    expect(both.map(({ body }) => body.kind).sort()).toEqual(['done', 'merged'])
    await Promise.all(hearLast.map((each) => each()))
    const texts = await Promise.all(
      servers.map(
        async (server) => (await ask(server, 'GET', `/api/memory/documents/${document}`)).body.text,
      ),
    )
    expect(texts).toEqual(Array(2).fill('first\n2\n3\n4\nlast\n'))
    const [mine, theirs] = await Promise.all(servers.map(history))
    expect(mine).toHaveLength(43)
    expect(theirs).toEqual(mine)
    for (const server of servers)
      expect((await ask(server, 'GET', '/api/memory/verify')).body).toMatchObject({
        commits: 43,
        problems: [],
      })
  })
})
