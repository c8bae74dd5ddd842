import { expect, test } from 'vitest'
import { createRehearsal } from './rehearsal.ts'

const MEMORY = { type: 'memory_20250818', name: 'memory' } as const

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
