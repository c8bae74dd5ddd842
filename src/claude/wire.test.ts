/** Whole requests over the wire, through the official clients, to hosts that refuse what the real ones refuse. */
import { describe, expect, it } from 'vitest'
import { betasOf } from '../../test/hosts/server.ts'
import { ask, everything, only, open, TYPED, WAYS } from '../../test/hosts/ways.ts'
import type { ModelRequest } from './contract.ts'

const CLEAR = 'context-management-2025-06-27'
const COMPACT = 'compact-2026-01-12'
const LIVE = 'fine-grained-tool-streaming-2025-05-14'
const DROP = 'thinking-binding-controls-2026-08-01'

describe('everything at once', () => {
  it.each<[keyof typeof WAYS, string, readonly string[], object]>([
    [
      'anthropic',
      'claude-sonnet-5-5',
      [COMPACT, CLEAR, LIVE, DROP],
      {
        thinking: {
          type: 'adaptive',
          display: 'summarized',
          block_binding: { prefix_mismatch_behavior: 'drop_block' },
        },
        output_config: { effort: 'max' },
        diagnostics: { previous_message_id: 'msg_0' },
        max_tokens: 64_000,
      },
    ],
    ['anthropic', 'claude-opus-4-6', [COMPACT, CLEAR, LIVE], { output_config: { effort: 'max' } }],
    [
      'anthropic',
      'claude-haiku-4-5-20251001',
      [CLEAR, LIVE],
      { thinking: { type: 'enabled', budget_tokens: 10_000 } },
    ],
    ['anthropic', 'claude-novel-9', [CLEAR, LIVE], { max_tokens: 16_000 }],
    ['mantle', 'anthropic.claude-opus-5-5', [COMPACT, CLEAR, LIVE], { model: 'anthropic.claude-opus-5-5' }],
    [
      'invoke',
      'global.anthropic.claude-sonnet-4-6',
      [COMPACT, CLEAR, LIVE],
      { output_config: { effort: 'max' } },
    ],
    ['invoke', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', [CLEAR, LIVE], {}],
    ['vertex', 'claude-opus-5-5', [COMPACT, CLEAR, LIVE], {}],
    ['vertex', 'claude-haiku-4-5@20251001', [CLEAR, LIVE], {}],
    ['foundry', 'claude-sonnet-5-5', [COMPACT, CLEAR, LIVE, DROP], {}],
    ['foundry', 'my-own-name', [CLEAR, LIVE], {}],
    ['ollama', 'qwen3', [], { max_tokens: 8_192 }],
    ['vllm', 'qwen3', [], {}],
    ['llamaCpp', 'local.gguf', [], {}],
  ])('is taken at the first request by %s for %s', async (way, model, betas, body) => {
    const { host, connection } = await open(WAYS[way])
    await using _ = host
    const events = await ask(connection, everything(connection, model))
    expect(events.at(-1)?.type).toBe('message_stop')
    expect([...betasOf(only(host))].sort()).toEqual([...betas].sort())
    expect(only(host).body).toMatchObject(body)
  })

  it('has its edits in the order of the API, and its marks where they belong', async () => {
    const { host, connection } = await open(WAYS.mantle)
    await using _ = host
    await ask(connection, everything(connection, 'anthropic.claude-sonnet-5-5'))
    const { body } = only(host)
    const types = body.context_management.edits.map(({ type }: { type: string }) => type)
    expect(types).toEqual(['clear_thinking_20251015', 'clear_tool_uses_20250919', 'compact_20260112'])
    expect(body.context_management.edits[2]).toMatchObject({
      trigger: { type: 'input_tokens', value: 50_000 },
      instructions: 'Short.',
    })
    const mark = { type: 'ephemeral', ttl: '1h' }
    expect(body.tools.map((tool: object) => Reflect.get(tool, 'cache_control'))).toEqual([undefined, mark])
    expect(body.tools[1].eager_input_streaming).toBe(true)
    expect(body.tools[0]).toEqual(TYPED)
    expect(body.system[0].cache_control).toEqual(mark)
    const messages: { content: { cache_control?: unknown }[] }[] = body.messages
    expect(messages.map(({ content }) => content.at(-1)?.cache_control)).toEqual([mark, undefined, mark])
    expect(body).not.toHaveProperty('cache_control')
  })

  it.each<[string, keyof typeof WAYS, string, object, unknown]>([
    ['nothing', 'anthropic', 'claude-haiku-5-5', { type: 'disabled' }, { effort: 'high' }],
    ['between tools', 'anthropic', 'claude-sonnet-5-5', { type: 'between_tools' }, { effort: 'high' }],
    [
      'as it must',
      'anthropic',
      'claude-opus-5-5',
      { type: 'adaptive', display: 'summarized' },
      { effort: 'max' },
    ],
    ['nothing, without effort', 'anthropic', 'claude-haiku-4-5-20251001', { type: 'disabled' }, undefined],
  ])('thinks %s when it shall think least (%s, %s)', async (_, way, model, thinking, effort) => {
    const { host, connection } = await open(WAYS[way])
    await using __ = host
    const request = everything(connection, model, {
      thinking: { mode: 'least', effort: 'max' },
      dropUnsealed: false,
    })
    await ask(connection, request)
    expect(only(host).body.thinking).toEqual(thinking)
    expect(only(host).body.output_config).toEqual(effort)
  })

  it('never has a mark on thinking or on an empty text', async () => {
    const { host, connection } = await open(WAYS.mantle)
    await using _ = host
    const content = [
      { type: 'text' as const, text: 'Hm.' },
      { type: 'thinking' as const, thinking: 'Hm.', signature: 's' },
    ]
    const messages: ModelRequest['messages'] = [
      { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
      { role: 'assistant', content },
      { role: 'user', content: [{ type: 'text', text: 'And?' }] },
    ]
    await ask(connection, everything(connection, 'anthropic.claude-opus-5-5', { messages }))
    only(host)
  })
})

describe('a summary on demand', () => {
  it('goes without edits and diagnosis of its own kind', async () => {
    const { host, connection } = await open(WAYS.anthropic)
    await using _ = host
    await ask(connection, everything(connection, 'claude-sonnet-5-5', { compactNow: { instructions: '' } }))
    const asked = only(host)
    expect(asked.body.compaction).toEqual({ type: 'summarize' })
    expect(asked.body).not.toHaveProperty('context_management')
    expect(betasOf(asked)).toContain('compact-2026-09-04')
  })

  it('is sent back with the flag it was made with', async () => {
    const { host, connection } = await open(WAYS.anthropic)
    await using _ = host
    const summary = { type: 'compaction' as const, content: 'They met.', signature: 's' }
    const messages: ModelRequest['messages'] = [
      { role: 'assistant', content: [summary] },
      { role: 'user', content: [{ type: 'text', text: 'And now?' }] },
    ]
    await ask(connection, { model: 'claude-sonnet-5-5', system: '', messages, tools: [] })
    expect(betasOf(only(host))).toEqual(['compact-2026-09-04'])
  })
})
