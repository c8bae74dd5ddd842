import type Anthropic from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { rehearsalClient } from '../../test/rehearsal-table.ts'

type Messages = Anthropic.Beta.BetaMessageParam[]
type Edit = Anthropic.Beta.BetaClearToolUses20250919Edit

const BETAS = ['context-management-2025-06-27']

/** A conversation with so many answered tool calls, the last of them already read by the model. */
function conversation(calls: number, tool = 'memory'): Messages {
  const messages: Messages = [{ role: 'user', content: 'Hello' }]
  for (let call = 0; call < calls; call++) {
    messages.push(
      {
        role: 'assistant',
        content: [
          {
            type: 'tool_use',
            id: `t${call}`,
            name: tool,
            input: { command: 'view', path: `/memories/${'p'.repeat(200)}` },
          },
        ],
      },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: `t${call}`, content: 'word '.repeat(200) }],
      },
    )
  }
  messages.push({ role: 'assistant', content: 'Hello.' }, { role: 'user', content: 'Thanks' })
  return messages
}

async function clear(messages: Messages, edit: Partial<Edit>) {
  const reply = await rehearsalClient().beta.messages.create({
    model: 'rehearsal-1',
    max_tokens: 500,
    betas: BETAS,
    messages,
    tools: [{ type: 'memory_20250818', name: 'memory' }],
    context_management: { edits: [{ type: 'clear_tool_uses_20250919', ...edit }] },
  })
  const applied = reply.context_management?.applied_edits[0]
  const cleared = applied?.type === 'clear_tool_uses_20250919' ? applied : undefined
  return {
    uses: cleared?.cleared_tool_uses ?? 0,
    tokens: cleared?.cleared_input_tokens ?? 0,
    input: reply.usage.input_tokens,
  }
}

const uses = (value: number) => ({ type: 'tool_uses' as const, value })
const tokens = (value: number) => ({ type: 'input_tokens' as const, value })

test('clears nothing below the default trigger of 100,000 tokens', async () => {
  expect(await clear(conversation(8), {})).toMatchObject({ uses: 0, tokens: 0 })
})

test('above the trigger clears all but the newest three, by default', async () => {
  const all = await clear(conversation(8), { trigger: tokens(1_000_000) })
  const some = await clear(conversation(8), { trigger: tokens(1_000) })
  expect(some.uses).toBe(5)
  expect(some.input).toBe(all.input - some.tokens)
})

test.each([
  ['keep', { trigger: uses(3), keep: uses(2) }, 6],
  ['a trigger by tool uses that is not passed', { trigger: uses(8), keep: uses(0) }, 0],
  ['a trigger by tool uses that is passed', { trigger: uses(7), keep: uses(0) }, 8],
  ['an excluded tool', { trigger: uses(1), exclude_tools: ['memory'] }, 0],
  ['clear_at_least that can be had', { trigger: uses(1), clear_at_least: tokens(500) }, 5],
  ['clear_at_least that cannot be had', { trigger: uses(1), clear_at_least: tokens(500_000) }, 0],
])('honours %s', async (_name, edit, cleared) => {
  expect((await clear(conversation(8), edit)).uses).toBe(cleared)
})

test('clears inputs too when asked, for all tools or the named ones', async () => {
  const edit = { trigger: uses(1), keep: uses(0) }
  const results = await clear(conversation(4), edit)
  const inputs = await clear(conversation(4), { ...edit, clear_tool_inputs: true })
  const named = await clear(conversation(4), { ...edit, clear_tool_inputs: ['memory'] })
  const other = await clear(conversation(4), { ...edit, clear_tool_inputs: ['search'] })
  expect(inputs.tokens).toBeGreaterThan(results.tokens)
  expect(named).toEqual(inputs)
  expect(other).toEqual(results)
})

test('never clears results that the model has not yet read', async () => {
  const messages = conversation(3).slice(0, -2)
  expect((await clear(messages, { trigger: uses(0), keep: uses(0) })).uses).toBe(2)
})

test('counting tokens shows both sides of an edit', async () => {
  const client = rehearsalClient()
  const messages = conversation(8)
  const body = {
    model: 'rehearsal-1',
    messages,
    tools: [{ type: 'memory_20250818' as const, name: 'memory' as const }],
    betas: BETAS,
  }
  const plain = await client.beta.messages.countTokens(body)
  const edited = await client.beta.messages.countTokens({
    ...body,
    context_management: { edits: [{ type: 'clear_tool_uses_20250919', trigger: uses(1) }] },
  })
  expect(edited.context_management?.original_input_tokens).toBe(plain.input_tokens)
  expect(edited.input_tokens).toBe((await clear(messages, { trigger: uses(1) })).input)
})

test('in a stream the applied edits stand at the top of message_delta', async () => {
  const stream = await rehearsalClient().beta.messages.create({
    model: 'rehearsal-1',
    max_tokens: 500,
    stream: true,
    betas: BETAS,
    messages: conversation(4),
    context_management: { edits: [{ type: 'clear_tool_uses_20250919', trigger: uses(1), keep: uses(0) }] },
  })
  const deltas = []
  for await (const event of stream) if (event.type === 'message_delta') deltas.push(event)
  expect(deltas).toHaveLength(1)
  expect(deltas[0]?.context_management?.applied_edits).toMatchObject([
    { type: 'clear_tool_uses_20250919', cleared_tool_uses: 4 },
  ])
})

test('thinking of older turns is cleared when asked, and that edit has to come first', async () => {
  const client = rehearsalClient()
  const thinking = { type: 'adaptive' as const }
  const body = { model: 'rehearsal-1', max_tokens: 500, betas: BETAS, thinking }
  const messages: Messages = [{ role: 'user', content: 'Who are you?' }]
  for (let turn = 0; turn < 2; turn++) {
    const { content } = await client.beta.messages.create({ ...body, messages })
    messages.push({ role: 'assistant', content }, { role: 'user', content: 'Who are you?' })
  }
  const edit = {
    type: 'clear_thinking_20251015' as const,
    keep: { type: 'thinking_turns' as const, value: 1 },
  }
  const all = await client.beta.messages.create({ ...body, messages })
  const reply = await client.beta.messages.create({
    ...body,
    messages,
    context_management: { edits: [edit] },
  })
  const applied = reply.context_management?.applied_edits[0]
  expect(applied).toMatchObject({ type: 'clear_thinking_20251015', cleared_thinking_turns: 1 })
  // What was not shown was thought, and counts.
  expect(applied?.cleared_input_tokens).toBeGreaterThan(5)
  expect(reply.usage.input_tokens).toBe(all.usage.input_tokens - (applied?.cleared_input_tokens ?? 0))
  await expect(
    client.beta.messages.create({
      ...body,
      messages,
      context_management: { edits: [{ type: 'clear_tool_uses_20250919' }, edit] },
    }),
  ).rejects.toThrow('must be the first edit')
})
