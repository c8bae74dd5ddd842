import type Anthropic from '@anthropic-ai/sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rehearsalClient } from '../../test/rehearsal-table.ts'
import { REHEARSAL_1 } from './rehearsal.ts'

type Body = Anthropic.Beta.MessageCreateParamsNonStreaming
type Messages = Anthropic.Beta.BetaMessageParam[]
type Mark = Anthropic.Beta.BetaCacheControlEphemeral

const MARK: Mark = { type: 'ephemeral' }
const HOUR: Mark = { type: 'ephemeral', ttl: '1h' }
const TOOL = { type: 'memory_20250818' as const, name: 'memory' as const }
/** Longer than the shortest prefix that is cached. */
const SYSTEM = 'Be kind to everybody. '.repeat(120)

const text = (words: string, mark?: Mark) => ({ type: 'text' as const, text: words, cache_control: mark })
const said = (role: 'user' | 'assistant', ...content: ReturnType<typeof text>[]): Messages[number] => ({
  role,
  content,
})
const ask = (messages: Messages, more: Partial<Body> = {}): Body => ({
  model: 'rehearsal-1',
  max_tokens: 500,
  system: SYSTEM,
  messages,
  ...more,
})

interface Used {
  readonly input: number
  readonly read: number
  readonly write: number
  readonly hour: number
  readonly all: number
}

/** A client of its own with a clock that the test moves. */
function open(options: Parameters<typeof rehearsalClient>[0] = {}) {
  let now = Date.parse('2026-11-23T10:00:00Z')
  const client = rehearsalClient({ ...options, now: () => new Date(now) })
  const use = async (messages: Messages, more: Partial<Body> = {}, by = client): Promise<Used> => {
    const { usage } = await by.beta.messages.create(ask(messages, more))
    const read = usage.cache_read_input_tokens ?? 0
    const write = usage.cache_creation_input_tokens ?? 0
    const hour = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0
    expect(usage.cache_creation?.ephemeral_5m_input_tokens).toBe(write - hour)
    return { input: usage.input_tokens, read, write, hour, all: usage.input_tokens + read + write }
  }
  return {
    client,
    use,
    minutes(count: number) {
      now += count * 60_000
    },
  }
}

/** A chat of so many turns, with a mark at its end. */
function chat(turns: number, mark: Mark = MARK): Messages {
  const messages: Messages = []
  for (let turn = 1; turn < turns; turn++)
    messages.push(
      said('user', text(`Question ${turn} `.repeat(20))),
      said('assistant', text('Answer '.repeat(30))),
    )
  return [...messages, said('user', text('And now?', mark))]
}

test('nothing is cached without a mark', async () => {
  const { use } = open()
  for (let times = 0; times < 2; times++)
    expect(await use([said('user', text('Hello'))])).toMatchObject({ read: 0, write: 0 })
})

test('what was written is read the next time, and only what is new is written', async () => {
  const { use, client } = open()
  const first = await use(chat(1))
  expect(first).toMatchObject({ input: 0, read: 0, write: first.all })
  const again = await use(chat(1))
  expect(again).toMatchObject({ input: 0, read: first.all, write: 0 })
  const grown = await use([...chat(1), said('assistant', text('Yes.')), said('user', text('More', MARK))])
  expect(grown.read).toBe(first.all)
  expect(grown.write).toBe(grown.all - first.all)
  const { input_tokens } = await client.beta.messages.countTokens({
    model: 'rehearsal-1',
    system: SYSTEM,
    messages: chat(1),
  })
  expect(input_tokens).toBe(first.all)
})

test('the automatic mark moves with the last block', async () => {
  const { use } = open()
  const plain = (turns: number) =>
    chat(turns).map(
      (message) =>
        JSON.parse(
          JSON.stringify(message, (key, value) => (key === 'cache_control' ? undefined : value)),
        ) as Messages[number],
    )
  const first = await use(plain(1), { cache_control: MARK })
  expect(first).toMatchObject({ input: 0, write: first.all })
  const second = await use([...plain(1), said('assistant', text('Yes.')), said('user', text('More'))], {
    cache_control: MARK,
  })
  expect(second).toMatchObject({ input: 0, read: first.all, write: second.all - first.all })
})

test('a mark finds what was kept at most twenty blocks back, its own block included', async () => {
  for (const [blocks, found] of [
    [19, true],
    [20, false],
  ] as const) {
    const { use } = open()
    const before = said('user', text('One', MARK))
    const first = await use([before])
    const more = Array.from({ length: blocks }, (_, n) => text(`Block ${n}`))
    const last = more.map((block, n) => (n === blocks - 1 ? { ...block, cache_control: MARK } : block))
    const plain = said('user', text('One'))
    const second = await use([plain, said('assistant', text('Yes')), said('user', ...last.slice(1))])
    expect(second.read > 0).toBe(found)
    if (found) expect(second.read).toBe(first.all)
    // A second mark where the request before ended finds it however long the turn was.
    const both = open()
    await both.use([before])
    expect(
      (await both.use([before, said('assistant', text('Yes')), said('user', ...last.slice(1))])).read,
    ).toBe(first.all)
  }
})

test('a prefix that is too short is not kept, and that is no error', async () => {
  const { use } = open()
  const short = { system: 'Be kind.' }
  await use([said('user', text('Hello', MARK))], short)
  expect(await use([said('user', text('Hello', MARK))], short)).toMatchObject({ read: 0, write: 0 })
})

test('five minutes and an hour, from the beginning of the last request that used it', async () => {
  const { use, minutes } = open()
  await use(chat(1))
  minutes(4)
  expect((await use(chat(1))).read).toBeGreaterThan(0)
  minutes(4)
  expect((await use(chat(1))).read).toBeGreaterThan(0)
  minutes(5)
  expect((await use(chat(1))).read).toBe(0)
  await use(chat(2, HOUR))
  minutes(59)
  expect((await use(chat(2, HOUR))).read).toBeGreaterThan(0)
  minutes(60)
  expect((await use(chat(2, HOUR))).read).toBe(0)
})

test('tokens are written for as long as the mark that they end at says', async () => {
  const { use } = open()
  const mixed = { system: [text(SYSTEM, HOUR)] }
  const used = await use(chat(1), mixed)
  expect(used.hour).toBeGreaterThan(500)
  expect(used.write).toBeGreaterThan(used.hour)
  expect(used.input).toBe(0)
  await expect(use(chat(1, HOUR), { system: [text(SYSTEM, MARK)] })).rejects.toThrow(
    "messages.0.content.0.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m'",
  )
})

test.each<[string, Partial<Body>, boolean]>([
  ['another tool', { tools: [TOOL, { name: 'x', input_schema: { type: 'object' } }] }, false],
  ['another system prompt', { system: [text(`${SYSTEM}!`, MARK)] }, false],
  ['another effort', { output_config: { effort: 'low' } }, true],
  ['thinking', { thinking: { type: 'adaptive' } }, true],
  ['another tool choice', { tool_choice: { type: 'none' } }, true],
])('%s breaks the cache from where it stands on', async (_name, more, system) => {
  const { use } = open()
  const base = { tools: [TOOL], system: [text(SYSTEM, MARK)] }
  const first = await use(chat(3), base)
  const changed = await use(chat(3), { ...base, ...more })
  expect(changed.read).toBeLessThan(first.all)
  // What only changes how messages are read leaves the tools and the system prompt as they were.
  expect(changed.read > 0).toBe(system)
})

test('another account and another model share nothing', async () => {
  const { use, client } = open({ models: [REHEARSAL_1, { ...REHEARSAL_1, id: 'rehearsal-2' }] })
  await use(chat(1))
  expect((await use(chat(1), {}, client.withOptions({ apiKey: 'another' }))).read).toBe(0)
  expect((await use(chat(1), { model: 'rehearsal-2' })).read).toBe(0)
  expect((await use(chat(1))).read).toBeGreaterThan(0)
})

test('clearing breaks the prefix from the cleared place on', async () => {
  const { use } = open()
  const call = (n: number): Messages => [
    {
      role: 'assistant',
      content: [
        { type: 'tool_use', id: `t${n}`, name: 'memory', input: { command: 'view', path: '/memories' } },
      ],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: `t${n}`, content: 'word '.repeat(400) }] },
  ]
  const messages = [said('user', text('Hello', MARK)), ...call(1), ...call(2), ...call(3)]
  const end = [said('assistant', text('Yes')), said('user', text('And now?', MARK))]
  const whole = await use([...messages, ...end], { tools: [TOOL] })
  const cleared = await use([...messages, ...end], {
    tools: [TOOL],
    betas: ['context-management-2025-06-27'],
    context_management: {
      edits: [
        {
          type: 'clear_tool_uses_20250919',
          trigger: { type: 'tool_uses', value: 1 },
          keep: { type: 'tool_uses', value: 1 },
        },
      ],
    },
  })
  expect(cleared.read).toBeGreaterThan(0)
  expect(cleared.read).toBeLessThan(whole.all - 1_000)
  expect(cleared.all).toBeLessThan(whole.all)
})

test('a parallel request reads only what was kept when the first had begun to answer', async () => {
  const { client, use } = open()
  const stream = await client.beta.messages.create({ ...ask(chat(1)), stream: true })
  expect((await use(chat(1))).read).toBe(0)
  const after = open()
  const begun = await after.client.beta.messages.create({ ...ask(chat(1)), stream: true })
  for await (const event of begun) if (event.type === 'message_start') break
  expect((await after.use(chat(1))).read).toBeGreaterThan(0)
  stream.controller.abort()
})

test('the cache can be filled without a reply', async () => {
  const { client, use } = open()
  const warm = await client.beta.messages.create(ask(chat(1), { max_tokens: 0 }))
  expect([warm.content, warm.stop_reason, warm.usage.output_tokens]).toEqual([[], 'max_tokens', 0])
  expect((await use(chat(1))).read).toBeGreaterThan(0)
  await expect(
    client.beta.messages.create(ask(chat(1), { max_tokens: 0, thinking: { type: 'adaptive' } })),
  ).rejects.toThrow('max_tokens: 0 cannot be combined with `thinking`')
})

test.each<[string, Partial<Body> & { messages?: Messages }, string]>([
  [
    'five marks',
    { messages: [said('user', ...Array.from({ length: 5 }, () => text('x', MARK)))] },
    'A maximum of 4 blocks with cache_control may be provided. Found 5.',
  ],
  [
    'an automatic mark beside four',
    {
      cache_control: MARK,
      messages: [said('user', ...Array.from({ length: 4 }, () => text('x', MARK)), text('y'))],
    },
    'Found 5.',
  ],
  ['an automatic mark beside another ttl', { cache_control: HOUR, messages: chat(1) }, 'with another ttl'],
  [
    'an unknown ttl',
    { cache_control: { type: 'ephemeral', ttl: '2h' as never } },
    "ttl: Input should be '5m' or '1h'",
  ],
  ['an unknown kind', { cache_control: { type: 'eternal' as never } }, "Input tag 'eternal'"],
])('%s is refused', async (_name, more, words) => {
  await expect(open().use([said('user', text('Hello'))], more)).rejects.toThrow(words)
})

test('thinking carries no mark', async () => {
  const { client } = open()
  const { content } = await client.beta.messages.create(ask(chat(1), { thinking: { type: 'adaptive' } }))
  const marked = content.map((block) =>
    block.type === 'thinking' ? { ...block, cache_control: MARK } : block,
  )
  await expect(
    client.beta.messages.create(
      ask([...chat(1), { role: 'assistant', content: marked as never }, ...chat(1)]),
    ),
  ).rejects.toThrow('messages.1.content.0.thinking.cache_control: Extra inputs are not permitted')
})

test('a chat of thirty turns reads nine tenths of its prompts from the cache', async () => {
  const { client } = open()
  const messages: Messages = []
  let read = 0
  let all = 0
  for (let turn = 0; turn < 30; turn++) {
    messages.push({ role: 'user', content: `Who are you? ${turn}` })
    const reply = await client.beta.messages.create(
      ask(messages, { tools: [TOOL], cache_control: MARK, thinking: { type: 'adaptive' } }),
    )
    messages.push({ role: 'assistant', content: reply.content })
    const { usage } = reply
    read += usage.cache_read_input_tokens ?? 0
    all +=
      usage.input_tokens + (usage.cache_read_input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0)
  }
  expect(read / all).toBeGreaterThan(0.9)
})

test('whatever is marked and sent again, the parts are the whole prompt', async () => {
  const block = fc.record({
    words: fc.stringMatching(/^[a-z]{1,40}$/),
    mark: fc.boolean(),
    size: fc.integer({ min: 1, max: 60 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(block, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
      async (turns) => {
        const { client, use } = open()
        let marks = 0
        const messages = turns.flatMap(
          (blocks, index): Messages => [
            ...(index === 0 ? [] : [said('assistant', text('Yes'))]),
            said(
              'user',
              ...blocks.map(({ words, mark, size }) =>
                text(`${words} `.repeat(size), mark && ++marks <= 4 ? MARK : undefined),
              ),
            ),
          ],
        )
        let read = 0
        for (let end = 1; end <= messages.length; end += 2) {
          const { input_tokens } = await client.beta.messages.countTokens({
            model: 'rehearsal-1',
            system: SYSTEM,
            messages: messages.slice(0, end),
          })
          const used = await use(messages.slice(0, end))
          expect(used.all).toBe(input_tokens)
          expect(used.read).toBeGreaterThanOrEqual(0)
          expect(used.read).toBeLessThanOrEqual(used.all)
          read = used.read
        }
        const again = await use(messages)
        expect(again.read).toBeGreaterThanOrEqual(read)
        expect(again.write).toBe(0)
      },
    ),
    { numRuns: 25 },
  )
})

test('diagnostics name what kept the cache from being used', async () => {
  const { client } = open({ models: [REHEARSAL_1, { ...REHEARSAL_1, id: 'rehearsal-2' }] })
  const base = { tools: [TOOL], system: [text(SYSTEM, MARK)] }
  const send = (messages: Messages, previous: string | null, more: Partial<Body> = {}) =>
    client.beta.messages.create(
      ask(messages, { ...base, diagnostics: { previous_message_id: previous }, ...more }),
    )
  const first = await send(chat(2), null)
  expect(first.diagnostics).toBeNull()
  const next = [...chat(2), said('assistant', text('Yes')), said('user', text('More', MARK))]
  const reason = async (messages: Messages, more: Partial<Body> = {}, id = first.id) =>
    (await send(messages, id, more)).diagnostics?.cache_miss_reason
  expect((await send(next, first.id)).diagnostics).toBeNull()
  expect(await reason(next, { model: 'rehearsal-2' })).toMatchObject({ type: 'model_changed' })
  expect(await reason(next, { tools: [] })).toMatchObject({ type: 'tools_changed' })
  expect(await reason(next, { system: 'Be rude.' })).toMatchObject({ type: 'system_changed' })
  const changed = await reason([said('user', text('Other')), ...next.slice(1)])
  expect(changed).toMatchObject({ type: 'messages_changed' })
  expect((changed as { cache_missed_input_tokens: number }).cache_missed_input_tokens).toBeGreaterThan(50)
  expect(await reason(next, { output_config: { effort: 'low' } })).toEqual({ type: 'unavailable' })
  expect(await reason(next, {}, 'msg_unknown')).toEqual({ type: 'previous_message_not_found' })
  const longer = [...next, said('assistant', text('Yes')), said('user', text('!'))]
  const silent = await client.beta.messages.create(ask(longer, base))
  expect(silent).not.toHaveProperty('diagnostics')
  // Only requests that carry the field are remembered.
  expect(await reason(longer, {}, silent.id)).toEqual({ type: 'previous_message_not_found' })
})
