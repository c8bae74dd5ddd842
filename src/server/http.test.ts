import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addChat, call, followUntil, stateOf } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import type { WorkspaceEvent } from '../workspace/events.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ args: ['--pace', '0'] })
})
afterAll(() => server.close())

const isEnd = (event: WorkspaceEvent) => event.type === 'turn.event' && event.event.type === 'turn.finished'
const send = (method: string, path: string, body?: unknown) => call(server.url, method, path, body)

async function say(chat: string, id: string, text: string): Promise<void> {
  await answered(chat, '', { id, text, speaker: 'Alice' })
}

/** Begins a turn and waits until it has ended. */
async function answered(
  chat: string,
  path: string,
  body: { readonly id: string; readonly [field: string]: unknown },
): Promise<void> {
  const { position } = await stateOf(server.url, [chat])
  const answer = await send('POST', `/api/chats/${chat}/turns${path}`, body)
  expect(answer).toEqual({ status: 202, body: { turn: body.id } })
  await followUntil(server.url, position, [chat], isEnd)
}

async function createDocument(path: string, text: string) {
  const { body } = await send('POST', '/api/memory/documents', { path, text, speaker: 'Alice' })
  return body.document
}

describe('chats over HTTP', () => {
  it('adds a chat, renames it, sets it up, puts it away and brings it back', async () => {
    const added = await send('POST', '/api/chats', { name: 'Discovery', speaker: 'Alice' })
    expect(added.status).toBe(201)
    const chat: string = added.body.chat
    await send('PATCH', `/api/chats/${chat}`, { name: 'First call', settings: { speaker: 'John' } })
    await send('POST', `/api/chats/${chat}/place`, { place: 'deleted' })
    expect((await stateOf(server.url, [])).workspace.chats[chat]).toMatchObject({
      name: 'First call',
      place: 'deleted',
      settings: { speaker: 'John', systemPrompt: null },
    })
    await send('POST', `/api/chats/${chat}/place`, { place: 'board' })
    expect((await stateOf(server.url, [])).workspace.chats[chat]?.place).toBe('board')
  })

  it('gives a browser that knows no chat yet the conversations of the board, of many those spoken in last', async () => {
    const [shown, away] = [await addChat(server.url), await addChat(server.url)]
    await say(shown, 'turn-on-board', 'Hello')
    await send('POST', `/api/chats/${away}/place`, { place: 'closed' })
    const { state } = (await send('GET', '/api/state?board=true')).body
    expect(state.chats[shown].turns).toHaveLength(1)
    expect(Object.keys(state.chats)).not.toContain(away)
    expect((await send('GET', '/api/state?board=perhaps')).status).toBe(400)
    for (let more = 0; more < 8; more++) await addChat(server.url)
    await say(shown, 'turn-on-board-2', 'And again')
    const many = (await send('GET', '/api/state?board=true')).body.state
    expect(Object.keys(many.chats)).toHaveLength(6)
    expect(Object.keys(many.chats)).toContain(shown)
  })

  it('keeps a draft and empties it when the message is sent', async () => {
    const chat = await addChat(server.url)
    await send('PUT', `/api/chats/${chat}/draft`, { draft: 'Hello the', client: 'tab-1' })
    expect((await stateOf(server.url, [])).workspace.chats[chat]).toMatchObject({
      draft: 'Hello the',
      draftBy: 'tab-1',
    })
    await say(chat, 'turn-draft-1', 'Hello there')
    expect((await stateOf(server.url, [])).workspace.chats[chat]?.draft).toBe('')
  })

  it('takes the same message twice as one turn', async () => {
    const chat = await addChat(server.url)
    const body = { id: 'turn-twice-1', text: 'Hello', speaker: 'Alice' }
    const path = `/api/chats/${chat}/turns`
    const { position } = await stateOf(server.url, [chat])
    const answers = await Promise.all([1, 2, 3].map(() => send('POST', path, body)))
    expect(answers.map((answer) => answer.status)).toEqual([202, 202, 202])
    await followUntil(server.url, position, [chat], isEnd)
    expect(await send('POST', path, body)).toEqual({ status: 202, body: { turn: 'turn-twice-1' } })
    expect((await stateOf(server.url, [chat])).chats[chat]?.turns).toHaveLength(1)
  })

  it('refuses a turn id of another chat', async () => {
    const [one, two] = [await addChat(server.url), await addChat(server.url)]
    await say(one, 'turn-elsewhere', 'Hello')
    const answer = await send('POST', `/api/chats/${two}/turns`, {
      id: 'turn-elsewhere',
      text: 'Hello',
      speaker: 'John',
    })
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } })
  })

  it('clears a conversation and brings it back', async () => {
    const chat = await addChat(server.url)
    await say(chat, 'turn-clear-1', 'Hello')
    await say(chat, 'turn-clear-2', 'Hello again')
    const cleared = await send('POST', `/api/chats/${chat}/clear`, {})
    expect(cleared).toEqual({ status: 200, body: { through: 2, before: 0 } })
    expect((await stateOf(server.url, [chat])).chats[chat]).toEqual({ id: chat, turns: [] })
    await send('POST', `/api/chats/${chat}/clear`, { through: 0 })
    expect((await stateOf(server.url, [chat])).chats[chat]?.turns.map((turn) => turn.number)).toEqual([1, 2])
  })

  it('gives earlier turns a page at a time', async () => {
    const chat = await addChat(server.url)
    for (const n of [1, 2, 3]) await say(chat, `turn-page-${n}`, `Hello ${n}`)
    const { body } = await send('GET', `/api/chats/${chat}/turns?before=3&limit=1`)
    expect(body.turns.map((turn: { number: number }) => turn.number)).toEqual([2])
    expect(body.earlier).toBe(1)
  })

  it('keeps an edited message and the one it took the place of as branches that can be walked', async () => {
    const chat = await addChat(server.url)
    for (const n of [1, 2, 3]) await say(chat, `turn-walk-${n}`, `Hello ${n}`)
    const numbers = async () =>
      (await stateOf(server.url, [chat])).chats[chat]?.turns.map((turn) => turn.number)
    const edit = { id: 'turn-walk-4', text: 'Hello instead', speaker: 'Alice', instead: 'turn-walk-2' }
    await answered(chat, '', edit)
    expect(await numbers()).toEqual([1, 4])
    await answered(chat, '/turn-walk-4/again', { id: 'turn-walk-5' })
    expect(await numbers()).toEqual([1, 5])
    const walked = await send('POST', `/api/chats/${chat}/walk`, { turn: 'turn-walk-2' })
    expect(walked).toEqual({ status: 200, body: { number: 2, tip: 3, before: 5, cleared: false } })
    expect(await numbers()).toEqual([1, 2, 3])
    const page = await send('GET', `/api/chats/${chat}/turns?branch=4&limit=1`)
    expect(page.body).toMatchObject({ turns: [{ number: 4, text: 'Hello instead' }], earlier: 1 })
    const { branches, tip } = (await stateOf(server.url, [])).workspace.chats[chat] ?? {}
    expect({ branches, tip }).toEqual({
      branches: [
        { from: 4, after: 1 },
        { from: 5, after: 1 },
      ],
      tip: 3,
    })
  })

  it('opens the example: three chats with their first messages ready', async () => {
    const { status, body } = await send('POST', '/api/example', {})
    expect(status).toBe(201)
    const { chats } = (await stateOf(server.url, [])).workspace
    const opened = body.chats.map((chat: string) => chats[chat])
    expect(opened.map((chat: { name: string }) => chat.name)).toEqual([
      'Alice · Discovery',
      'John · Solution architect',
      'Sam · Proposal writer',
    ])
    expect(opened[0].draft).toContain('$500K')
  })
})

describe('the memory over HTTP', () => {
  it('creates, reads, saves, restores and shows the history of a document', async () => {
    const document = await createDocument('/memories/a.md', 'one\n')
    const path = `/api/memory/documents/${document.document}`
    const saved = await send('PUT', path, { base: document.version, text: 'two\n', speaker: 'John' })
    expect(saved).toMatchObject({ status: 200, body: { kind: 'done' } })
    expect((await send('GET', path)).body.text).toBe('two\n')
    expect((await send('GET', `${path}?version=${document.version}`)).body.text).toBe('one\n')
    await send('POST', `${path}/restore`, { version: document.version, speaker: 'Sam' })
    expect((await send('GET', path)).body.text).toBe('one\n')
    const { body } = await send('GET', `/api/memory/history?document=${document.document}`)
    expect(body.commits.map((commit: { actor: unknown }) => commit.actor)).toEqual([
      { kind: 'person', name: 'Sam' },
      { kind: 'person', name: 'John' },
      { kind: 'person', name: 'Alice' },
    ])
  })

  it('shows only the changes that one asks for: by whom, and of what', async () => {
    const { document, version } = await createDocument('/memories/sifted/a.md', 'one\n')
    await createDocument('/memories/sifted_too.md', 'one\n')
    await send('PUT', `/api/memory/documents/${document}`, { base: version, text: 'two\n', speaker: 'Zoe' })
    const asked = async (query: string) =>
      (await send('GET', `/api/memory/history?${query}`)).body.commits.map(
        ({ reason, changes }: { reason: string; changes: { path: string }[] }) =>
          `${reason} ${changes[0]?.path}`,
      )
    expect(await asked('under=/memories/sifted')).toEqual([
      'save /memories/sifted/a.md',
      'create /memories/sifted/a.md',
    ])
    expect(await asked('by=Zoe')).toEqual(['save /memories/sifted/a.md'])
    expect(await asked(`by=Zoe&document=${document}&before=${version + 1}`)).toEqual([])
    expect(await asked('chat=nowhere')).toEqual([])
    expect(await asked(`under=/memories/sifted&before=${new Date(0).toISOString()}`)).toEqual([])
    const { commits } = (await send('GET', '/api/memory/history?by=Zoe')).body
    expect(await asked(`by=Zoe&since=${commits[0].at}`)).toEqual(['save /memories/sifted/a.md'])
    const later = new Date(Date.parse(commits[0].at) + 1).toISOString()
    expect(await asked(`by=Zoe&since=${later}`)).toEqual([])
  })

  it('names everybody whose hand is in the history, also who only deleted', async () => {
    await createDocument('/memories/of-nobody.md', 'one\n')
    const gone = { path: '/memories/of-nobody.md', speaker: 'Ursula' }
    await send('POST', '/api/memory/delete', gone)
    const { authors } = (await send('GET', '/api/memory/authors')).body
    expect(authors).toContain('Ursula')
    expect(authors).toEqual([...new Set(authors)].sort())
  })

  it('answers 409 with both sides when two people changed the same line', async () => {
    const { document, version } = await createDocument('/memories/both.md', 'one\n')
    const path = `/api/memory/documents/${document}`
    await send('PUT', path, { base: version, text: 'one of John\n', speaker: 'John' })
    const answer = await send('PUT', path, { base: version, text: 'one of Sam\n', speaker: 'Sam' })
    expect(answer).toMatchObject({
      status: 409,
      body: { kind: 'conflict', presentText: 'one of John\n', yourText: 'one of Sam\n' },
    })
  })

  it('undoes a deletion by reverting its commit', async () => {
    const { document } = await createDocument('/memories/gone.md', 'still here\n')
    const deleted = await send('POST', '/api/memory/delete', { path: '/memories/gone.md', speaker: 'Sam' })
    expect((await send('GET', `/api/memory/documents/${document}`)).status).toBe(404)
    await send('POST', `/api/memory/commits/${deleted.body.commit.number}/revert`, { speaker: 'Sam' })
    expect((await send('GET', `/api/memory/documents/${document}`)).body.text).toBe('still here\n')
  })

  it('clears the memory only when that was typed out', async () => {
    await createDocument('/memories/last.md', 'x\n')
    const unsure = await send('POST', '/api/memory/clear', { confirm: 'yes', speaker: 'Sam' })
    expect(unsure.status).toBe(400)
    const sure = await send('POST', '/api/memory/clear', { confirm: 'clear', speaker: 'Sam' })
    expect(sure.body.kind).toBe('done')
    expect((await stateOf(server.url, [])).workspace.documents).toEqual({})
    await send('POST', `/api/memory/commits/${sure.body.commit.number}/revert`, { speaker: 'Sam' })
    expect(Object.keys((await stateOf(server.url, [])).workspace.documents).length).toBeGreaterThan(0)
  })
})

describe('the workspace over HTTP', () => {
  it('changes settings and leaves alone what was not named', async () => {
    const before = (await stateOf(server.url, [])).workspace.settings
    await send('PATCH', '/api/settings', { systemPrompt: 'Be brief.' })
    expect((await stateOf(server.url, [])).workspace.settings).toEqual({
      ...before,
      systemPrompt: 'Be brief.',
    })
  })

  it('says which hosts there are, and why the one in use was taken', async () => {
    const { body } = await send('GET', '/api/hosts')
    expect(body.hosts.map((host: { id: string; available: boolean }) => [host.id, host.available])).toEqual([
      ['anthropic', false],
      ['bedrock', false],
      ['aws', false],
      ['vertex', false],
      ['foundry', false],
      ['rehearsal', true],
    ])
    expect(body.choice).toEqual({ host: 'auto', model: null })
    expect(body.setups).toEqual([])
    expect(body.forms.map((form: { kind: string }) => form.kind)).toEqual([
      'anthropic',
      'bedrock',
      'aws',
      'vertex',
      'foundry',
      'server',
    ])
    const { workspace } = await stateOf(server.url, [])
    expect(workspace.hosts).toEqual(body.hosts)
    const chosen = await send('PUT', '/api/host', { host: 'rehearsal' })
    expect(chosen.body.host).toMatchObject({ id: 'rehearsal', model: 'rehearsal-1' })
  })

  it('refuses a host that cannot be used, in words', async () => {
    const answer = await send('PUT', '/api/host', { host: 'bedrock' })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'host' } } })
    expect(answer.body.error.message).toMatch(/^Amazon Bedrock cannot be used: /)
  })

  it('gives the prompt library without the system prompts', async () => {
    const { body } = await send('GET', '/api/prompts')
    expect(body.prompts[0]).toMatchObject({
      id: 'alice-discovery',
      for: 'Alice',
      group: 'three-person-example',
    })
    expect(body.prompts.some((prompt: { group: string }) => prompt.group === 'system')).toBe(false)
  })

  it('says that it is well', async () => {
    const { status, body } = await send('GET', '/api/health')
    expect(status).toBe(200)
    expect(body).toMatchObject({ ok: true, trouble: null, running: 0 })
  })
})
