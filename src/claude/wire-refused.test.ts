/** What hosts refuse and do not have, over the wire, through the official clients. */
import { describe, expect, it } from 'vitest'
import { claudeApi } from '../../test/hosts/anthropic.ts'
import { betasOf } from '../../test/hosts/server.ts'
import { ask, everything, only, open, WAYS } from '../../test/hosts/ways.ts'
import { apiError, refuses, reply } from './server-for-tests.ts'

const DROP = 'thinking-binding-controls-2026-08-01'
const LIVE = 'fine-grained-tool-streaming-2025-05-14'

describe('what a host refuses and can be left out', () => {
  const MODEL = 'claude-sonnet-5-5'
  it.each<[string, number, string, (body: Record<string, unknown>, betas: readonly string[]) => boolean]>([
    [
      'a flag by name',
      400,
      `Unexpected value(s) \`${DROP}\` for the \`anthropic-beta\` header.`,
      (_, betas) => betas.includes(DROP),
    ],
    ['a flag without a name', 400, 'invalid beta flag', (_, betas) => betas.includes(LIVE)],
    [
      'the mark at the top',
      400,
      'cache_control: Extra inputs are not permitted',
      (body) => 'cache_control' in body,
    ],
    [
      'an hour',
      400,
      'system.0.cache_control.ephemeral.ttl: Extra inputs are not permitted',
      (body) => JSON.stringify(body).includes('ttl'),
    ],
    [
      'every mark',
      422,
      'tools.0.cache_control: Extra inputs are not permitted',
      (body) => JSON.stringify(body.tools).includes('cache_control'),
    ],
    [
      'live input',
      400,
      'tools.1.custom.eager_input_streaming: Extra inputs are not permitted',
      (body) => JSON.stringify(body).includes('eager'),
    ],
    ['diagnosis', 400, 'diagnostics: Extra inputs are not permitted', (body) => 'diagnostics' in body],
    ['effort', 400, 'This model does not support the effort parameter.', (body) => 'output_config' in body],
    [
      'thinking',
      400,
      '"thinking.type.adaptive" is not supported for this model.',
      (body) => 'thinking' in body,
    ],
    [
      'editing',
      400,
      'context_management: Extra inputs are not permitted',
      (body) => JSON.stringify(body).includes('clear_tool_uses'),
    ],
    [
      'summaries',
      400,
      "context_management.edits.2: Input tag 'compact_20260112' found using 'type' does not match any of the expected tags",
      (body) => JSON.stringify(body).includes('compact_20260112'),
    ],
  ])('%s is left out then and from then on', async (_, status, words, has) => {
    const refusal = refuses(status, apiError('invalid_request_error', words))
    const { host, connection } = await open(WAYS.anthropic, refusal, reply() as never)
    await using __ = host
    const request = everything(connection, MODEL)
    await ask(connection, request)
    await ask(connection, everything(connection, MODEL))
    expect(host.replies().map((asked) => has(asked.body, betasOf(asked)))).toEqual([true, false, false])
  })

  it('stays out also when the tool itself was declared with it', async () => {
    const words = 'tools.1.custom.eager_input_streaming: Extra inputs are not permitted'
    const refusal = refuses(400, apiError('invalid_request_error', words))
    const { host, connection } = await open(WAYS.anthropic, refusal, reply() as never)
    await using _ = host
    const request = everything(connection, MODEL)
    const tools = request.tools.map((tool) =>
      'input_schema' in tool ? { ...tool, eager_input_streaming: true } : tool,
    )
    await ask(connection, { ...request, tools })
    const asked = host.replies().map(({ body }) => JSON.stringify(body).includes('eager_input_streaming'))
    expect(asked).toEqual([true, false])
  })

  it('shows in what the model is said to be able to do, so that the agent does it', async () => {
    const refusal = refuses(
      400,
      apiError('invalid_request_error', 'context_management: Extra inputs are not permitted'),
    )
    const { host, connection } = await open(WAYS.anthropic, refusal, reply() as never)
    await using _ = host
    expect(connection.capabilities(MODEL).clearing).toBe('host')
    await ask(connection, everything(connection, MODEL))
    expect(connection.capabilities(MODEL)).toMatchObject({ clearing: 'agent', clearsThinking: false })
    expect(connection.capabilities('claude-opus-5-5').clearing).toBe('host')
  })

  it('is none of ours when the flag is not: nothing is left out for it', async () => {
    const words = 'Unexpected value(s) `somebody-elses-2026-01-01` for the `anthropic-beta` header.'
    const { host, connection } = await open(
      WAYS.anthropic,
      refuses(400, apiError('invalid_request_error', words)),
    )
    await using _ = host
    await expect(ask(connection, everything(connection, MODEL))).rejects.toThrow('refused')
    only(host)
  })

  it('is not asked for twice: what cannot be left out is a failure at once', async () => {
    const refusal = refuses(400, apiError('invalid_request_error', 'messages: roles must alternate'))
    const { host, connection } = await open(WAYS.anthropic, refusal)
    await using _ = host
    await expect(ask(connection, everything(connection, MODEL))).rejects.toMatchObject({
      failure: { kind: 'bad_request' },
    })
    only(host)
  })
})

describe('the count of a prompt', () => {
  it.each<[keyof typeof WAYS, string, number | null]>([
    ['anthropic', 'claude-sonnet-5-5', 42],
    ['vertex', 'claude-opus-5-5', 42],
    ['foundry', 'claude-sonnet-5-5', 42],
    ['llamaCpp', 'local.gguf', 42],
    ['vllm', 'qwen3', 42],
    ['ollama', 'qwen3', null],
    ['mantle', 'anthropic.claude-sonnet-5-5', null],
    ['invoke', 'global.anthropic.claude-sonnet-4-6', null],
  ])('is had at %s for %s: %s', async (way, model, tokens) => {
    const { host, connection } = await open(WAYS[way])
    await using _ = host
    const counted = await connection.count(everything(connection, model))
    expect(counted?.tokens ?? null).toBe(tokens)
    await connection.count(everything(connection, model))
    expect(host.asked).toHaveLength(tokens === null ? (way === 'ollama' ? 1 : 0) : 2)
    expect(connection.capabilities(model).countsTokens).toBe(tokens !== null)
  })

  it('tells what editing would clear', async () => {
    const count = { input_tokens: 30, context_management: { original_input_tokens: 90 } }
    const { host, connection } = await open({ ...WAYS.anthropic, dialect: claudeApi({ count }) })
    await using _ = host
    const counted = await connection.count(everything(connection, 'claude-sonnet-5-5'))
    expect(counted).toEqual({ tokens: 30, original: 90 })
  })
})
