import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addChat, call, followUntil, stateOf } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import type { Commit } from '../memory/types.ts'
import type { TurnState, WorkspaceEvent } from '../workspace/events.ts'

/** A real server in a process of its own, killed with SIGKILL in the middle of a turn and started again on the same data. */
let server: TestServer
beforeAll(async () => {
  server = await startServer({ args: ['--pace', '1'] })
})
afterAll(() => server.close())

const isEnd = (event: WorkspaceEvent) => event.type === 'turn.event' && event.event.type === 'turn.finished'

/** What the feed had shown of a turn before the kill. Shown means stored. */
function shown(events: readonly WorkspaceEvent[]) {
  const told = events.flatMap((event) => (event.type === 'turn.event' ? [event.event] : []))
  return {
    finishedSteps: told.flatMap((event) => (event.type === 'step.finished' ? [event.step] : [])),
    results: told.flatMap((event) => (event.type === 'tool.finished' ? [event.result] : [])),
    ended: told.some((event) => event.type === 'turn.finished'),
    text: told.flatMap((event) => (event.type === 'block.delta' ? [event.text] : [])).join(''),
  }
}

function stored(turn: TurnState) {
  const blocks = turn.steps.flatMap((step) => step.blocks)
  return {
    finishedSteps: turn.steps.flatMap((step) => (step.finished ? [step.step] : [])),
    results: blocks.flatMap((block) =>
      block.kind === 'tool' && block.progress.kind === 'finished' ? [block.progress.result] : [],
    ),
    text: blocks
      .flatMap((block) => (block.kind === 'tool' ? [block.input] : 'text' in block ? [block.text] : []))
      .join(''),
  }
}

async function turnOf(chat: string): Promise<TurnState> {
  return (await stateOf(server.url, [chat])).chats[chat]!.turns.at(-1)!
}

describe('a server killed in the middle of a turn', () => {
  const points = [1, 2, 5, 9, 14, 20, 27, 35, 44, 54, 65, 80, 100]
  it.each(points)(
    'after %i events: nothing shown is lost, nothing is done twice, and the turn goes on',
    async (point) => {
      const chat = await addChat(server.url)
      const before = await stateOf(server.url, [chat])
      const turn = `turn_killed_${point}`
      const text = `Hi, I am Alice. Our customer Customer${point} Inc has a budget of $${point}00K. Please remember it.`
      await call(server.url, 'POST', `/api/chats/${chat}/turns`, { id: turn, text, speaker: 'Alice' })
      const seen = await followUntil(
        server.url,
        before.position,
        [chat],
        (event, n) => n >= point || isEnd(event),
      )
      await server.kill()
      await server.restart()

      const had = shown(seen)
      const found = await turnOf(chat)
      const has = stored(found)
      expect(has.finishedSteps).toEqual(expect.arrayContaining(had.finishedSteps))
      expect(has.results.slice(0, had.results.length)).toEqual(had.results)
      expect(has.text.startsWith(had.text)).toBe(true)
      const outcome = found.status.kind === 'finished' ? found.status.outcome.kind : 'running'
      if (had.ended) expect(outcome).toBe('answered')
      expect(['answered', 'interrupted']).toContain(outcome)

      if (outcome === 'interrupted') {
        const { position } = await stateOf(server.url, [chat])
        const answer = await call(server.url, 'POST', `/api/chats/${chat}/turns/${turn}/continue`, {})
        expect(answer.status).toBe(200)
        await followUntil(server.url, position, [chat], isEnd)
      }
      const done = await turnOf(chat)
      expect(done.status).toMatchObject({ kind: 'finished', outcome: { kind: 'answered' } })
      await expectOnce(chat, done)
    },
  )
})

/** Every commit of the chat is the result of exactly one call, and every call that changed something is one commit. */
async function expectOnce(chat: string, turn: TurnState): Promise<void> {
  const { body } = await call(server.url, 'GET', '/api/memory/history?limit=200')
  const commits: readonly Commit[] = body.commits
  const ours = commits.filter((commit) => commit.origin?.chat === chat).map((commit) => commit.number)
  const told = stored(turn).results.flatMap((result) => (result.commit === undefined ? [] : [result.commit]))
  expect(ours.toSorted()).toEqual(told.toSorted())
  expect(new Set(commits.map((commit) => commit.key)).size).toBe(commits.length)
  expect(ours.length).toBeGreaterThan(0)
}
