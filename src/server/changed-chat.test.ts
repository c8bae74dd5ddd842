/**
 * Everything that people can change about a chat that has begun, over HTTP, against a model behind HTTP that verifies each block
 * of thinking as the newest ones do: nothing of it is ever refused.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addChat, call, followUntil, stateOf } from '../../test/http-client.ts'
import { type RehearsalHost, startRehearsalHost } from '../../test/rehearsal-host.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import type { TurnState, WorkspaceEvent } from '../workspace/events.ts'

let host: RehearsalHost
let server: TestServer
let chat: string
beforeAll(async () => {
  host = await startRehearsalHost()
  const env = { ANTHROPIC_API_KEY: 'sk-ant-test', ANTHROPIC_BASE_URL: host.url }
  server = await startServer({ env, args: ['--pace', '0'] })
  const chosen = await call(server.url, 'PUT', '/api/host', { host: 'anthropic', model: 'rehearsal-1' })
  expect(chosen).toMatchObject({ status: 200 })
  chat = await addChat(server.url)
})
afterAll(async () => {
  await server.close()
  await host[Symbol.asyncDispose]()
})

const isEnd = (event: WorkspaceEvent) => event.type === 'turn.event' && event.event.type === 'turn.finished'
let turns = 0
const events: WorkspaceEvent[] = []

async function done(method: string, path: string, body: unknown): Promise<void> {
  const { status } = await call(server.url, method, path, body)
  expect(status).toBeLessThan(300)
}

/** Sends it, and waits until the turn has ended. */
async function turn(path: string, body: object): Promise<TurnState> {
  const { position } = await stateOf(server.url, [])
  await done('POST', `/api/chats/${chat}/${path}`, {
    id: `turn_changed_${++turns}`,
    speaker: 'Alice',
    ...body,
  })
  events.push(...(await followUntil(server.url, position, [chat], isEnd)))
  const ended = (await stateOf(server.url, [chat])).chats[chat]!.turns.at(-1)!
  expect(ended.status).toEqual({ kind: 'finished', outcome: { kind: 'answered' } })
  return ended
}

const say = (n: number) =>
  turn('turns', { text: `I am Alice. Customer number ${n} is called Acme${n} and has a budget of $${n}00K.` })
const set = (settings: object) => done('PATCH', `/api/chats/${chat}`, { settings })

/** Thoughts in the last request. */
function thoughts(): number {
  return JSON.stringify(host.replies().at(-1)?.body.messages).match(/"type":"thinking"/g)?.length ?? 0
}

describe('a chat that has begun', { timeout: 60_000 }, () => {
  it('goes on as it was: its thinking is sent back', async () => {
    await say(1)
    await say(2)
    expect(thoughts()).toBeGreaterThan(2)
  })

  it('goes on after its system prompt was changed, and thinks anew from there', async () => {
    const before = thoughts()
    await set({ systemPrompt: 'Answer in one sentence.' })
    await say(3)
    expect(thoughts()).toBeLessThan(before)
    expect(thoughts()).toBeGreaterThan(0)
    expect(JSON.stringify(host.replies().at(-1)?.body.system)).toContain('one sentence')
  })

  it('goes on at another model and back again', async () => {
    await set({ model: 'rehearsal-small' })
    await say(4)
    expect(host.replies().at(-1)?.body.model).toBe('rehearsal-small')
    await set({ model: null })
    await say(5)
    expect(host.replies().at(-1)?.body.model).toBe('rehearsal-1')
  })

  it('goes on with another tool, with other settings of clearing and thinking, and without them again', async () => {
    await done('PATCH', '/api/settings', { searchTool: true })
    await say(6)
    expect(host.replies().at(-1)?.body.tools).toHaveLength(2)
    await set({ thinking: { mode: 'least', effort: 'low' } })
    await say(7)
    const trigger = { kind: 'tool_uses', value: 2 }
    const rest = { keep: 1, clearAtLeast: 0, excludeTools: [], clearToolInputs: true, keepThinking: 1 }
    await set({ thinking: null, contextEditing: { enabled: true, trigger, ...rest } })
    await say(8)
    await set({ contextEditing: null })
    await say(9)
  })

  it('goes on after it was summarised', async () => {
    const summary = await turn('compact', {})
    expect(summary).toMatchObject({ purpose: 'compaction' })
    expect(summary.steps.at(-1)?.blocks.at(-1)).toMatchObject({ kind: 'compaction', done: true })
    await say(10)
    const { messages } = host.replies().at(-1)!.body
    expect(messages[0].content.map(({ type }: { type: string }) => type)).toEqual(['compaction'])
    expect(JSON.stringify(messages.slice(1))).not.toContain('Acme9 and has')
  })

  it('goes on after turns were cleared, and after they were brought back', async () => {
    await done('POST', `/api/chats/${chat}/clear`, {})
    await say(11)
    await done('POST', `/api/chats/${chat}/clear`, { through: 0 })
    await say(12)
  })

  it('goes on after the server was killed and started again, as it was and after another change', async () => {
    const { thinking, tools, context_management } = host.replies().at(-1)!.body
    await server.kill()
    await server.restart()
    await say(13)
    expect(host.replies().at(-1)?.body).toMatchObject({ thinking, tools })
    expect(host.replies().at(-1)?.body.context_management).toEqual(context_management)
    await set({ systemPrompt: null })
    await say(14)
    await set({ host: 'rehearsal' })
    await say(15)
    await set({ host: null })
    await say(16)
    expect(thoughts()).toBeGreaterThan(0)
  })

  it('was never refused anything, not even where the agent would have found a way on', () => {
    expect(host.replies().filter(({ status }) => status !== 200)).toEqual([])
    const told = events.flatMap((event) => (event.type === 'turn.event' ? [event.event.type] : []))
    expect(told).not.toContain('step.unsealed')
    expect(told).not.toContain('step.waiting')
  })
})
