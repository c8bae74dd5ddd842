import { AnthropicBedrock, AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk'
import { AnthropicFoundry } from '@anthropic-ai/foundry-sdk'
import Anthropic from '@anthropic-ai/sdk'
import { describe, expect, it } from 'vitest'
import { claudeApi, foundry, mantle } from './hosts/anthropic.ts'
import { bedrockRuntime } from './hosts/bedrock.ts'
import { llamaCpp, ollama, tooOld, vllm } from './hosts/local.ts'
import { type Dialect, startHost } from './hosts/server.ts'

const AWS = { accessKeyId: 'AKIATESTTESTTEST', secretAccessKey: 'a secret', bearer: 'a-bearer' }
const hello = {
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }],
}

interface Client {
  readonly beta: { readonly messages: Pick<Anthropic['beta']['messages'], 'create'> }
}

const quiet = { maxRetries: 0, logLevel: 'off' } as const
const keyed = (url: string) => new Anthropic({ ...quiet, apiKey: 'sk-ant-test', baseURL: url })
const keys = { awsRegion: 'us-west-2', awsAccessKey: AWS.accessKeyId }

const CASES: readonly (readonly [string, Dialect, string, (url: string, secret: string) => Client])[] = [
  [
    'the Claude API',
    claudeApi({ key: 'right' }),
    'claude-sonnet-5-5',
    (baseURL, secret) => new Anthropic({ ...quiet, baseURL, apiKey: secret === 'wrong' ? 'wrong' : 'right' }),
  ],
  [
    'Mantle',
    mantle(AWS),
    'anthropic.claude-sonnet-5-5',
    (baseURL, secret) =>
      new AnthropicBedrockMantle({ ...quiet, ...keys, baseURL, awsSecretAccessKey: secret }),
  ],
  [
    'InvokeModel, with a colon in the path',
    bedrockRuntime(AWS),
    'global.anthropic.claude-haiku-4-5-20251001-v1:0',
    (baseURL, secret) =>
      new AnthropicBedrock({ ...quiet, ...keys, apiKey: null, baseURL, awsSecretKey: secret }),
  ],
  [
    'Foundry',
    foundry({ key: 'right', deployments: ['my-sonnet'] }),
    'my-sonnet',
    (url, secret) =>
      new AnthropicFoundry({
        ...quiet,
        baseURL: `${url}/anthropic`,
        apiKey: secret === 'wrong' ? 'wrong' : 'right',
      }),
  ],
]

describe('the test hosts', () => {
  it.each(CASES)(
    '%s answers its official client and refuses a wrong secret',
    async (_, dialect, model, connect) => {
      await using host = await startHost(dialect)
      const ask = async (secret: string) =>
        await Array.fromAsync(
          await connect(host.url, secret).beta.messages.create({ ...hello, model, stream: true }),
        )
      expect((await ask('a secret')).at(-1)?.type).toBe('message_stop')
      await expect(ask('wrong')).rejects.toMatchObject({ status: expect.toBeOneOf([401, 403]) })
      expect(host.replies()).toHaveLength(2)
    },
  )

  it.each([
    ['llama.cpp while it loads', llamaCpp({ loading: true }), 503],
    ['llama.cpp with a full context', llamaCpp({ contextSize: 10 }), 400],
    ['vLLM with a full context', vllm({ model: 'qwen3', maxModelLen: 50 }), 400],
    ['Ollama without the model', ollama([]), 404],
  ])('%s says so', async (_, dialect, status) => {
    await using host = await startHost(dialect)
    const asking = keyed(host.url).beta.messages.create({ ...hello, model: 'qwen3', stream: true })
    await expect(asking).rejects.toMatchObject({ status })
  })

  it('include a server that knows no messages', async () => {
    await using host = await startHost(tooOld())
    const models = await Array.fromAsync(keyed(host.url).models.list())
    expect(models.map(({ id }) => id)).toEqual(['some-model'])
  })

  it('refuse what the real ones refuse', async () => {
    const memory = { type: 'memory_20250818' as const, name: 'memory' as const }
    for (const dialect of [vllm({ model: 'qwen3' }), ollama(['qwen3'])]) {
      await using host = await startHost(dialect)
      const model = 'qwen3'
      const asking = keyed(host.url).beta.messages.create({ ...hello, model, tools: [memory], stream: true })
      await expect(asking).rejects.toMatchObject({ status: 400 })
    }
    await using host = await startHost(claudeApi())
    const asking = keyed(host.url).beta.messages.create({
      ...hello,
      model: 'claude-opus-5-5',
      thinking: { type: 'disabled' },
      stream: true,
    })
    await expect(asking).rejects.toMatchObject({ status: 400 })
  })
})
