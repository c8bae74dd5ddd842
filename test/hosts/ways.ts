/** Ways to the hosts on loopback through the official clients, and a request that asks for everything at once. */
import { AnthropicAws } from '@anthropic-ai/aws-sdk'
import { AnthropicBedrock, AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk'
import { AnthropicFoundry } from '@anthropic-ai/foundry-sdk'
import Anthropic from '@anthropic-ai/sdk'
import { AnthropicVertex } from '@anthropic-ai/vertex-sdk'
import { expect } from 'vitest'
import { CLIENT_OPTIONS, type MessagesClient, openConnection } from '../../src/claude/connection.ts'
import type { Connection, HostKind, ModelRequest, WireTool } from '../../src/claude/contract.ts'
import { CLAUDE_API, claudeApi, foundry, mantle } from './anthropic.ts'
import { bedrockRuntime } from './bedrock.ts'
import { llamaCpp, ollama, vllm } from './local.ts'
import { type Dialect, type Host, startHost } from './server.ts'
import { vertex } from './vertex.ts'

const AWS = { accessKeyId: 'AKIATESTTESTTEST', secretAccessKey: 'a secret' }
const keys = { awsRegion: 'us-west-2', awsAccessKey: AWS.accessKeyId }
const GOOGLE = {
  token: 'google',
  project: 'p',
  location: 'global',
  models: ['claude-opus-5-5', 'claude-haiku-4-5@20251001'],
}
const google = {
  projectId: 'p',
  getRequestHeaders: async () => new Headers({ authorization: 'Bearer google' }),
}
const plain = (baseURL: string) =>
  new Anthropic({ ...CLIENT_OPTIONS, apiKey: 'sk-ant-test', authToken: null, baseURL })

interface Way {
  readonly kind: HostKind
  readonly dialect: Dialect
  readonly client: (url: string) => MessagesClient
}

export const WAYS = {
  anthropic: { kind: 'anthropic', dialect: claudeApi(), client: plain },
  aws: {
    kind: 'aws',
    dialect: claudeApi({ rules: { ...CLAUDE_API, diagnostics: false } }),
    client: (baseURL) =>
      new AnthropicAws({
        ...CLIENT_OPTIONS,
        awsRegion: 'us-west-2',
        workspaceId: 'wrkspc_1',
        apiKey: 'sk-ant-test',
        baseURL,
      }),
  },
  invoke: {
    kind: 'bedrock',
    dialect: bedrockRuntime(AWS),
    client: (baseURL) =>
      new AnthropicBedrock({
        ...CLIENT_OPTIONS,
        ...keys,
        apiKey: null,
        baseURL,
        awsSecretKey: AWS.secretAccessKey,
      }),
  },
  mantle: {
    kind: 'bedrock',
    dialect: mantle(AWS),
    client: (baseURL) =>
      new AnthropicBedrockMantle({
        ...CLIENT_OPTIONS,
        ...keys,
        baseURL,
        awsSecretAccessKey: AWS.secretAccessKey,
      }),
  },
  vertex: {
    kind: 'vertex',
    dialect: vertex(GOOGLE),
    client: (url) =>
      new AnthropicVertex({
        ...CLIENT_OPTIONS,
        baseURL: `${url}/v1`,
        region: 'global',
        authClient: google as never,
      }),
  },
  foundry: {
    kind: 'foundry',
    dialect: foundry({ key: 'k', deployments: ['claude-sonnet-5-5', 'my-own-name'] }),
    client: (url) => new AnthropicFoundry({ ...CLIENT_OPTIONS, baseURL: `${url}/anthropic`, apiKey: 'k' }),
  },
  ollama: { kind: 'server', dialect: ollama(), client: plain },
  vllm: { kind: 'server', dialect: vllm({ model: 'qwen3' }), client: plain },
  llamaCpp: { kind: 'server', dialect: llamaCpp(), client: plain },
} as const satisfies Readonly<Record<string, Way>>

export async function open(way: Way, ...replies: Parameters<typeof startHost>[1][]) {
  const host = await startHost(way.dialect, ...replies)
  const facts = { host: way.kind, kind: way.kind, name: 'The host', defaultModel: '' }
  const client = way.client(host.url)
  const today = () => new Date('2026-11-29T12:00:00Z')
  return {
    host,
    connection: openConnection(
      facts,
      () => client,
      async () => [],
      today,
    ),
  }
}

export const TYPED: WireTool = { type: 'memory_20250818', name: 'memory' }
const CUSTOM = {
  name: 'search',
  description: 'Looks.',
  input_schema: { type: 'object' as const, properties: {} },
}

/** Everything that can be asked for at once, as the agent asks: tools by what the model can do. */
export function everything(
  connection: Connection,
  model: string,
  more: Partial<ModelRequest> = {},
): ModelRequest {
  const typed = connection.capabilities(model).memoryTool === 'typed'
  const memory: WireTool = typed ? TYPED : { ...CUSTOM, name: 'memory' }
  return {
    model,
    system: 'Be kind.',
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'search', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'Nothing.' }] },
    ],
    tools: [memory, CUSTOM],
    contextManagement: {
      edits: [
        { type: 'clear_tool_uses_20250919', keep: { type: 'tool_uses', value: 3 } },
        { type: 'clear_thinking_20251015', keep: { type: 'thinking_turns', value: 2 } },
      ],
    },
    thinking: { mode: 'normal', effort: 'max' },
    compaction: { enabled: true, trigger: 10_000, instructions: 'Short.' },
    dropUnsealed: true,
    cacheFor: '1h',
    previousMessage: 'msg_0',
    ...more,
  }
}

export const ask = (connection: Connection, request: ModelRequest) =>
  Array.fromAsync(connection.stream(request, new AbortController().signal))

/** The one request that was made; any that was refused and made again shows here. */
export function only({ replies }: Host) {
  expect(replies()).toHaveLength(1)
  return replies()[0]!
}
