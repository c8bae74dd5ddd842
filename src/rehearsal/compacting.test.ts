import type Anthropic from '@anthropic-ai/sdk'
import { betaMemoryTool } from '@anthropic-ai/sdk/helpers/beta/memory'
import { expect, test } from 'vitest'
import { rehearsalClient } from '../../test/rehearsal-table.ts'
import { recall, summarise } from './play/summary.ts'

type Body = Anthropic.Beta.MessageCreateParamsNonStreaming
type Messages = Anthropic.Beta.BetaMessageParam[]
type Message = Anthropic.Beta.BetaMessage
type Edit = Anthropic.Beta.BetaCompact20260112Edit

const MEMORY = { type: 'memory_20250818' as const, name: 'memory' as const }
const THRESHOLD = ['compact-2026-01-12']
const DEMAND = ['compact-2026-09-04']
const THINKING = { type: 'adaptive' as const, display: 'summarized' as const }

const user = (text: string, who = 'Alice'): Messages[number] => ({
  role: 'user',
  content: [
    { type: 'text', text: `<speaker>${who}</speaker>` },
    { type: 'text', text },
  ],
})
const assistant = (reply: Message): Messages[number] => ({ role: 'assistant', content: reply.content })
const ask = (messages: Messages, more: Partial<Body> = {}): Body => ({
  model: 'rehearsal-1',
  max_tokens: 4_000,
  tools: [MEMORY],
  messages,
  ...more,
})
const create = (messages: Messages, more: Partial<Body> = {}) =>
  rehearsalClient().beta.messages.create(ask(messages, more))
const edit = (more: Partial<Edit> = {}): Partial<Body> => ({
  betas: THRESHOLD,
  context_management: {
    edits: [{ type: 'compact_20260112', trigger: { type: 'input_tokens', value: 50_000 }, ...more }],
  },
})
const summarize = (more: Partial<Body> = {}): Partial<Body> => ({
  betas: DEMAND,
  compaction: { type: 'summarize' },
  ...more,
})

/** A chat that has read a long document about ACME, and in which Bob now asks something. */
function long(characters = 220_000): Messages {
  const call = (n: number, path: string, content: string): Messages => [
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'I am the rehearsal model: I look.' },
        { type: 'tool_use', id: `t${n}`, name: 'memory', input: { command: 'view', path } },
      ],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: `t${n}`, content }] },
  ]
  return [
    user('Our customer is ACME Corp. Budget is $500K.'),
    ...call(1, '/memories/memory_acme_corp.md', 'word '.repeat(characters / 5)),
    { role: 'assistant', content: [{ type: 'text', text: 'I keep it.' }] },
    user('What is the budget of ACME Corp?', 'Bob'),
  ]
}

const kinds = (reply: Message) => reply.content.map((block) => block.type)
const summaryOf = (reply: Message) =>
  reply.content.find((block) => block.type === 'compaction')?.content ?? ''

test('a prompt above the threshold is summarised first, and the reply goes on after the summary', async () => {
  const reply = await create(long(), edit())
  expect(kinds(reply)).toEqual(['compaction', 'text', 'tool_use'])
  expect(reply.stop_reason).toBe('tool_use')
  const summary = summaryOf(reply)
  expect(summary).toContain('- Alice: Our customer is ACME Corp. Budget is $500K.')
  expect(summary).toContain('Documents read: /memories/memory_acme_corp.md')
  expect(summary).toContain('Still to be answered: Bob: What is the budget of ACME Corp?')
  const passes = reply.usage.iterations ?? []
  expect(passes.map(({ type }) => type)).toEqual(['compaction', 'message'])
  expect(passes[0]?.input_tokens).toBeGreaterThan(50_000)
  expect(passes[0]?.output_tokens).toBeGreaterThan(30)
  // The top level leaves out what the summary cost.
  expect([reply.usage.input_tokens, reply.usage.output_tokens]).toEqual([
    passes[1]?.input_tokens,
    passes[1]?.output_tokens,
  ])
  expect(reply.usage.input_tokens).toBeLessThan(2_000)
})

test('below the threshold nothing is summarised, and the one pass is told', async () => {
  const reply = await create(long(1_000), edit())
  expect(kinds(reply)).toEqual(['text', 'tool_use'])
  expect(reply.usage.iterations).toMatchObject([{ type: 'message', input_tokens: reply.usage.input_tokens }])
  expect(await create(long(1_000))).not.toHaveProperty('usage.iterations')
})

test('a summary streams as a beginning, one delta and an end, and the SDK puts it together', async () => {
  const events: string[] = []
  const stream = rehearsalClient().beta.messages.stream(ask(long(), edit()))
  for await (const event of stream)
    if ('index' in event && event.index === 0)
      events.push(event.type === 'content_block_delta' ? event.delta.type : event.type)
  expect(events).toEqual(['content_block_start', 'compaction_delta', 'content_block_stop'])
  expect((await stream.finalMessage()).content[0]).toEqual((await create(long(), edit())).content[0])
})

test('the chat goes on from the summary, whether or not what it summarises is still sent', async () => {
  const messages = long()
  const reply = await create(messages, edit())
  const call = reply.content.find((block) => block.type === 'tool_use')
  const result: Messages[number] = {
    role: 'user',
    content: [
      {
        type: 'tool_result',
        tool_use_id: call?.id ?? '',
        content: '4.0K\t/memories\n1.0K\t/memories/memory_acme_corp.md',
      },
    ],
  }
  const whole = await create([...messages, assistant(reply), result], edit())
  const short = await create([assistant(reply), result], edit())
  expect(whole.content).toEqual(short.content)
  expect(whole.content.at(-1)).toMatchObject({
    name: 'memory',
    input: { command: 'view', path: '/memories/memory_acme_corp.md' },
  })
  expect(JSON.stringify(whole.content)).not.toContain('I am the rehearsal model')
  const { input_tokens } = await rehearsalClient().beta.messages.countTokens({
    model: 'rehearsal-1',
    tools: [MEMORY],
    betas: THRESHOLD,
    messages: [...messages, assistant(reply), result],
  })
  expect(input_tokens).toBe(whole.usage.input_tokens)
})

test('it can stop after the summary, and then be asked to go on', async () => {
  const paused = await create(long(), edit({ pause_after_compaction: true }))
  expect(kinds(paused)).toEqual(['compaction'])
  expect(paused.stop_reason).toBe('compaction')
  expect(paused.usage.iterations?.map(({ type }) => type)).toEqual(['compaction'])
  const reply = await create([...long(), assistant(paused)], edit())
  expect(kinds(reply)).toEqual(['text', 'tool_use'])
})

test('thinking after a summary is bound to the summary alone', async () => {
  const thinking = { ...edit(), thinking: THINKING }
  const reply = await create(long(), thinking)
  expect(kinds(reply)).toEqual(['compaction', 'thinking', 'text', 'tool_use'])
  const call = reply.content.find((block) => block.type === 'tool_use')
  const result: Messages[number] = {
    role: 'user',
    content: [{ type: 'tool_result', tool_use_id: call?.id ?? '', content: 'The directory is empty.' }],
  }
  for (const before of [long(), [], [user('Something else')]])
    expect((await create([...before, assistant(reply), result], thinking)).content[0]?.type).toBe('thinking')
  await expect(create([assistant(reply), result], { ...thinking, system: 'Be rude.' })).rejects.toThrow(
    'messages.0.content.1: Invalid `signature` in `thinking` block. The block is bound',
  )
})

test('a conversation is summarised on demand: one signed block and nothing else', async () => {
  const messages = long(1_000)
  const reply = await create(messages, summarize())
  expect(reply.content).toEqual([
    { type: 'compaction', content: expect.stringContaining('Alice'), signature: expect.any(String) },
  ])
  expect(reply.stop_reason).toBe('compaction')
  expect([reply.usage.input_tokens, reply.usage.output_tokens]).toEqual([0, 0])
  expect(reply.usage.iterations).toMatchObject([{ type: 'compaction', output_tokens: expect.any(Number) }])
  const next = await create([assistant(reply), user('And the timeline?', 'Bob')], { betas: DEMAND })
  expect(kinds(next)).toEqual(['text', 'tool_use'])
  const events: string[] = []
  for await (const event of await rehearsalClient().beta.messages.create({
    ...ask(messages, summarize()),
    stream: true,
  }))
    events.push(event.type)
  expect(events).toEqual([
    'message_start',
    'content_block_start',
    'content_block_stop',
    'message_delta',
    'message_stop',
  ])
})

test('thinking in the turns that are kept after a signed block stays good', async () => {
  const thinking = { thinking: THINKING, betas: DEMAND }
  const older: Messages = [user('Who are you?')]
  older.push(assistant(await create(older, thinking)))
  const kept: Messages = [user('Thank you')]
  kept.push(assistant(await create([...older, ...kept], thinking)))
  const summary = await create(older, summarize({ thinking: THINKING }))
  const go = (more: Partial<Body> = {}) =>
    create([assistant(summary), ...kept, user('Thank you again')], { ...thinking, ...more })
  expect((await go()).content[0]?.type).toBe('thinking')
  await expect(go({ system: 'Be rude.' })).rejects.toThrow('bound to a different conversation')
})

test('a summary longer than max_tokens does not come', async () => {
  const reply = await create(long(1_000), summarize({ max_tokens: 10 }))
  expect([reply.content, reply.stop_reason]).toEqual([[], 'max_tokens'])
  expect(reply.usage.iterations).toMatchObject([{ type: 'compaction', output_tokens: 10 }])
})

test('instructions are named in the summary, and a summary of a summary keeps what was said', async () => {
  const first = await create(
    long(1_000),
    summarize({ compaction: { type: 'summarize', instructions: 'Be short.' } }),
  )
  expect(summaryOf(first)).toContain('I was asked to: Be short.')
  const second = await create([assistant(first), user('The timeline is 9 months.', 'Carol')], summarize())
  expect(summaryOf(second)).toContain('- Alice: Our customer is ACME Corp. Budget is $500K.')
  expect(summaryOf(second)).toContain('Still to be answered: Carol: The timeline is 9 months.')
  expect(summaryOf(second)).toContain('/memories/memory_acme_corp.md')
})

const signed = async () => assistant(await create(long(1_000), summarize()))

test.each<[string, () => Promise<Message>, string]>([
  [
    'a threshold below 50,000',
    () => create(long(1_000), edit({ trigger: { type: 'input_tokens', value: 49_999 } })),
    'greater than or equal to 50000',
  ],
  [
    'a threshold without its header',
    () => create(long(1_000), { ...edit(), betas: ['context-management-2025-06-27'] }),
    'requires `anthropic-beta: compact-2026-01-12`',
  ],
  [
    'a small model',
    () => create(long(1_000), { ...summarize(), model: 'rehearsal-small' }),
    'does not support compaction',
  ],
  [
    'a summary without its header',
    () => create(long(1_000), { ...summarize(), betas: [] }),
    'requires anthropic-beta: compact-2026-09-04',
  ],
  [
    'a summary beside context editing',
    () => create(long(1_000), { ...edit(), ...summarize(), betas: [...THRESHOLD, ...DEMAND] }),
    'cannot be combined with `context_management`',
  ],
  [
    'a summary beside stop sequences',
    () => create(long(1_000), summarize({ stop_sequences: ['x'] })),
    'cannot be combined with `stop_sequences`',
  ],
  [
    'a summary beside a forced tool',
    () => create(long(1_000), summarize({ tool_choice: { type: 'any' } })),
    'cannot be combined with `tool_choice`',
  ],
  [
    'a summary of an open call',
    () => create(long(1_000).slice(0, 2), summarize()),
    'has a tool call without a result',
  ],
  [
    'a signed block that is not first',
    async () => create([user('Hello'), await signed(), user('Hello')], { betas: DEMAND }),
    'must come first in `messages`',
  ],
  [
    'two signed blocks',
    async () => create([await signed(), await signed(), user('Hello')], { betas: DEMAND }),
    'only one signed',
  ],
  [
    'a signed block beside a threshold',
    async () => create([await signed(), user('Hello')], { ...edit(), betas: [...THRESHOLD, ...DEMAND] }),
    'cannot be used with a signed',
  ],
  [
    'a signed block without its header',
    async () => create([await signed(), user('Hello')]),
    "Input tag 'compaction'",
  ],
])('%s is refused', async (_name, send, words) => {
  await expect(send()).rejects.toThrow(words)
})

test('an edited block is refused by name of what was changed', async () => {
  const reply = await create(long(1_000), summarize())
  const send = (change: object) => {
    const content = reply.content.map((block) => ({
      ...block,
      ...change,
    })) as Anthropic.Beta.BetaContentBlockParam[]
    return create([{ role: 'assistant', content }, user('Hello')], { betas: DEMAND })
  }
  await expect(send({ content: 'Other.' })).rejects.toMatchObject({
    error: { error: { details: { error_code: 'compaction_content_mismatch' } } },
  })
  await expect(send({ signature: 'invented' })).rejects.toMatchObject({
    error: { error: { details: { error_code: 'compaction_signature_invalid' } } },
  })
  await expect(send({ citations: null })).rejects.toThrow('compaction.citations: Extra inputs')
})

test('what is kept in the cache survives a summary up to the system prompt', async () => {
  const client = rehearsalClient()
  const marked = {
    system: [
      { type: 'text' as const, text: 'Be kind. '.repeat(400), cache_control: { type: 'ephemeral' as const } },
    ],
  }
  const reply = await client.beta.messages.create(ask(long(), { ...edit(), ...marked }))
  const again = await client.beta.messages.create(
    ask([assistant(reply), ...results(reply)], { ...edit(), ...marked }),
  )
  expect(again.usage.cache_read_input_tokens).toBeGreaterThan(500)
  expect(again.usage.cache_creation_input_tokens).toBe(0)
})

function results(reply: Message): Messages {
  return [
    {
      role: 'user',
      content: reply.content.flatMap((block) =>
        block.type === 'tool_use'
          ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: 'The directory is empty.' }]
          : [],
      ),
    },
  ]
}

test('the SDK’s tool runner summarises before a turn, and the question is answered all the same', async () => {
  const memory = {
    view: () => '',
    create: () => '',
    str_replace: () => '',
    insert: () => '',
    delete: () => '',
  }
  const runner = rehearsalClient().beta.messages.toolRunner({
    model: 'rehearsal-1',
    max_tokens: 4_000,
    betas: DEMAND,
    messages: [user('Who are you?')],
    tools: [betaMemoryTool({ ...memory, rename: () => '' })],
  })
  runner.compactBeforeNextTurn()
  const replies: Message[] = []
  for await (const message of runner) replies.push(message as Message)
  expect(replies.map(({ stop_reason: stop }) => stop)).toEqual(['compaction', 'end_turn'])
  expect(JSON.stringify(replies[1]?.content)).toContain('follows rules')
})

test('a summary reads as Markdown, and the rules read the same out of it again', () => {
  const said = 'Our customer is ACME Corp:\n\n- Budget: $500K\n- Documents read: none'
  const answer = 'I keep it:\n\n> - Budget: $500K\n\nStill to be answered: nothing.'
  const messages = [
    { role: 'user' as const, content: [said, 'Alice'] },
    { role: 'assistant' as const, content: [answer] },
    { role: 'user' as const, content: ['And then?\nWhat else?', 'Bob'] },
  ].map(({ role, content: [words = '', speaker] }) => ({
    role,
    content: [speaker && `<speaker>${speaker}</speaker>`, words].flatMap((text) =>
      text ? [{ type: 'text' as const, text, print: '' }] : [],
    ),
  }))
  const summary = summarise(messages, '')
  expect(summary).toContain('- Alice: Our customer is ACME Corp:\n\n  - Budget: $500K\n')
  expect(summary).toContain('\n\n> I keep it:\n> \n> > - Budget: $500K\n')
  expect(summary).not.toContain('⏎')
  const texts = recall(summary).map(({ content }) =>
    content.flatMap((block) => (block.type === 'text' ? [block.text] : [])),
  )
  expect(texts).toEqual([
    ['<speaker>Alice</speaker>', said],
    [`I am the rehearsal model. ${answer}`],
    ['<speaker>Bob</speaker>', 'And then?\nWhat else?'],
  ])
})
