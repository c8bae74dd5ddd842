/** A chat with 5,000 messages: how long the server takes to hand it out, and a browser to show it. */
import { join } from 'node:path'
import { openDatabase } from '../src/database/open.ts'
import type { TurnState } from '../src/workspace/events.ts'
import { startBrowser } from '../test/chromium.ts'
import { startServer } from '../test/server.ts'
import { median, ms, print, timed } from './measure.ts'
import { call, text } from './processes.ts'

/** Turns of a question and an answer each. */
const TURNS = 2_500
const RUNS = 7

export async function run(): Promise<void> {
  const server = await startServer()
  const chat = text(await call(server.url, 'POST', '/api/chats', { name: 'Long', speaker: 'Alice' }), 'chat')
  await server.stop()
  await fill(join(server.data, 'commonplace.db'), chat)
  await server.restart()
  const state = `/api/state?chats=${chat}`
  const api: number[] = []
  for (let i = 0; i < RUNS; i++) api.push(await timed(() => call(server.url, 'GET', state)))
  const size = JSON.stringify(await call(server.url, 'GET', state)).length
  const page: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const browser = await startBrowser()
    const tab = await browser.open('about:blank')
    page.push(
      await timed(async () => {
        await tab.goto(`${server.url}/?chats=${chat}`)
        await tab.getByText(`Answer ${TURNS} `).first().waitFor()
      }),
    )
    await browser.close()
  }
  await server.close()
  print({
    title: 'Reload of a chat with 5,000 messages',
    method: `${TURNS} stored turns. The browser starts with an empty cache and has the newest answer on screen at the end. Medians of ${RUNS}.`,
    columns: ['the server answers', 'bytes of the answer', 'the newest answer is on screen'],
    rows: [[ms(median(api)), size.toLocaleString('en'), ms(median(page))]],
  })
}

async function fill(file: string, chat: string): Promise<void> {
  const database = await openDatabase(file)
  const row = await database.selectFrom('chat').selectAll().where('id', '=', chat).executeTakeFirstOrThrow()
  const info: object = JSON.parse(row.body)
  await database.transaction().execute(async (trx) => {
    for (let number = 1; number <= TURNS; number++) {
      const turn = turnOf(chat, number)
      await trx
        .insertInto('turn')
        .values({ chat, number, id: turn.id, position: row.position, running: 0, body: JSON.stringify(turn) })
        .execute()
    }
    const body = JSON.stringify({ ...info, turns: TURNS })
    await trx.updateTable('chat').set({ body }).where('id', '=', chat).execute()
  })
  await database.destroy()
}

function turnOf(chat: string, number: number): TurnState {
  const at = '2026-11-23T00:00:00.000Z'
  const usage = { input: 100, output: 100, cacheRead: 0, cacheWrite: 0 }
  const answer = `Answer ${number} \n\n${'Some **words** about it, and a list:\n\n- one\n- two\n\n'.repeat(3)}`
  return {
    id: `${chat}-${number}`,
    number,
    speaker: 'Alice',
    text: `Question ${number}`,
    at,
    toolUsesBefore: 0,
    finishedAt: at,
    status: { kind: 'finished', outcome: { kind: 'answered' } },
    steps: [
      {
        step: 1,
        model: 'rehearsal-1',
        startedAt: at,
        blocks: [{ kind: 'text', text: answer, done: true }],
        finished: { at, stop: 'end_turn', usage, cost: 0, clearings: [], message: 'msg' },
      },
    ],
  }
}
