/** Two servers on one memory in PostgreSQL: how soon the people at one see what is written at the other. */
import { findPostgres, ownSchema } from '../test/postgres.ts'
import { startServer, type TestServer } from '../test/server.ts'
import { median, ms, percentile, print } from './measure.ts'
import { call, readFeed } from './processes.ts'

export async function run(quick: boolean): Promise<void> {
  const postgres = await findPostgres()
  if (!postgres) return
  const schema = ownSchema(postgres.url)
  const env = { COMMONPLACE_MEMORY: `${postgres.url}?schema=${schema.name}` }
  const [here, there] = [await startServer({ env }), await startServer({ env })]
  const writes = quick ? 20 : 300
  const times = await hearings(here, there, writes)
  await here.close()
  await there.close()
  await schema.drop()
  await postgres.stop()
  print({
    title: 'Two servers on one memory in PostgreSQL',
    method: `${writes} documents written through one server, one after the other: from sending the request until the other server's feed has told a browser of the commit, the write itself (HTTP, PostgreSQL with fsync) included; and from the answer until then.`,
    columns: ['from', 'p50', 'p95', 'p99', 'slowest'],
    rows: [
      ['the request', ...shares(times.map(({ all }) => all))],
      ['the answer', ...shares(times.map(({ after }) => after))],
    ],
  })
}

function shares(times: readonly number[]): readonly string[] {
  return [median(times), ...[0.95, 0.99, 1].map((share) => percentile(times, share))].map(ms)
}

interface Times {
  readonly all: number
  readonly after: number
}

async function hearings(here: TestServer, there: TestServer, writes: number): Promise<readonly Times[]> {
  let hear = (_: number) => {}
  const state = JSON.stringify(await call(there.url, 'GET', '/api/state'))
  const after = Number(/"position":(\d+)/.exec(state)?.[1])
  const line = await readFeed(`${there.url}/api/feed?after=${after}&chats=`, (json) => {
    if (json.includes('"memory.committed"')) hear(performance.now())
  })
  const times: Times[] = []
  for (let i = 0; i < writes; i++) {
    const heard = new Promise<number>((resolve) => {
      hear = resolve
    })
    const start = performance.now()
    const body = { speaker: 'Alice', path: `/memories/${i}.md`, text: `A fact.\n`.repeat(100) }
    await call(here.url, 'POST', '/api/memory/documents', body)
    const answered = performance.now()
    const at = await heard
    times.push({ all: at - start, after: Math.max(0, at - answered) })
  }
  line.close()
  return times
}
