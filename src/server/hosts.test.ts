import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { addChat, call, followUntil, stateOf } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import {
  type Answer,
  apiError,
  refuses,
  startServer as startApi,
  type TestServer as TestApi,
} from '../claude/server-for-tests.ts'

const KEY = 'sk-ant-canary-0123456789'

const models = (...ids: readonly string[]): Answer =>
  refuses(200, {
    data: ids.map((id) => ({
      id,
      type: 'model',
      display_name: `Name of ${id}`,
      created_at: '2026-09-01T00:00:00Z',
    })),
    has_more: false,
    first_id: ids[0] ?? null,
    last_id: ids.at(-1) ?? null,
  })
const refused = refuses(401, apiError('authentication_error', `invalid x-api-key ${KEY}`))

let server: TestServer | null = null
let api: TestApi | null = null
afterEach(async () => {
  await server?.close()
  await api?.[Symbol.asyncDispose]()
  server = null
  api = null
})

interface Scene {
  readonly answers?: readonly Answer[]
  readonly env?: Record<string, string>
  readonly args?: readonly string[]
}

async function start({ answers = [], env = {}, args = [] }: Scene) {
  api = await startApi(...answers)
  server = await startServer({ env: { ANTHROPIC_BASE_URL: api.url, ...env }, args })
  return { server, api }
}

const setUp = (url: string, body: unknown) => call(url, 'PUT', '/api/hosts', body)

/** Every file in a folder that holds the key. */
function filesWith(folder: string, secret: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => readFileSync(join(folder, name)).includes(secret))
}

describe('the host at start', () => {
  it('is the rehearsal model when nothing is found, and that is said', async () => {
    const { server } = await start({})
    expect((await stateOf(server.url, [])).workspace.host).toMatchObject({
      id: 'rehearsal',
      model: 'rehearsal-1',
      because: 'no key and no AWS credentials were found',
    })
    expect(server.output).toContain('rehearsal')
  })

  it('is the Claude API when a key is set; nobody is asked, and the key is not shown', async () => {
    const { server, api } = await start({ env: { ANTHROPIC_API_KEY: KEY } })
    expect((await stateOf(server.url, [])).workspace.host).toMatchObject({
      id: 'anthropic',
      model: 'claude-sonnet-5-5',
      because: 'ANTHROPIC_API_KEY is set',
    })
    expect(api.asked).toEqual([])
    expect(server.output).not.toContain(KEY)
  })

  it('is Bedrock when AWS credentials and a region are set', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'canary-secret', AWS_REGION: 'eu-west-1' }
    const { server } = await start({ env })
    const { host } = (await stateOf(server.url, [])).workspace
    expect(host).toMatchObject({ id: 'bedrock', model: 'anthropic.claude-sonnet-5-5' })
    expect(JSON.stringify(host) + server.output).not.toContain('canary-secret')
  })

  it('is what the command line says, whatever is found', async () => {
    const { server } = await start({ env: { ANTHROPIC_API_KEY: KEY }, args: ['--claude', 'rehearsal'] })
    expect((await stateOf(server.url, [])).workspace.host.id).toBe('rehearsal')
  })
})

describe('choosing a host in the settings', () => {
  it('takes a key that the Claude API accepts, keeps it for its owner alone, and uses it after a restart', async () => {
    const { server, api } = await start({ answers: [models('claude-sonnet-5-5', 'claude-opus-5-5')] })
    const answer = await setUp(server.url, { kind: 'anthropic', fields: { apiKey: KEY } })
    expect(answer).toMatchObject({
      status: 200,
      body: { host: { id: 'anthropic', model: 'claude-sonnet-5-5' }, told: 'Key accepted, 2 models' },
    })
    expect(answer.body.host.models[0]).toMatchObject({
      id: 'claude-sonnet-5-5',
      name: 'Name of claude-sonnet-5-5',
    })
    expect(JSON.stringify(api.asked[0]?.headers)).toContain(KEY)
    // "Whatever is found" finds it from now on.
    expect((await stateOf(server.url, [])).workspace.host.because).toBe('a key was typed into the settings')
    const chosen = await call(server.url, 'PUT', '/api/host', { host: 'anthropic' })
    expect(chosen.body.host.because).toBe('it was chosen in the settings')

    await server.stop()
    expect(filesWith(server.data, KEY)).toEqual([])
    expect(statSync(join(server.data, 'credentials.json')).mode & 0o777).toBe(0o600)
    const asked = api.asked.length
    await server.restart()
    const state = await stateOf(server.url, [])
    expect(state.workspace.host.id).toBe('anthropic')
    expect(state.workspace.host.models).toHaveLength(2)
    expect(api.asked).toHaveLength(asked)
    expect(JSON.stringify(state) + server.output).not.toContain(KEY)
    expect(JSON.stringify((await call(server.url, 'GET', '/api/hosts')).body)).not.toContain(KEY)
  })

  it('refuses a key that the Claude API refuses, keeps nothing, and says nothing of the key', async () => {
    const { server } = await start({ answers: [refused] })
    const answer = await setUp(server.url, { kind: 'anthropic', fields: { apiKey: KEY } })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'host' } } })
    expect(answer.body.findings.at(-1)).toMatchObject({ what: 'Whether it accepts us', state: 'wrong' })
    expect(JSON.stringify(answer.body)).not.toContain(KEY)
    expect(existsSync(join(server.data, 'credentials.json'))).toBe(false)
    expect((await stateOf(server.url, [])).workspace.host.id).toBe('rehearsal')
  })

  it('refuses a model that the account does not have', async () => {
    const { server } = await start({ answers: [models('claude-haiku-5-5')], env: { ANTHROPIC_API_KEY: KEY } })
    const answer = await call(server.url, 'PUT', '/api/host', { host: 'anthropic', model: 'claude-opus-5-5' })
    expect(answer.body.error.message).toBe('Claude API does not offer the model "claude-opus-5-5" to us.')
  })

  it('takes a model of the account when it lacks the default', async () => {
    const { server } = await start({ answers: [models('claude-haiku-5-5', 'claude-sonnet-4-6')] })
    const { body } = await setUp(server.url, { kind: 'anthropic', fields: { apiKey: KEY } })
    expect(body.host.model).toBe('claude-sonnet-4-6')
  })

  it('goes back to the rehearsal model, and turns answer from it at once', async () => {
    const { server, api } = await start({ env: { ANTHROPIC_API_KEY: KEY }, args: ['--pace', '0'] })
    await call(server.url, 'PUT', '/api/host', { host: 'rehearsal' })
    const chat = await addChat(server.url)
    const { position } = await stateOf(server.url, [chat])
    await call(server.url, 'POST', `/api/chats/${chat}/turns`, {
      id: 'turn-rehearsal',
      text: 'Hello',
      speaker: 'Alice',
    })
    const events = await followUntil(
      server.url,
      position,
      [chat],
      (event) => event.type === 'turn.event' && event.event.type === 'turn.finished',
    )
    expect(events.at(-1)).toMatchObject({ event: { outcome: { kind: 'answered' } } })
    expect(api.asked).toEqual([])
  })

  it('tells in the turn itself when the host refuses the key later, without the key', async () => {
    const { server } = await start({ answers: [refused], env: { ANTHROPIC_API_KEY: KEY } })
    const chat = await addChat(server.url)
    const { position } = await stateOf(server.url, [chat])
    await call(server.url, 'POST', `/api/chats/${chat}/turns`, {
      id: 'turn-refused',
      text: 'Hello',
      speaker: 'Alice',
    })
    const events = await followUntil(
      server.url,
      position,
      [chat],
      (event) => event.type === 'turn.event' && event.event.type === 'turn.finished',
    )
    expect(events.at(-1)).toMatchObject({
      event: { outcome: { kind: 'failed', failure: { kind: 'credentials' } } },
    })
    expect(JSON.stringify(events)).not.toContain(KEY)
    await server.stop()
    expect(filesWith(server.data, KEY)).toEqual([])
    expect(server.output).not.toContain(KEY)
  })
})
