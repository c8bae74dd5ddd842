/** A chat with 5,000 messages: how long the server takes to hand it out, and a browser to show it. */
import { startBrowser } from '../test/chromium.ts'
import { startServer } from '../test/server.ts'
import { fillChat } from './filled-chats.ts'
import { median, ms, print, timed } from './measure.ts'
import { call, text } from './processes.ts'

/** Turns of a question and an answer each. */
const TURNS = 2_500
const RUNS = 7

export async function run(): Promise<void> {
  const server = await startServer()
  const chat = text(await call(server.url, 'POST', '/api/chats', { name: 'Long', speaker: 'Alice' }), 'chat')
  await fillChat(server, chat, TURNS)
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
