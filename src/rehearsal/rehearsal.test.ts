import Anthropic from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { rehearsalClient } from './chat-for-tests.ts'
import { createRehearsal } from './rehearsal.ts'

type Body = Anthropic.Beta.MessageCreateParamsNonStreaming

const MEMORY = { type: 'memory_20250818', name: 'memory' } as const

function ask(text: string, more: Partial<Body> = {}): Body {
  return {
    model: 'rehearsal-1',
    max_tokens: 1_000,
    messages: [{ role: 'user', content: text }],
    tools: [MEMORY],
    ...more,
  }
}

/** The handler without the SDK, to send what the SDK would never send. */
async function post(body: unknown, path = '/v1/messages', headers: Record<string, string> = {}) {
  const handler = createRehearsal({ pace: () => 0, now: () => new Date(0) })
  const response = await handler(
    new Request(`http://rehearsal.internal${path}`, {
      method: 'POST',
      headers: { 'x-api-key': 'k', 'anthropic-version': '2023-06-01', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )
  return {
    status: response.status,
    id: response.headers.get('request-id'),
    body: (await response.json()) as ErrorBody,
  }
}

interface ErrorBody {
  readonly type: string
  readonly error: { readonly type: string; readonly message: string }
  readonly request_id: string
}

test('answers with a message as the API shapes it', async () => {
  const { data, response } = await rehearsalClient().beta.messages.create(ask('Hello')).withResponse()
  expect(data).toMatchObject({
    type: 'message',
    role: 'assistant',
    model: 'rehearsal-1',
    stop_reason: 'tool_use',
    stop_sequence: null,
  })
  expect(data.content.map((block) => block.type)).toEqual(['text', 'tool_use'])
  expect(data.usage.input_tokens).toBeGreaterThan(400)
  expect(data.usage.output_tokens).toBeGreaterThan(10)
  expect(response.headers.get('request-id')).toMatch(/^req_/)
})

test('streams the documented events: pings, small pieces, usage at start and end', async () => {
  const events: Anthropic.Beta.BetaRawMessageStreamEvent[] = []
  for await (const event of await rehearsalClient().beta.messages.create({ ...ask('Hello'), stream: true }))
    events.push(event)
  expect(events[0]).toMatchObject({
    type: 'message_start',
    message: { content: [], stop_reason: null, usage: { output_tokens: 1 } },
  })
  expect(events.at(-1)?.type).toBe('message_stop')
  expect(events.at(-2)).toMatchObject({ type: 'message_delta', delta: { stop_reason: 'tool_use' } })
  const json = events.flatMap((event) =>
    event.type === 'content_block_delta' && event.delta.type === 'input_json_delta'
      ? [event.delta.partial_json]
      : [],
  )
  expect(json[0]).toBe('')
  expect(JSON.parse(json.join(''))).toEqual({ command: 'view', path: '/memories' })
  for (const piece of json.slice(1, -1)) expect(piece.length).toBeGreaterThanOrEqual(3)
  for (const piece of json) expect(piece.length).toBeLessThanOrEqual(13)
})

test('sends a ping, and an event name before each data line', async () => {
  const handler = createRehearsal({ pace: () => 0, now: () => new Date(0) })
  const request = new Request('http://x/v1/messages?beta=true', {
    method: 'POST',
    headers: { authorization: 'Bearer k', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({ ...ask('Hello'), stream: true }),
  })
  const response = await handler(request)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const text = await response.text()
  expect(text).toContain('event: ping\ndata: {"type":"ping"}\n\n')
  for (const block of text.trimEnd().split('\n\n'))
    expect(block).toMatch(/^event: (\w+)\ndata: \{"type":"\1"/)
})

test('the SDK’s stream helper ends with the same message as without streaming', async () => {
  const client = rehearsalClient()
  const plain = await client.beta.messages.create(
    ask('I am Ada. Our customer is Globex GmbH, budget is $1M.'),
  )
  const streamed = await client.beta.messages
    .stream(ask('I am Ada. Our customer is Globex GmbH, budget is $1M.'))
    .finalMessage()
  expect(
    streamed.content.map((block) => ('input' in block ? block.input : 'text' in block ? block.text : block)),
  ).toEqual(
    plain.content.map((block) => ('input' in block ? block.input : 'text' in block ? block.text : block)),
  )
  expect(streamed.usage.output_tokens).toBe(plain.usage.output_tokens)
})

test('lists its one model and finds it by id', async () => {
  const client = rehearsalClient()
  const models = []
  for await (const model of client.beta.models.list()) models.push(model)
  expect(models.map((model) => [model.id, model.display_name])).toEqual([
    ['rehearsal-1', 'Rehearsal (follows rules, no language model)'],
  ])
  expect((await client.models.retrieve('rehearsal-1')).max_input_tokens).toBe(200_000)
  await expect(client.models.retrieve('claude-sonnet-5-5')).rejects.toBeInstanceOf(Anthropic.NotFoundError)
})

test('counts tokens as usage does', async () => {
  const client = rehearsalClient()
  const body = ask('Hello there')
  const { input_tokens: counted } = await client.messages.countTokens({
    model: body.model,
    messages: [{ role: 'user', content: 'Hello there' }],
    tools: [MEMORY],
  })
  expect((await client.beta.messages.create(body)).usage.input_tokens).toBe(counted)
})

test('works with a custom tool named memory', async () => {
  const reply = await rehearsalClient().beta.messages.create(
    ask('Hello', {
      tools: [{ name: 'memory', description: 'm', input_schema: { type: 'object', properties: {} } }],
    }),
  )
  expect(reply.content.at(-1)).toMatchObject({
    type: 'tool_use',
    name: 'memory',
    input: { command: 'view', path: '/memories' },
  })
})

test('answers without a memory tool, and says so', async () => {
  const reply = await rehearsalClient().beta.messages.create(
    ask('Our customer is Globex GmbH, budget is $1M.', { tools: [] }),
  )
  expect(reply.stop_reason).toBe('end_turn')
  expect(reply.content).toHaveLength(1)
  expect(JSON.stringify(reply.content)).toContain('gives me no memory tool')
})

test('keeps to max_tokens, stop sequences, tool_choice and one call at a time', async () => {
  const client = rehearsalClient()
  const cut = await client.beta.messages.create(ask('Who are you?', { max_tokens: 20 }))
  expect(cut.stop_reason).toBe('max_tokens')
  expect(cut.usage.output_tokens).toBeLessThanOrEqual(20)
  const stopped = await client.beta.messages.create(ask('Who are you?', { stop_sequences: ['Claude'] }))
  expect([stopped.stop_reason, stopped.stop_sequence]).toEqual(['stop_sequence', 'Claude'])
  const none = await client.beta.messages.create(ask('Hello', { tool_choice: { type: 'none' } }))
  expect(none.stop_reason).toBe('end_turn')
  const any = await client.beta.messages.create(ask('Who are you?', { tool_choice: { type: 'any' } }))
  expect(any.stop_reason).toBe('tool_use')
})

test('goes on where a cut answer ended', async () => {
  const client = rehearsalClient()
  const whole = textOf(await client.beta.messages.create(ask('Who are you?')))
  const cut = textOf(await client.beta.messages.create(ask('Who are you?', { max_tokens: 60 })))
  const rest = await client.beta.messages.create(
    ask('', {
      messages: [
        { role: 'user', content: 'Who are you?' },
        { role: 'assistant', content: cut },
        {
          role: 'user',
          content: `Your answer was cut off. It ended with:\n\n“${cut.slice(-120)}”\n\nPlease continue from there.`,
        },
      ],
    }),
  )
  expect(`${cut}${textOf(rest)}`.replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''))
})

function textOf(message: Anthropic.Beta.BetaMessage): string {
  return message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('')
}

test('an abort ends the stream at once', async () => {
  const client = rehearsalClient({ pace: 60_000 })
  const controller = new AbortController()
  const stream = await client.beta.messages.create(
    { ...ask('Hello'), stream: true },
    { signal: controller.signal },
  )
  const seen: string[] = []
  for await (const event of stream) {
    seen.push(event.type)
    if (event.type === 'content_block_start') controller.abort()
  }
  expect(seen).toEqual(['message_start', 'content_block_start'])
})

const user = (content: unknown) => ({ role: 'user', content })
const assistant = (content: unknown) => ({ role: 'assistant', content })
const use = (id: string) => ({ type: 'tool_use', id, name: 'memory', input: {} })
const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'ok' })
const base = { model: 'rehearsal-1', max_tokens: 10 }

test.each([
  ['no model', { max_tokens: 1, messages: [user('x')] }, 'model: Field required'],
  ['no max_tokens', { model: 'rehearsal-1', messages: [user('x')] }, 'max_tokens: Field required'],
  ['no messages', base, 'messages: Field required'],
  ['empty messages', { ...base, messages: [] }, 'at least one message is required'],
  [
    'an assistant first',
    { ...base, messages: [assistant('x'), user('y')] },
    'first message must use the "user" role',
  ],
  [
    'prefill',
    { ...base, messages: [user('x'), assistant('y')] },
    'does not support assistant message prefill',
  ],
  [
    'empty text',
    { ...base, messages: [user([{ type: 'text', text: '' }])] },
    'text content blocks must be non-empty',
  ],
  ['blank text', { ...base, messages: [user('  ')] }, 'must contain non-whitespace text'],
  ['an unknown role', { ...base, messages: [{ role: 'tool', content: 'x' }] }, 'Unexpected role "tool"'],
  ['an unknown block', { ...base, messages: [user([{ type: 'hologram' }])] }, "Input tag 'hologram'"],
  [
    'an unknown tool type',
    { ...base, messages: [user('x')], tools: [{ type: 'memory_19990101', name: 'memory' }] },
    "Input tag 'memory_19990101'",
  ],
  [
    'a memory tool by another name',
    { ...base, messages: [user('x')], tools: [{ type: 'memory_20250818', name: 'mem' }] },
    "Input should be 'memory'",
  ],
  [
    'a custom tool without a schema',
    { ...base, messages: [user('x')], tools: [{ name: 'memory' }] },
    'input_schema: Field required',
  ],
  [
    'two tools of one name',
    { ...base, messages: [user('x')], tools: [MEMORY, MEMORY] },
    'Tool names must be unique',
  ],
  [
    'an unanswered call',
    { ...base, messages: [user('x'), assistant([use('a')]), user('y')] },
    'without `tool_result` blocks immediately after: a',
  ],
  [
    'one of two calls answered',
    { ...base, messages: [user('x'), assistant([use('a'), use('b')]), user([result('a')])] },
    'immediately after: b',
  ],
  [
    'a result after text',
    {
      ...base,
      messages: [user('x'), assistant([use('a')]), user([{ type: 'text', text: 't' }, result('a')])],
    },
    'without `tool_result` blocks',
  ],
  [
    'a result without a call',
    { ...base, messages: [user([result('a')])] },
    'unexpected `tool_use_id` found in `tool_result` blocks: a',
  ],
  [
    'two results for one call',
    { ...base, messages: [user('x'), assistant([use('a')]), user([result('a'), result('a')])] },
    'must have a single result',
  ],
  [
    'a call id used twice',
    {
      ...base,
      messages: [
        user('x'),
        assistant([use('a')]),
        user([result('a')]),
        assistant([use('a')]),
        user([result('a')]),
      ],
    },
    'ids must be unique',
  ],
  [
    'a stray field',
    { ...base, messages: [user('x')], temprature: 1 },
    'temprature: Extra inputs are not permitted',
  ],
  [
    'context editing without its beta',
    { ...base, messages: [user('x')], context_management: { edits: [] } },
    'context_management: Extra inputs are not permitted',
  ],
])('refuses %s as the API does', async (_name, body, message) => {
  const answer = await post(body)
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({
    type: 'error',
    error: { type: 'invalid_request_error' },
    request_id: answer.id,
  })
  expect(answer.body.error.message).toContain(message)
})

test('refuses what is not JSON, has no key, or goes nowhere', async () => {
  expect((await post('{')).status).toBe(400)
  expect((await post({ ...base, messages: [user('x')], model: 'claude-x' })).body.error.type).toBe(
    'not_found_error',
  )
  expect((await post({}, '/v1/nothing')).status).toBe(404)
  const handler = createRehearsal({ pace: () => 0, now: () => new Date(0) })
  expect((await handler(new Request('http://x/v1/messages', { method: 'POST', body: '{}' }))).status).toBe(
    401,
  )
})

test('answers a conversation of thousands of messages', async () => {
  const messages: Anthropic.Beta.BetaMessageParam[] = []
  for (let turn = 0; turn < 2_500; turn++) {
    messages.push({ role: 'user', content: `Hello ${turn}` }, { role: 'assistant', content: `Hello ${turn}` })
  }
  messages.push({ role: 'user', content: 'Thanks' })
  const reply = await rehearsalClient().beta.messages.create(ask('', { messages }))
  expect(reply.stop_reason).toBe('end_turn')
})

test('goes on after the workspace’s own note that an answer was interrupted', async () => {
  const whole = textOf(await rehearsalClient().beta.messages.create(ask('Who are you?')))
  const part = whole.slice(0, 150)
  const rest = await rehearsalClient().beta.messages.create(
    ask('', {
      messages: [
        { role: 'user', content: 'Who are you?' },
        { role: 'assistant', content: `${part}\n\n(The answer was interrupted here.)` },
        { role: 'user', content: '(Please go on exactly where your answer was cut off.)' },
      ],
    }),
  )
  expect(`${part}${textOf(rest)}`.replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''))
})

test('says what it is once in a conversation, also when another model spoke before', async () => {
  const says = async (before: string) =>
    textOf(
      await rehearsalClient().beta.messages.create(
        ask('', {
          messages: [
            { role: 'user', content: 'Hello' },
            { role: 'assistant', content: before },
            { role: 'user', content: 'Hello again' },
          ],
        }),
      ),
    )
  expect(await says('Hello, I am Claude.')).toContain('not a language model')
  expect(await says('I am the rehearsal model: a program.')).not.toContain('not a language model')
})

test('looks again after a refusal, and then tries again', async () => {
  const view = (text: string) => `Here's the content of x with line numbers:\n${text}`
  const steps: Anthropic.Beta.BetaMessageParam[] = [
    { role: 'user', content: 'The budget of ACME Corp is now $650K.' },
  ]
  const commands: unknown[] = []
  for (const [content, isError] of [
    [
      "Here're the files and directories up to 2 levels deep in /memories:\n1.0K\t/memories\n1.0K\t/memories/memory_acme_corp.md",
      false,
    ],
    [view('     1\t# ACME Corp\n     2\t- Budget: $500K'), false],
    ['Error: The file /memories/memory_acme_corp.md was changed by Bob, after you last looked at it.', true],
    [view('     1\t# ACME Corp\n     2\t- Motto: faster\n     3\t- Budget: $550K'), false],
    ['The memory file has been edited.', false],
  ] as const) {
    const reply = await rehearsalClient().beta.messages.create(ask('', { messages: steps }))
    const call = reply.content.find((block) => block.type === 'tool_use')
    commands.push(call?.input)
    steps.push(
      { role: 'assistant', content: reply.content as Anthropic.Beta.BetaContentBlockParam[] },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: call?.id ?? '', content, is_error: isError }],
      },
    )
  }
  expect(commands.map((command) => (command as { command: string }).command)).toEqual([
    'view',
    'view',
    'str_replace',
    'view',
    'str_replace',
  ])
  expect(commands.at(-1)).toMatchObject({ old_str: '- Budget: $550K' })
  const end = await rehearsalClient().beta.messages.create(ask('', { messages: steps }))
  expect(textOf(end)).toContain('was $550K')
})

test('says what the memory refused for good', async () => {
  const steps: Anthropic.Beta.BetaMessageParam[] = [
    { role: 'user', content: 'Our customer is Globex GmbH, budget is $1M.' },
  ]
  for (;;) {
    const reply = await rehearsalClient().beta.messages.create(ask('', { messages: steps }))
    const calls = reply.content.filter((block) => block.type === 'tool_use')
    if (calls.length === 0) {
      expect(textOf(reply)).toContain('Error: the disk is full')
      return
    }
    steps.push(
      { role: 'assistant', content: reply.content as Anthropic.Beta.BetaContentBlockParam[] },
      {
        role: 'user',
        content: calls.map((call) => ({
          type: 'tool_result',
          tool_use_id: call.id,
          content: 'Error: the disk is full',
          is_error: true,
        })),
      },
    )
  }
})
