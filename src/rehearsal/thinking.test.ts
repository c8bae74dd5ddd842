import Anthropic from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { rehearsalClient } from '../../test/rehearsal-table.ts'
import { REHEARSAL_1 } from './rehearsal.ts'

type Body = Anthropic.Beta.MessageCreateParamsNonStreaming
type Messages = Anthropic.Beta.BetaMessageParam[]
type Thinking = Anthropic.Beta.BetaThinkingConfigParam

const SHOWN: Thinking = { type: 'adaptive', display: 'summarized' }
const DROP: Partial<Body> = {
  betas: ['thinking-binding-controls-2026-08-01'],
  thinking: { ...SHOWN, block_binding: { prefix_mismatch_behavior: 'drop_block' } },
}
const TOOLS: Body['tools'] = [{ type: 'memory_20250818', name: 'memory' }]

function user(text: string): Messages[number] {
  return {
    role: 'user',
    content: [
      { type: 'text', text: '<speaker>Alice</speaker>' },
      { type: 'text', text },
    ],
  }
}

const ask = (messages: Messages, more: Partial<Body> = {}): Body => ({
  model: 'rehearsal-1',
  max_tokens: 2_000,
  thinking: SHOWN,
  system: 'Be kind.',
  tools: TOOLS,
  messages,
  ...more,
})

const create = (messages: Messages, more: Partial<Body> = {}, client = rehearsalClient()) =>
  client.beta.messages.create(ask(messages, more))

/** A conversation of three replies with thinking, as its caller keeps it. */
async function conversation(more: Partial<Body> = {}): Promise<Messages> {
  const messages: Messages = []
  for (const text of ['Hello', 'Who are you?', 'Thank you']) {
    messages.push(user(text))
    let reply = await create(messages, more)
    messages.push({ role: 'assistant', content: reply.content })
    while (reply.stop_reason === 'tool_use') {
      const content = reply.content.flatMap((block) =>
        block.type === 'tool_use'
          ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: 'Nothing is there.' }]
          : [],
      )
      messages.push({ role: 'user', content })
      reply = await create(messages, more)
      messages.push({ role: 'assistant', content: reply.content })
    }
  }
  return [...messages, user('Hello again')]
}

const isThinking = (block: unknown) => (block as { type?: string }).type === 'thinking'

/** The conversation without the n-th of its thinking blocks, for all n that `goes` names. */
function without(messages: Messages, goes: (n: number) => boolean): Messages {
  let n = 0
  return messages.map((message) =>
    typeof message.content === 'string'
      ? message
      : ({
          ...message,
          content: (message.content as unknown[]).filter((block) => !isThinking(block) || !goes(n++)),
        } as Messages[number]),
  )
}

const WRONG =
  /^400 .*messages\.1\.content\.0: Invalid `signature` in `thinking` block\. The block is bound to a different conversation/

test('a reply begins with a sentence of thinking, when the request asks, and its tokens are counted', async () => {
  const reply = await create([user('Our customer is ACME Corp, budget is $500K.')])
  expect(reply.content.map((block) => block.type)).toEqual(['thinking', 'text', 'tool_use'])
  expect(reply.content[0]).toMatchObject({
    thinking: 'Alice tells about ACME Corp; I look at what is known first.',
    signature: expect.stringMatching(/^[\w-]+\.[\w-]+$/),
  })
  const thought = reply.usage.output_tokens_details?.thinking_tokens ?? 0
  expect(thought).toBeGreaterThan(10)
  expect(thought).toBeLessThan(reply.usage.output_tokens)
  const silent = await create([user('Hello')], { thinking: undefined })
  expect(silent.content.map((block) => block.type)).toEqual(['text', 'tool_use'])
  expect(silent.usage).not.toHaveProperty('output_tokens_details')
})

test('thinking streams as deltas and then a signature; where it is not shown, only the signature comes', async () => {
  const kinds = async (thinking: Thinking) => {
    const seen: string[] = []
    for await (const event of await rehearsalClient().beta.messages.create({
      ...ask([user('Hello')], { thinking }),
      stream: true,
    }))
      if (event.type === 'content_block_delta' && event.index === 0) seen.push(event.delta.type)
    return seen
  }
  const shown = await kinds(SHOWN)
  expect(new Set(shown.slice(0, -1))).toEqual(new Set(['thinking_delta']))
  expect(shown.at(-1)).toBe('signature_delta')
  expect(await kinds({ type: 'adaptive', display: 'omitted' })).toEqual(['signature_delta'])
  expect(await kinds({ type: 'adaptive' })).toEqual(['signature_delta'])
})

test('the SDK’s stream helper puts the block together as it came', async () => {
  const message = await rehearsalClient()
    .beta.messages.stream(ask([user('Hello')]))
    .finalMessage()
  const { content } = await create([user('Hello')])
  expect(message.content[0]).toEqual(content[0])
})

test('an unchanged conversation goes on, whatever cache marks it carries and however it is cleared by the server', async () => {
  const messages = await conversation()
  expect((await create(messages)).content[0]?.type).toBe('thinking')
  const [first, ...rest] = messages
  const content = first?.content as Anthropic.Beta.BetaTextBlockParam[]
  const marked = content.map((block) => ({ ...block, cache_control: { type: 'ephemeral' as const } }))
  await create([{ role: 'user', content: marked }, ...rest], {
    system: [{ type: 'text', text: 'Be kind.', cache_control: { type: 'ephemeral' } }],
  })
  const cleared = await create(messages, {
    betas: ['context-management-2025-06-27'],
    context_management: {
      edits: [
        { type: 'clear_thinking_20251015', keep: { type: 'thinking_turns', value: 1 } },
        {
          type: 'clear_tool_uses_20250919',
          trigger: { type: 'tool_uses', value: 0 },
          keep: { type: 'tool_uses', value: 0 },
        },
      ],
    },
  })
  expect(cleared.context_management?.applied_edits.map(({ type }) => type)).toEqual([
    'clear_thinking_20251015',
    'clear_tool_uses_20250919',
  ])
})

test('thinking that was not shown is signed all the same', async () => {
  const hidden = { thinking: { type: 'adaptive' as const, display: 'omitted' as const } }
  const messages = await conversation(hidden)
  expect((await create(messages, hidden)).content[0]).toMatchObject({ type: 'thinking', thinking: '' })
  await expect(create(messages, { ...hidden, system: 'Be rude.' })).rejects.toThrow(WRONG)
})

test.each([
  ['another system prompt', { system: 'Be rude.' }],
  ['another tool', { tools: [...(TOOLS ?? []), { name: 'x', input_schema: { type: 'object' as const } }] }],
])('%s breaks the thinking that came before, in the count of tokens too', async (_name, more) => {
  const messages = await conversation()
  await expect(create(messages, more)).rejects.toThrow(WRONG)
  const { model, ...rest } = ask(messages, more)
  const { max_tokens: _, ...body } = rest
  await expect(rehearsalClient().beta.messages.countTokens({ model, ...body })).rejects.toThrow(WRONG)
})

test('a changed earlier message breaks what was thought after it', async () => {
  const [, ...rest] = await conversation()
  await expect(create([user('Hello!'), ...rest])).rejects.toThrow(WRONG)
})

test('thinking may be left out from the start, from the end and everywhere, but not from the middle', async () => {
  const messages = await conversation()
  const count = messages.flatMap(({ content }) => content as unknown[]).filter(isThinking).length
  expect(count).toBeGreaterThan(3)
  for (const goes of [(n: number) => n < 2, (n: number) => n >= 2, () => true])
    expect((await create(without(messages, goes))).stop_reason).not.toBeNull()
  await expect(create(without(messages, (n) => n === 1))).rejects.toThrow('bound to a different conversation')
})

test('thinking made after older thinking was left out stays good while that stays out', async () => {
  const messages = without(await conversation(), () => true)
  const reply = await create(messages)
  const next: Messages = [...messages, { role: 'assistant', content: reply.content }]
  const results = reply.content.flatMap((block) =>
    block.type === 'tool_use'
      ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: 'Nothing is there.' }]
      : [],
  )
  expect((await create([...next, { role: 'user', content: results }])).content[0]?.type).toBe('thinking')
})

test('what does not fit is dropped when the request wants it so, and each block is named', async () => {
  const messages = await conversation()
  const reply = await create(messages, { ...DROP, system: 'Be rude.' })
  const dropped = reply.input_transformations ?? []
  expect(dropped[0]).toEqual({
    type: 'thinking_dropped',
    path: 'messages.1.content.0',
    reason: 'prefix_binding_mismatch',
  })
  expect(dropped).toHaveLength(
    messages.flatMap(({ content }) => content as unknown[]).filter(isThinking).length,
  )
  expect((await create(messages, DROP)).input_transformations).toEqual([])
  expect(await create(messages)).not.toHaveProperty('input_transformations')
})

test('the reply to a request with dropped thinking can be gone on with in the same way', async () => {
  const messages = await conversation()
  const changed = { ...DROP, system: 'Be rude.' }
  const reply = await create(messages, changed)
  const results = reply.content.flatMap((block) =>
    block.type === 'tool_use'
      ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: 'Nothing is there.' }]
      : [],
  )
  const next: Messages = [
    ...messages,
    { role: 'assistant', content: reply.content },
    { role: 'user', content: results },
  ]
  const paths = (await create(next, changed)).input_transformations?.map(({ path }) => path)
  expect(paths).not.toContain(`messages.${messages.length}.content.0`)
})

test('the setting needs its header, and the refusal says so', async () => {
  const messages = await conversation()
  await expect(create(messages, { ...DROP, betas: [] })).rejects.toThrow(
    'block_binding: Extra inputs are not permitted',
  )
  await expect(create(messages, { system: 'x' })).rejects.toThrow(
    'That setting requires the `thinking-binding-controls-2026-08-01` value',
  )
  await expect(create(messages, { system: 'x', betas: DROP.betas })).rejects.not.toThrow(
    'That setting requires',
  )
})

test('edited thinking and invented signatures are refused whatever the request wants', async () => {
  const messages = await conversation()
  const edit = (change: object) =>
    messages.map((message) => ({
      ...message,
      content: (message.content as object[]).map((block) =>
        isThinking(block) ? { ...block, ...change } : block,
      ),
    })) as Messages
  for (const change of [{ thinking: 'Other.' }, { signature: 'invented' }, { signature: 'a.b' }])
    await expect(create(edit(change), DROP)).rejects.toThrow(
      /messages\.1\.content\.0: Invalid `signature` in `thinking` block"/,
    )
})

test('thinking of another account or model is dropped without a word, and named when asked', async () => {
  const messages = await conversation()
  const reasons = async (more: Partial<Body>, client = rehearsalClient()) =>
    (await create(messages, { ...DROP, ...more }, client)).input_transformations?.map(({ reason }) => reason)
  expect(new Set(await reasons({}, rehearsalClient().withOptions({ apiKey: 'another' })))).toEqual(
    new Set(['organization_binding_mismatch']),
  )
  const other = rehearsalClient({ models: [{ ...REHEARSAL_1, id: 'rehearsal-2' }] })
  expect(new Set(await reasons({ model: 'rehearsal-2' }, other))).toEqual(new Set(['model_binding_mismatch']))
  expect((await create(messages, { model: 'rehearsal-2' }, other)).content[0]?.type).toBe('thinking')
  // A model that does not think takes what another one thought, and says nothing about it.
  const small = await create(messages, { model: 'rehearsal-small', thinking: undefined, betas: DROP.betas })
  expect(small).not.toHaveProperty('input_transformations')
})

test('a model that does not bind thinking takes a changed conversation', async () => {
  const free = rehearsalClient({ models: [{ ...REHEARSAL_1, bindsThinking: false }] })
  const messages = await conversation()
  expect((await create(messages, { system: 'Be rude.' }, free)).content[0]?.type).toBe('thinking')
})

test.each<[string, Partial<Body>, string]>([
  [
    'a budget',
    { thinking: { type: 'enabled', budget_tokens: 1_024 } },
    'is not supported for this model. Use ',
  ],
  ['an unknown kind', { thinking: { type: 'deep' } as never }, "Input tag 'deep'"],
  [
    'a stray field',
    { thinking: { type: 'disabled', display: 'omitted' } as never },
    'thinking.disabled.display',
  ],
  [
    'updates without their header',
    { thinking: { type: 'adaptive', display: 'updates' } },
    "should be 'summarized'",
  ],
  ['a forced tool', { tool_choice: { type: 'any' } }, 'Thinking may not be enabled when tool_choice forces'],
  ['a temperature', { temperature: 0.5 } as never, '`temperature` may only be set to 1'],
  ['a small model', { model: 'rehearsal-small' }, 'is not supported for this model. Use '],
])('%s is refused beside thinking', async (_name, more, words) => {
  await expect(create([user('Hello')], more)).rejects.toThrow(words)
})

test('updates with their header are shown; a budget works where the model takes one', async () => {
  const updates = await create([user('Hello')], {
    betas: ['thinking-display-updates-2026-08-18'],
    thinking: { type: 'adaptive', display: 'updates' },
  })
  expect(updates.content[0]).toMatchObject({ thinking: expect.stringContaining('Alice greets me') })
  const older = rehearsalClient({ models: [{ ...REHEARSAL_1, thinking: ['enabled', 'disabled'] }] })
  const budget = (tokens: number) =>
    create(
      [user('Hello')],
      { thinking: { type: 'enabled', budget_tokens: tokens, display: 'summarized' } },
      older,
    )
  expect((await budget(1_024)).content[0]).toMatchObject({ thinking: expect.stringContaining('Alice') })
  await expect(budget(1_000)).rejects.toThrow('greater than or equal to 1024')
  await expect(budget(2_000)).rejects.toThrow('`max_tokens` must be greater')
})

test('between tools, what is said between two calls comes as thinking, and nothing else does', async () => {
  const between = { thinking: { type: 'between_tools' as const } }
  const messages: Messages = [user('Our customer is ACME Corp, budget is $500K.')]
  const first = await create(messages, between)
  expect(first.content.map((block) => block.type)).toEqual(['text', 'tool_use'])
  const call = first.content.find((block) => block.type === 'tool_use')
  messages.push(
    { role: 'assistant', content: first.content },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: call?.id ?? '', content: 'The directory is empty.' }],
    },
  )
  const second = await create(messages, between)
  expect(second.content.map((block) => block.type)).toEqual(['thinking', 'tool_use'])
  const off = await create(messages, { thinking: { type: 'disabled' } })
  expect(off.content.map((block) => block.type)).toEqual(['text', 'tool_use'])
})

test('thinking counts toward max_tokens, and what was thought until then is signed', async () => {
  const cut = await create([user('Hello')], { max_tokens: 5 })
  expect(cut.stop_reason).toBe('max_tokens')
  const messages: Messages = [user('Hello'), { role: 'assistant', content: cut.content }, user('Go on')]
  expect((await create(messages)).content[0]?.type).toBe('thinking')
})

test('refuses a beta that nobody knows, by name', async () => {
  const wrong = create([user('Hello')], { betas: ['context-management-2025-06-27', 'magic-2030-01-01'] })
  await expect(wrong).rejects.toThrow(
    'Unexpected value(s) `magic-2030-01-01` for the `anthropic-beta` header',
  )
  await expect(wrong).rejects.toBeInstanceOf(Anthropic.BadRequestError)
})

test('takes an effort that the model has, and refuses others', async () => {
  const effort = (level: string, model = 'rehearsal-1') =>
    create([user('Hello')], { model, thinking: undefined, output_config: { effort: level as never } })
  for (const level of ['low', 'medium', 'high', 'xhigh', 'max'])
    expect((await effort(level)).id).toMatch(/^msg_/)
  await expect(effort('extreme')).rejects.toThrow("Input should be 'low'")
  await expect(effort('low', 'rehearsal-small')).rejects.toThrow('does not support the effort parameter')
})
