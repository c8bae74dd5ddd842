import { describe, expect, it } from 'vitest'
import { claudeApi } from '../../test/hosts/anthropic.ts'
import { bedrockRuntime } from '../../test/hosts/bedrock.ts'
import { llamaCpp, ollama, tooOld, vllm } from '../../test/hosts/local.ts'
import { type Dialect, type Reply, startHost } from '../../test/hosts/server.ts'
import type { HostKind } from './contract.ts'
import { examineHost, type Patient } from './doctor.ts'
import type { Fields } from './forms.ts'
import { findServers } from './local-servers.ts'
import { apiError, refuses, startServer } from './server-for-tests.ts'

const KEY = 'sk-ant-test'
const LISTED = [{ id: 'claude-sonnet-5-5', display_name: 'Claude Sonnet 5.5' }]

function patient(kind: HostKind, fields: Fields, more: Partial<Patient> = {}): Patient {
  const rehearsal = async () => new Response(null, { status: 500 })
  return {
    host: kind,
    kind,
    name: 'It',
    fields,
    rehearsal,
    ok: true,
    because: 'it is set',
    now: () => new Date(),
    ...more,
  }
}

async function examine(dialect: Dialect, kind: HostKind, fields: Fields, ...replies: readonly Reply[]) {
  await using host = await startHost(dialect, ...replies)
  const findings = await examineHost(patient(kind, { ...fields, baseUrl: host.url }))
  return { findings, wrong: findings.filter(({ state }) => state === 'wrong'), host }
}

describe('the doctor', () => {
  it('finds a good host good, with one small request that streams', async () => {
    const { findings, host } = await examine(claudeApi({ models: LISTED }), 'anthropic', { apiKey: KEY })
    expect(findings.map(({ what, state }) => [what, state])).toEqual([
      ['What is set', 'good'],
      ['Whether it can be reached', 'good'],
      ['Whether it accepts us', 'good'],
      ['Whether it answers', 'good'],
    ])
    expect(host.replies()).toHaveLength(1)
    expect(host.replies()[0]?.body).toMatchObject({ max_tokens: 64, stream: true })
    // Whoever only asks whether somebody is there needs no key.
    expect(host.asked[0]).toMatchObject({ method: 'HEAD' })
    expect(JSON.stringify(host.asked[0]?.headers)).not.toContain(KEY)
  })

  it('says what is missing or malformed before anything is asked', async () => {
    const missing = await examineHost(patient('anthropic', {}, { ok: false, because: 'no key was found' }))
    expect(missing).toMatchObject([{ state: 'wrong', found: 'No key was found.' }])
    const fields = { apiKey: 'sk-ant canary', region: 'us-east-1' }
    const malformed = await examineHost(patient('anthropic', fields))
    expect(malformed).toMatchObject([{ what: 'API key', state: 'wrong' }])
    expect(JSON.stringify(malformed)).not.toContain('canary')
  })

  it('says that nothing listens, that a name is not there, and that a region may be wrong', async () => {
    const server = await startServer()
    await server[Symbol.asyncDispose]()
    const closed = await examineHost(patient('server', { baseUrl: server.url, models: 'x' }))
    expect(closed.at(-1)).toMatchObject({
      state: 'wrong',
      found: expect.stringMatching(/^Nothing listens at/),
    })
    const fields = { region: 'moon-1', baseUrl: 'http://bedrock.moon-1.invalid', bearerToken: 'test-token' }
    const nowhere = await examineHost(patient('bedrock', fields))
    expect(nowhere.at(-1)?.state).toBe('wrong')
    expect(nowhere.at(-1)?.mend).toContain('"moon-1"')
  })

  it('says when the clock is wrong, where that matters', async () => {
    await using host = await startHost(claudeApi({ models: LISTED }))
    const now = () => new Date(Date.now() + 3_600_000)
    const aws = { region: 'us-east-1', workspaceId: 'wrkspc_1', apiKey: KEY, baseUrl: host.url }
    expect((await examineHost(patient('aws', aws, { now }))).at(-1)).toMatchObject({
      what: 'Whether the clocks agree',
      state: 'wrong',
      found: "This machine's clock is 60 minutes ahead of the host's.",
    })
    const api = await examineHost(patient('anthropic', { apiKey: KEY, baseUrl: host.url }, { now }))
    expect(api.find(({ what }) => what === 'Whether the clocks agree')?.state).toBe('unknown')
  })

  it.each<[string, Dialect, HostKind, Fields, RegExp]>([
    ['a refused key', claudeApi({ key: 'other' }), 'anthropic', { apiKey: KEY }, /does not accept/],
    [
      'a model that is not enabled',
      bedrockRuntime({ accessKeyId: '', secretAccessKey: '', bearer: 'bearer' }, []),
      'bedrock',
      { region: 'us-east-1', bearerToken: 'bearer', models: 'us.anthropic.claude-opus-4-6-v1' },
      /does not offer this model/,
    ],
    ['a server that is too old', tooOld(), 'server', {}, /./],
    ['a model that still loads', llamaCpp({ loading: true }), 'server', {}, /./],
    ['a server without models', ollama([]), 'server', {}, /offers no model/],
  ])('says so of %s, once', async (_, dialect, kind, fields, words) => {
    const { wrong } = await examine(dialect, kind, fields)
    expect(wrong).toHaveLength(1)
    expect(wrong[0]?.found).toMatch(words)
    expect(wrong[0]?.mend).not.toBe('')
  })

  it('tells apart what is wrong, what to do, and the page that says more', async () => {
    const { wrong } = await examine(claudeApi({ key: 'other' }), 'anthropic', { apiKey: KEY })
    expect(wrong).toMatchObject([
      {
        mend: 'See whether the key or sign-in is still valid, and is one for this host.',
        guide: 'docs/guide/hosts/claude-api.md',
      },
    ])
    const { wrong: busy } = await examine(llamaCpp({ loading: true }), 'server', {})
    expect(busy[0]).not.toHaveProperty('guide')
  })

  it('tells a host that refuses more than words from one that refuses us', async () => {
    const refusesTools: Dialect = {
      ...claudeApi({ models: LISTED }),
      refusal: ({ body }) =>
        body.tools ? refuses(400, apiError('invalid_request_error', 'tools: not today')) : null,
    }
    const { findings } = await examine(refusesTools, 'anthropic', { apiKey: KEY })
    expect(findings.slice(-2)).toMatchObject([
      { what: 'Whether it answers', state: 'good' },
      { what: 'Whether memory works', state: 'wrong', found: expect.stringContaining('not today') },
    ])
  })
})

describe('servers on this machine', () => {
  it('are told by what they answer, whatever port they have, and only if they speak the Messages API', async () => {
    await using one = await startHost(llamaCpp())
    await using two = await startHost(vllm({ model: 'qwen3' }))
    await using old = await startHost(tooOld())
    await using web = await startServer(refuses(404, '<html>Not found</html>'))
    const ports = [one, two, old, web].map(({ url }) => Number(new URL(url).port))
    expect(await findServers({ env: {} }, ports)).toEqual([
      { name: 'llama.cpp', baseUrl: one.url, models: ['local.gguf'] },
      { name: 'vLLM', baseUrl: two.url, models: ['qwen3'] },
    ])
  })

  it('are looked for where OLLAMA_HOST says, on loopback alone', async () => {
    await using host = await startHost(ollama(['qwen3']))
    const { port } = new URL(host.url)
    const at = async (OLLAMA_HOST: string) => await findServers({ env: { OLLAMA_HOST } }, [])
    expect(await at(`0.0.0.0:${port}`)).toHaveLength(1)
    expect(await at(`http://10.0.0.1:${port}`)).toEqual([])
  })
})
