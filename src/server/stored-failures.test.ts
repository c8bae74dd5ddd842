/** Every way in which an answer can end badly, over HTTP on both sides: told in words, stored, and the same after a reload and a restart. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addChat, call, follow, stateOf } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import {
  type Answer,
  apiError,
  breaksAfter,
  refuses,
  reply,
  sse,
  startServer as startApi,
  streams,
  type TestServer as TestApi,
} from '../claude/server-for-tests.ts'
import { reduce } from '../workspace/reduce.ts'

const KEY = 'sk-ant-canary-0123456789'
/** Longer than anybody is made to wait. Whatever the host says, it says the key with it. */
const LATER = { 'retry-after': '3000', 'x-echo': KEY }
const failing = (status: number, type: string, message = 'No') =>
  refuses(status, apiError(type, `${message} (${KEY})`), LATER)
const begun = reply().slice(0, 4)
const ended = (stop: string, details: object = {}) =>
  streams(sse(reply('Well.', stop).map((e) => (e.type === 'message_delta' ? { ...e, ...details } : e))))

const FAILURES: Readonly<Record<string, Answer>> = {
  busy: failing(529, 'overloaded_error'),
  rate_limited: failing(429, 'rate_limit_error'),
  credentials: failing(401, 'authentication_error'),
  billing: failing(402, 'billing_error'),
  forbidden: failing(403, 'permission_error'),
  not_found: failing(404, 'not_found_error'),
  model_unavailable: failing(404, 'not_found_error', 'model: claude-gone'),
  too_large: failing(413, 'request_too_large'),
  context_full: failing(400, 'invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
  bad_request: failing(400, 'invalid_request_error'),
  clock: failing(403, 'invalid_request_error', 'Signature expired: it is now later'),
  server: failing(500, 'api_error'),
  timeout: failing(504, 'timeout_error'),
  // Nobody says how long to wait, so these are tried again: people press "Try now".
  network: breaksAfter(sse(begun)),
  bad_reply: streams(sse(begun), 'event: content_block_delta\ndata: {"type":\n\n'),
}

const OUTCOMES: Readonly<Record<string, readonly [Answer, object]>> = {
  refusal: [
    ended('refusal', { delta: { stop_reason: 'refusal', stop_details: { category: 'bio' } } }),
    { kind: 'refused', category: 'bio' },
  ],
  length: [ended('max_tokens'), { kind: 'cut', by: 'max_tokens' }],
  window: [ended('model_context_window_exceeded'), { kind: 'cut', by: 'context_full' }],
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  ...FAILURES,
  ...Object.fromEntries(Object.entries(OUTCOMES).map(([name, [answer]]) => [name, answer])),
}

let api: TestApi
let server: TestServer
const chats: string[] = []
beforeAll(async () => {
  api = await startApi(async (response, asked) => {
    const wanted = /please: (\w+)/.exec(asked.text)?.[1] ?? ''
    await ANSWERS[wanted]?.(response, asked)
  })
  server = await startServer({ env: { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: api.url } })
})
afterAll(async () => {
  await server.close()
  await api[Symbol.asyncDispose]()
})

/** Has a chat's turn end so. Resolves with what a tab that watched from the beginning shows at its end. */
async function watched(name: string) {
  const chat = await addChat(server.url)
  chats.push(chat)
  let state = await stateOf(server.url, [chat])
  const turns = `/api/chats/${chat}/turns`
  const id = `turn_${name}_0`
  await call(server.url, 'POST', turns, { id, text: `please: ${name}`, speaker: 'Alice' })
  for await (const event of follow(server.url, state.position, [chat])) {
    state = reduce(state, event)
    const told = event.type === 'turn.event' ? event.event.type : ''
    if (told === 'step.waiting') await call(server.url, 'POST', `${turns}/${id}/now`, {})
    if (told === 'turn.finished') break
  }
  return { chat, turn: state.chats[chat]!.turns.at(-1)!, info: state.workspace.chats[chat]! }
}

async function shown(chat: string) {
  const state = await stateOf(server.url, [chat])
  return { chat, turn: state.chats[chat]!.turns.at(-1)!, info: state.workspace.chats[chat]! }
}

const before: Awaited<ReturnType<typeof watched>>[] = []

describe('an answer that ended badly', { timeout: 60_000 }, () => {
  it.each(Object.keys(FAILURES))(
    'is told as "%s", and a tab that comes later sees the same',
    async (kind) => {
      const seen = await watched(kind)
      expect(seen.turn.status).toMatchObject({
        kind: 'finished',
        outcome: {
          kind: 'failed',
          failure: { kind, message: expect.stringMatching(/^The Claude API .*\.$/) },
        },
      })
      expect(await shown(seen.chat)).toEqual(seen)
      before.push(seen)
    },
  )

  it.each(Object.entries(OUTCOMES))('is told by its reason (%s)', async (name, [, outcome]) => {
    const seen = await watched(name)
    expect(seen.turn.status).toEqual({ kind: 'finished', outcome })
    expect(await shown(seen.chat)).toEqual(seen)
    before.push(seen)
  })

  it('is the same after a restart', async () => {
    await server.restart()
    for (const seen of before) expect(await shown(seen.chat)).toEqual(seen)
  })

  it('never tells the key: not in its words, not in a file, not in the log', async () => {
    expect(JSON.stringify([before, await stateOf(server.url, chats)])).not.toContain(KEY)
    await server.stop()
    const files = readdirSync(server.data, { recursive: true, withFileTypes: true })
    const holding = files.filter(
      (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(KEY),
    )
    expect(holding).toEqual([])
    expect(server.output).not.toContain(KEY)
  })
})
