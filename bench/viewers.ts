/** A thousand browsers watch one chat: what that costs the server, and how late they see each event. */
import { startServer } from '../test/server.ts'
import { median, ms, percentile, print } from './measure.ts'
import { call, cpuSeconds, type FeedLine, readFeed, residentMegabytes, text } from './processes.ts'

/** Events a second, each to every viewer. */
const RATE = 20

export async function run(quick: boolean): Promise<void> {
  const viewers = quick ? 200 : 1_000
  const seconds = quick ? 5 : 20
  const server = await startServer()
  const chat = text(await call(server.url, 'POST', '/api/chats', { name: 'Bench', speaker: 'Alice' }), 'chat')
  const idle = residentMegabytes(server.pid)
  const state = JSON.stringify(await call(server.url, 'GET', '/api/state'))
  const after = Number(/"position":(\d+)/.exec(state)?.[1])
  const sentAt = new Map<string, number>()
  const lags: number[] = []
  let heard = 0
  const hear = (json: string) => {
    const mark = /"draft":"mark (\d+)"/.exec(json)?.[1]
    const sent = mark === undefined ? undefined : sentAt.get(mark)
    if (sent === undefined) return
    heard++
    lags.push(performance.now() - sent)
  }
  const lines: FeedLine[] = []
  for (let i = 0; i < viewers; i++)
    lines.push(await readFeed(`${server.url}/api/feed?after=${after}&chats=${chat}`, hear))
  const cpu = cpuSeconds(server.pid)
  const start = performance.now()
  for (let i = 0; i < RATE * seconds; i++) {
    const due = start + (i * 1000) / RATE
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    sentAt.set(String(i), performance.now())
    await call(server.url, 'PUT', `/api/chats/${chat}/draft`, { draft: `mark ${i}`, client: 'bench' })
  }
  const took = (performance.now() - start) / 1000
  const share = ((cpuSeconds(server.pid) - cpu) / took) * 100
  const held = residentMegabytes(server.pid)
  for (const line of lines) line.close()
  await server.close()
  print({
    title: `${viewers.toLocaleString('en')} viewers, ${RATE} events a second`,
    method: `Each event is a request to the server, stored with fsync, then written to every viewer; ${seconds} s. Lag: from sending the request to the viewer's read; the reader of all lines is one process on the same cores. For comparison (reliability.md, D4): Hono's own streamSSE took 64 % of a core for this.`,
    columns: [
      'delivered a second',
      'of one core',
      'lag p50',
      'lag p99',
      'memory idle',
      'with viewers',
      'each viewer',
    ],
    rows: [
      [
        Math.round(heard / took).toLocaleString('en'),
        `${share.toFixed(0)} %`,
        ms(median(lags)),
        ms(percentile(lags, 0.99)),
        `${idle.toFixed(0)} MB`,
        `${held.toFixed(0)} MB`,
        `${(((held - idle) * 1024) / viewers).toFixed(0)} KB`,
      ],
    ],
  })
}
