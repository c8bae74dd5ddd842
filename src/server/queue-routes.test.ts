/** Messages that wait, over HTTP: a real server, killed in the middle and started again on the same data. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addChat, call, followUntil, stateOf } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import type { AppState, WorkspaceEvent } from '../workspace/events.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ args: ['--pace', '1'] })
})
afterAll(() => server.close())

const by = { speaker: 'Alice' }
const ask = (method: string, path: string, body: unknown) => call(server.url, method, path, body)
const queueOf = (state: AppState, chat: string) => state.workspace.chats[chat]!.queue
const turnsOf = (state: AppState, chat: string) => state.chats[chat]!.turns.map(({ id }) => id)

const isEndOf = (turn: string) => (event: WorkspaceEvent) =>
  event.type === 'turn.event' && event.turn === turn && event.event.type === 'turn.finished'

/** A turn that runs, and two messages that wait for it. */
async function queueTwo(name: string): Promise<{ chat: string; ids: readonly string[]; before: number }> {
  const chat = await addChat(server.url)
  const { position } = await stateOf(server.url, [chat])
  const ids = ['first', 'second', 'third'].map((each) => `${name}_${each}`)
  const texts = ['Hello', 'I am Alice. Please remember that I like tea.', 'What do you know?']
  const answers = []
  for (const [i, id] of ids.entries()) {
    const way = i === 0 ? 'turns' : 'queue'
    answers.push(await ask('POST', `/api/chats/${chat}/${way}`, { ...by, id, text: texts[i] }))
  }
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
  return { chat, ids, before: position }
}

describe('the routes of the queue', () => {
  it('change, move, take out, and send at once', async () => {
    const { chat, ids } = await queueTwo('routes')
    const [, second = '', third = ''] = ids
    const at = (id: string, more = '') => `/api/chats/${chat}/queue/${id}${more}`
    expect((await ask('PATCH', at(third), { text: 'Otherwise.', before: second })).status).toBe(200)
    expect((await ask('PATCH', at(third), { text: ' ' })).status).toBe(400)
    expect((await ask('PATCH', at(third), { before: 'no-such-message' })).status).toBe(404)
    const { position } = await stateOf(server.url, [chat])
    const sent = await ask('POST', at(second, '/send'), {})
    expect(sent).toEqual({ status: 202, body: { turn: second } })
    await followUntil(server.url, position, [chat], isEndOf(third))
    const state = await stateOf(server.url, [chat])
    expect(state.chats[chat]!.turns.map(({ text }) => text)).toEqual([
      'Hello',
      'I am Alice. Please remember that I like tea.',
      'Otherwise.',
    ])
    expect((await ask('DELETE', at(third), {})).status).toBe(409)
    expect((await ask('DELETE', at('never-was-here'), {})).status).toBe(404)
  })
})

describe('a server killed while messages wait', () => {
  it.each([4, 12, 30, 60, 90, 120, 160, 200])(
    'after %i events: each is there once, as a turn or still waiting, and all are sent in their order',
    async (point) => {
      const { chat, ids, before } = await queueTwo(`killed_${point}`)
      const isLast = isEndOf(ids.at(-1)!)
      await followUntil(server.url, before, [chat], (event, n) => n >= point || isLast(event))
      await server.kill()
      await server.restart()
      const { position, ...found } = await stateOf(server.url, [chat])
      const state = { position, ...found }
      const waiting = queueOf(state, chat).messages.map(({ id }) => id)
      expect([...turnsOf(state, chat), ...waiting]).toEqual(ids)

      const turn = state.chats[chat]!.turns.at(-1)!
      const { status } = turn
      if (status.kind === 'finished' && status.outcome.kind === 'interrupted') {
        if (waiting.length > 0) expect(queueOf(state, chat).held).toBe('interrupted')
        await ask('POST', `/api/chats/${chat}/turns/${turn.id}/continue`, {})
      }
      const done = (now: AppState) =>
        now.workspace.chats[chat]!.running === null && now.chats[chat]!.turns.length === 3
      if (!done(await stateOf(server.url, [chat]))) await followUntil(server.url, position, [chat], isLast)
      const last = await stateOf(server.url, [chat])
      expect(turnsOf(last, chat)).toEqual(ids)
      expect(last.chats[chat]!.turns.map((each) => each.status)).toMatchObject(
        ids.map(() => ({ outcome: { kind: 'answered' } })),
      )
      expect(queueOf(last, chat)).toEqual({ messages: [], held: null })
    },
  )

  it('keeps its log to itself: a second server does not start on it, and so cannot send what waits', async () => {
    const second = await startServer({ args: ['--data', server.data] })
    expect(second.output).toContain('Another Commonplace')
    await second.close()
  })
})
