/** Every kind of host, set up as a person would, through its official client, against a host on loopback that refuses what the real one refuses. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claudeApi, foundry, mantle } from '../../test/hosts/anthropic.ts'
import { bedrockRuntime } from '../../test/hosts/bedrock.ts'
import { ollama, vllm } from '../../test/hosts/local.ts'
import { type Dialect, type Host, startHost } from '../../test/hosts/server.ts'
import { wrongAwsSignature } from '../../test/hosts/signature.ts'
import { vertex } from '../../test/hosts/vertex.ts'
import type { SetUpHost } from '../workspace/hosts.ts'
import { openCredentials } from './credentials.ts'
import { createHosts } from './hosts.ts'
import { openListedModels } from './listed-models.ts'

const SECRET = 'canary0123456789'
const AWS = { accessKeyId: 'AKIATESTTESTTEST', secretAccessKey: SECRET, bearer: SECRET }
const LISTED = [
  { id: 'claude-sonnet-5-5', display_name: 'Claude Sonnet 5.5' },
  { id: 'claude-opus-5-5', display_name: 'Claude Opus 5.5' },
]

interface Kind {
  readonly dialect: Dialect
  readonly setup: (url: string) => Omit<SetUpHost, 'name'> & { readonly name?: string }
  /** The secret field that is made wrong; null where there is none. */
  readonly secret: string | null
  readonly told: string
  readonly id: string
}

const KINDS: Readonly<Record<string, Kind>> = {
  'the Claude API': {
    dialect: claudeApi({ key: SECRET, models: LISTED }),
    setup: (baseUrl) => ({ kind: 'anthropic', fields: { apiKey: SECRET, baseUrl } }),
    secret: 'apiKey',
    told: 'Key accepted, 2 models',
    id: 'anthropic',
  },
  'Bedrock with typed keys, by Mantle': {
    dialect: mantle(AWS),
    setup: (mantleUrl) => ({
      kind: 'bedrock',
      fields: {
        region: 'us-west-2',
        accessKeyId: AWS.accessKeyId,
        secretAccessKey: SECRET,
        mantleUrl,
        baseUrl: mantleUrl,
      },
    }),
    secret: 'secretAccessKey',
    told: 'Accepted: Claude Sonnet 5.5 answered',
    id: 'bedrock',
  },
  'Bedrock with a Bedrock API key, by InvokeModel': {
    dialect: bedrockRuntime(AWS),
    setup: (baseUrl) => ({
      kind: 'bedrock',
      fields: {
        region: 'us-west-2',
        bearerToken: SECRET,
        models: 'global.anthropic.claude-sonnet-4-6, us.anthropic.claude-haiku-4-5-20251001-v1:0',
        baseUrl,
      },
    }),
    secret: 'bearerToken',
    told: 'Accepted: Claude Sonnet 4.6 (global profile) answered',
    id: 'bedrock',
  },
  'Claude Platform on AWS with a key': {
    dialect: claudeApi({ key: SECRET, models: LISTED }),
    setup: (baseUrl) => ({
      kind: 'aws',
      fields: { workspaceId: 'wrkspc_1', region: 'us-west-2', apiKey: SECRET, baseUrl },
    }),
    secret: 'apiKey',
    told: 'Key accepted, 2 models',
    id: 'aws',
  },
  'Google Cloud with a token': {
    dialect: vertex({
      token: SECRET,
      project: 'my-project',
      location: 'global',
      models: ['claude-sonnet-5-5'],
    }),
    setup: (url) => ({
      kind: 'vertex',
      fields: { project: 'my-project', region: 'global', accessToken: SECRET, baseUrl: `${url}/v1` },
    }),
    secret: 'accessToken',
    told: 'Accepted: Claude Sonnet 5.5 answered',
    id: 'vertex',
  },
  'Microsoft Foundry with a key': {
    dialect: foundry({ key: SECRET, deployments: ['my-sonnet'] }),
    setup: (url) => ({
      kind: 'foundry',
      fields: { apiKey: SECRET, baseUrl: `${url}/anthropic`, models: 'my-sonnet' },
    }),
    secret: 'apiKey',
    told: 'Accepted: my-sonnet answered',
    id: 'foundry',
  },
  'Microsoft Foundry with an Entra token': {
    dialect: foundry({ key: SECRET, deployments: ['my-sonnet'] }),
    setup: (url) => ({
      kind: 'foundry',
      fields: { entraToken: SECRET, baseUrl: `${url}/anthropic`, models: 'my-sonnet' },
    }),
    secret: 'entraToken',
    told: 'Accepted: my-sonnet answered',
    id: 'foundry',
  },
  Ollama: {
    dialect: ollama(['qwen3', 'gemma3']),
    setup: (url) => ({ kind: 'server', name: 'My Ollama', fields: { baseUrl: `${url}/v1/` } }),
    secret: null,
    told: 'It answers, 2 models',
    id: 'server-my-ollama',
  },
  'vLLM with a key': {
    dialect: vllm({ model: 'qwen3', key: SECRET }),
    setup: (baseUrl) => ({ kind: 'server', name: 'vLLM', fields: { baseUrl, apiKey: SECRET } }),
    secret: null,
    told: 'It answers, 1 model',
    id: 'server-vllm',
  },
}

let folder: string
let host: Host | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-hosts-'))
})
afterEach(async () => {
  await host?.[Symbol.asyncDispose]()
  host = null
  rmSync(folder, { recursive: true })
})

function open(env: Readonly<Record<string, string>> = {}) {
  return createHosts({
    surroundings: { env, home: folder, readFile: () => null },
    credentials: openCredentials(folder, null),
    listed: openListedModels(folder),
    rehearsal: async () => new Response(null, { status: 500 }),
    now: () => new Date(),
  })
}

async function scene({ dialect, setup }: Kind) {
  host = await startHost(dialect)
  return { hosts: open(), host, setup: { name: null, ...setup(host.url) } }
}

describe.each(Object.entries(KINDS))('%s', (_, kind) => {
  it('is set up, kept without a readable secret, opened again after a restart, and found well', async () => {
    const { hosts, setup } = await scene(kind)
    expect(await hosts.setUp(setup)).toMatchObject({
      ok: true,
      told: kind.told,
      host: { state: { id: kind.id } },
    })
    const again = open()
    const state = (await again.all()).find((found) => found.state.id === kind.id)?.state
    expect(state).toMatchObject({ available: true })
    const answer = await again.verify({ host: kind.id, model: null })
    const ids = (models: readonly { readonly id: string }[] = []) => models.map(({ id }) => id)
    expect(ids(answer.ok ? answer.host.state.models : [])).toEqual(ids(state?.models))
    const findings = await again.examine(kind.id)
    expect(findings.filter((finding) => finding.state === 'wrong')).toEqual([])
    expect(findings.at(-1)?.found).toMatch(/answered, and the answer came as a stream/)
    const shown = JSON.stringify([again.setups(), again.forms(), state, findings, answer])
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
    expect(shown.includes(SECRET) || files.some((text) => text.includes(SECRET))).toBe(false)
    expect(again.remove(kind.id)).toBe(true)
    expect([open().setups(), again.remove(kind.id)]).toEqual([[], false])
  })

  it.skipIf(kind.secret === null)('refuses a wrong secret in words, and keeps nothing', async () => {
    const { hosts, setup } = await scene(kind)
    const fields = { ...setup.fields, [kind.secret ?? '']: 'wrong-canary' }
    const answer = await hosts.setUp({ ...setup, fields })
    expect(answer).toMatchObject({ ok: false })
    expect(answer.ok ? [] : answer.findings.filter(({ state }) => state === 'wrong')).toHaveLength(1)
    expect(JSON.stringify(answer)).not.toContain('canary')
    expect([hosts.setups(), readdirSync(folder)]).toEqual([[], []])
  })
})

describe('Claude Platform on AWS', () => {
  it('signs with typed keys for its own service, and names the workspace', async () => {
    const answers = claudeApi({ models: LISTED })
    host = await startHost({
      ...mantle(AWS, 'aws-external-anthropic'),
      beside(asked) {
        if (wrongAwsSignature(asked, AWS, 'aws-external-anthropic')) return null
        return answers.beside?.({ ...asked, headers: { 'x-api-key': 'sk-ant-test' } }) ?? null
      },
    })
    const fields = {
      workspaceId: 'wrkspc_1',
      region: 'us-west-2',
      accessKeyId: AWS.accessKeyId,
      secretAccessKey: SECRET,
      baseUrl: host.url,
    }
    const hosts = open({ ANTHROPIC_AWS_API_KEY: 'another' })
    const answer = await hosts.setUp({ kind: 'aws', name: null, fields })
    expect(host.asked[0]?.headers['anthropic-workspace-id']).toBe('wrkspc_1')
    expect(host.asked[0]?.headers.authorization).toMatch(/us-west-2\/aws-external-anthropic\/aws4_request/)
    expect(host.asked[0]?.headers['x-api-key']).toBeUndefined()
    expect(answer).toMatchObject({ ok: true, told: 'Key accepted, 2 models' })
  })
})

describe('what a host said of its models', () => {
  const said = { thinking: { types: { adaptive: { supported: true }, disabled: { supported: true } } } }
  const unknown = {
    id: 'claude-next-9',
    display_name: 'Claude Next',
    max_input_tokens: 123_456,
    max_tokens: 7_890,
    lifecycle: 'deprecated',
    retires_at: '2031-02-03T00:00:00Z',
    capabilities: { ...said, effort: { low: { supported: true }, max: { supported: true } } },
  }
  const scenes: Readonly<Record<string, Kind>> = {
    'vLLM, of its window': {
      ...KINDS['vLLM with a key']!,
      dialect: vllm({ model: 'qwen3', key: SECRET, maxModelLen: 12_345 }),
    },
    'the Claude API, of a model that our table does not know': {
      ...KINDS['the Claude API']!,
      dialect: claudeApi({ key: SECRET, models: [...LISTED, unknown] }),
    },
  }

  it.each(Object.entries(scenes))('holds after a restart before anything is asked: %s', async (_, kind) => {
    const { hosts, host, setup } = await scene(kind)
    await hosts.setUp(setup)
    const opened = async (from: typeof hosts) => {
      const answer = await from.open({ host: kind.id, model: null })
      if (!answer.ok) throw new Error(answer.message)
      const { connection, state } = answer.host
      return { models: state.models, can: state.models.map(({ id }) => connection.capabilities(id)) }
    }
    const before = await opened(hosts)
    const last = before.can.at(-1)
    expect(last).toMatchObject({ source: 'host' })
    expect([12_345, 123_456]).toContain(last?.contextWindow)
    const asked = host.asked.length
    expect(await opened(open())).toEqual(before)
    const found = (await open().all()).find(({ state }) => state.id === kind.id)
    expect(found?.state.models).toEqual(before.models)
    expect(host.asked).toHaveLength(asked)
  })
})

describe('what a host of the environment says of its models', () => {
  it('holds after a restart too, before anything is asked', async () => {
    host = await startHost(claudeApi({ key: SECRET, models: LISTED.slice(0, 1) }))
    const env = { ANTHROPIC_API_KEY: SECRET, ANTHROPIC_BASE_URL: host.url }
    const modelsOf = async (hosts: ReturnType<typeof open>) =>
      (await hosts.all()).find(({ state }) => state.id === 'anthropic')?.state.models.map(({ id }) => id)
    expect(await open(env).verify({ host: 'anthropic', model: null })).toMatchObject({ ok: true })
    const asked = host.asked.length
    expect(await modelsOf(open(env))).toEqual(['claude-sonnet-5-5'])
    expect(host.asked).toHaveLength(asked)
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(files.join()).not.toContain(SECRET)
    // A file that cannot be read is no more than a question asked again.
    writeFileSync(join(folder, 'models.json'), '{"anthropic":7}')
    expect(await modelsOf(open(env))).not.toEqual(['claude-sonnet-5-5'])
  })
})

describe('a kept secret', () => {
  it('stays when the field is left empty, and is never sent to another address', async () => {
    const { hosts, setup, host } = await scene(KINDS['the Claude API']!)
    await hosts.setUp(setup)
    const fields = { baseUrl: host.url, models: 'claude-opus-5-5', apiKey: '' }
    expect(await hosts.setUp({ ...setup, fields })).toMatchObject({
      ok: true,
      host: { state: { model: 'claude-opus-5-5' } },
    })
    await using other = await startHost(claudeApi({ key: SECRET, models: LISTED }))
    expect(await hosts.setUp({ ...setup, fields: { ...fields, baseUrl: other.url } })).toMatchObject({
      ok: false,
      message: 'The address has changed, so type "API key" again: it was given for another one.',
    })
    expect(other.asked).toEqual([])
  })

  it('can be taken away', async () => {
    host = await startHost(vllm({ model: 'qwen3' }))
    const hosts = open()
    const setup = { kind: 'server', name: 'vLLM', fields: { baseUrl: host.url, apiKey: SECRET } } as const
    await hosts.setUp(setup)
    expect(hosts.setups()[0]?.kept).toEqual(['apiKey'])
    await hosts.setUp({ ...setup, fields: { baseUrl: host.url, apiKey: null } })
    expect(hosts.setups()[0]?.kept).toEqual([])
  })
})

describe('whatever is found', () => {
  it('is what was typed, else the Claude API, else AWS, else rehearsal', async () => {
    const both = {
      ANTHROPIC_API_KEY: 'sk-ant-1',
      AWS_BEARER_TOKEN_BEDROCK: 'b',
      AWS_REGION: 'us-east-1',
    }
    const { ANTHROPIC_API_KEY: _, ...aws } = both
    const chosen = async (env: Readonly<Record<string, string>>) => {
      const answer = await open(env).open({ host: 'auto', model: null })
      return answer.ok ? answer.host.state.id : answer.message
    }
    expect([await chosen(both), await chosen(aws)]).toEqual(['anthropic', 'bedrock'])
    const { hosts, setup } = await scene(KINDS.Ollama!)
    await hosts.setUp(setup)
    expect(await chosen(both)).toBe('server-my-ollama')
  })
})
