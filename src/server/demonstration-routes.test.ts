/** The demonstration on a real server: added, looked at, killed in between, removed; also on a memory that two servers share. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { call, stateOf } from '../../test/http-client.ts'
import { findPostgres, ownSchema } from '../../test/postgres.ts'
import { startServer, type TestServer } from '../../test/server.ts'

const by = { speaker: 'Alice' }
const ask = (server: TestServer, method: string, body?: unknown) =>
  call(server.url, method, '/api/demonstration', body, 'Alice')

describe('the demonstration', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await startServer()
  })
  afterEach(() => server.close())

  it('comes and goes, and what was there before is as it was', async () => {
    const first = await stateOf(server.url, [])
    expect((await ask(server, 'GET')).body).toMatchObject({ there: false })
    const added = await ask(server, 'POST', {})
    expect(added.status).toBe(201)
    const { chats, memory } = added.body
    expect(chats).toHaveLength(3)
    // The search finds it, the chain holds, and the numbers of its chats are there to look at.
    const found = await call(server.url, 'GET', '/api/memory/search?q=licence', undefined, 'Alice')
    expect(JSON.stringify(found.body)).toContain('/memories/demonstration/risks.md')
    const verdict = await call(server.url, 'GET', `/api/memory/verify?memory=${memory}`, undefined, 'Alice')
    expect(verdict.body).toMatchObject({ problems: [] })
    const { chats: shown } = await stateOf(server.url, chats)
    expect(Object.values(shown).every((chat) => chat.turns.length > 1)).toBe(true)

    await server.kill()
    await server.restart()
    expect((await ask(server, 'POST', {})).body).toEqual(added.body)
    const preview = await ask(server, 'GET')
    expect(preview.body).toMatchObject({ there: true, stays: { chats: [], documents: [], memory: null } })
    expect(preview.body.goes.documents.length).toBeGreaterThanOrEqual(5)
    const removed = await ask(server, 'DELETE', by)
    expect(removed).toEqual({ status: 200, body: preview.body })
    await server.restart()
    const last = await stateOf(server.url, [])
    const { pastMemories: _, ...was } = first.workspace
    const { pastMemories: __, ...is } = last.workspace
    expect(is).toEqual(was)
    const gone = await call(server.url, 'GET', '/api/memory/search?q=licence', undefined, 'Alice')
    expect(JSON.stringify(gone.body)).not.toContain('demonstration')
  })

  it('takes what one tells its chats, in its own memory', async () => {
    const { chats } = (await ask(server, 'POST', {})).body
    const documents = async () =>
      Object.values((await stateOf(server.url, [])).workspace.documents).map(({ path }) => path)
    const chat = async () => (await stateOf(server.url, [chats[0]])).chats[chats[0]]
    const tell = async (id: string, text: string) => {
      const said = { id, speaker: 'Mira', text }
      expect(await call(server.url, 'POST', `/api/chats/${chats[0]}/turns`, said)).toMatchObject({
        status: 202,
      })
      await expect
        .poll(async () => (await chat())?.turns.at(-1))
        .toMatchObject({ id, status: { outcome: { kind: 'answered' } } })
    }
    await tell('turn_told', "We're working with ACME Corp on an audit. Budget is $20K, timeline is 2 months.")
    expect(await documents()).toContain('/memories/demonstration/memory_acme_corp.md')
    await tell('turn_renamed', 'Rename memory_acme_corp.md to audits/acme.md')
    expect(await documents()).toContain('/memories/demonstration/audits/acme.md')
    await tell('turn_shown', 'Show me risks.md')
    expect(JSON.stringify((await chat())?.turns.at(-1))).toContain('`/memories/demonstration/risks.md` says')
    await tell('turn_forgotten', 'Forget team.md')
    expect(await documents()).not.toContain('/memories/demonstration/team.md')
  })
})

const postgres = await findPostgres()
afterAll(() => postgres?.stop())

describe.skipIf(postgres === null)('on a memory that two servers share', () => {
  it('each has its own, and removing the one leaves the other', async () => {
    const schema = ownSchema(postgres?.url ?? '')
    const memory = { COMMONPLACE_MEMORY: `${postgres?.url}?schema=${schema.name}` }
    const servers = await Promise.all([startServer({ env: memory }), startServer({ env: memory })])
    try {
      const [here, there] = servers
      const added = await Promise.all([ask(here, 'POST', {}), ask(there, 'POST', {})])
      expect(added.map(({ status }) => status)).toEqual([201, 201])
      expect((await ask(here, 'DELETE', by)).body.stays).toEqual({ chats: [], documents: [], memory: null })
      const left = await ask(there, 'GET')
      expect(left.body.goes.documents.length).toBeGreaterThanOrEqual(5)
      const id = added[1].body.memory
      const verdict = await call(there.url, 'GET', `/api/memory/verify?memory=${id}`, undefined, 'Alice')
      expect(verdict.body).toMatchObject({ problems: [] })
    } finally {
      await Promise.all(servers.map((server) => server.close()))
      await schema.drop()
    }
  })
})
