/**
 * What the server adds to a turn: the same endpoint is called directly with the official SDK, and through Commonplace, in
 * turn, in one run. In Commonplace every token is stored with fsync before anybody is shown it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import Anthropic from '@anthropic-ai/sdk'
import { startServer, type TestServer } from '../test/server.ts'
import { median, ms, percentile, print } from './measure.ts'
import { call, cpuSeconds, readFeed, residentMegabytes, startScript, text } from './processes.ts'

const now = () => performance.timeOrigin + performance.now()

interface Samples {
  readonly first: number[]
  readonly lag: number[]
  readonly total: number[]
}

interface Load {
  readonly chats: number
  /** Milliseconds between the starts of two turns; 0: all in the same moment. */
  readonly apart: number
}

const LOADS: readonly Load[] = [
  { chats: 1, apart: 0 },
  { chats: 20, apart: 20 },
  { chats: 100, apart: 20 },
  { chats: 100, apart: 0 },
]

function nameOf({ chats, apart }: Load): string {
  return chats > 1 && apart === 0 ? `${chats}, begun in one moment` : String(chats)
}

export async function run(quick: boolean): Promise<void> {
  const upstream = await startScript('upstream.ts')
  const server = await startServer({
    env: { ANTHROPIC_API_KEY: 'bench', ANTHROPIC_BASE_URL: upstream.url, COMMONPLACE_CLAUDE: 'anthropic' },
  })
  const tokens = quick ? 100 : 300
  const rows: string[][] = []
  const costs: string[][] = []
  const idle = residentMegabytes(server.pid)
  await through(server, { chats: 20, apart: 5 }, 50)
  for (const load of quick ? LOADS.slice(0, 2) : LOADS) {
    const { chats } = load
    const a = await direct(upstream.url, load, tokens)
    const before = cpuSeconds(server.pid)
    const start = performance.now()
    const b = await through(server, load, tokens)
    const share = ((cpuSeconds(server.pid) - before) / ((performance.now() - start) / 1000)) * 100
    rows.push(row(load, 'direct', a), row(load, 'Commonplace', b))
    rows.push([nameOf(load), '**added**', ...differences(a, b)])
    const held = residentMegabytes(server.pid)
    costs.push([
      nameOf(load),
      `${share.toFixed(0)} %`,
      `${(share / chats).toFixed(2)} %`,
      `${held.toFixed(0)} MB`,
      `${((held - idle) / chats).toFixed(2)} MB`,
    ])
  }
  await server.close()
  upstream.process.kill()
  print({
    title: 'What the server adds to a turn',
    method: `Replies of ${tokens} tokens at 50 tokens a second, begun 20 ms apart unless said otherwise, each watched by one browser's feed. Lag: from the upstream's write of a token to the client's read. Client, server and upstream share this machine's cores.`,
    columns: ['turns at once', 'way', 'first token p50', 'p99', 'token lag p50', 'p99', 'total p50', 'p99'],
    rows,
  })
  print({
    title: 'What running turns cost the server',
    method: `Processor time and memory of the server process during the runs above. Idle at start: ${idle.toFixed(0)} MB.`,
    columns: ['turns at once', 'of one core', 'each turn', 'memory', 'each turn above idle'],
    rows: costs,
  })
}

function row(load: Load, way: string, samples: Samples): string[] {
  const { first, lag, total } = samples
  return [
    nameOf(load),
    way,
    ...[first, lag, total].flatMap((values) => [ms(median(values)), ms(percentile(values, 0.99))]),
  ]
}

function differences(a: Samples, b: Samples): string[] {
  const pairs = [
    [a.first, b.first],
    [a.lag, b.lag],
    [a.total, b.total],
  ] as const
  return pairs.flatMap(([x, y]) => [ms(median(y) - median(x)), ms(percentile(y, 0.99) - percentile(x, 0.99))])
}

/** The moments that arrived in pieces of text; a piece may end in the middle of one. */
function listener(samples: Samples, sent: number): (piece: string) => void {
  let rest = ''
  let heardAny = false
  return (piece) => {
    const at = now()
    if (!heardAny) samples.first.push(at - sent)
    heardAny = true
    const words = (rest + piece).split(' ')
    rest = words.pop() ?? ''
    for (const word of words) if (word !== '') samples.lag.push(at - Number(word))
  }
}

async function direct(url: string, { chats, apart }: Load, tokens: number): Promise<Samples> {
  const samples: Samples = { first: [], lag: [], total: [] }
  const client = new Anthropic({ apiKey: 'bench', baseURL: url, maxRetries: 0 })
  const one = async (_: unknown, i: number) => {
    await sleep(i * apart)
    const sent = now()
    const heard = listener(samples, sent)
    const stream = await client.beta.messages.create({
      model: 'claude-sonnet-5-5',
      max_tokens: 1000,
      stream: true,
      messages: [{ role: 'user', content: `tokens=${tokens}` }],
    })
    for await (const event of stream) {
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') heard(event.delta.text)
    }
    samples.total.push(now() - sent)
  }
  await Promise.all(Array.from({ length: chats }, one))
  return samples
}

/** One chat and one browser's feed for each turn. */
async function through(server: TestServer, { chats, apart }: Load, tokens: number): Promise<Samples> {
  const samples: Samples = { first: [], lag: [], total: [] }
  const ids = await Promise.all(
    Array.from({ length: chats }, async () =>
      text(await call(server.url, 'POST', '/api/chats', { name: 'Bench', speaker: 'Alice' }), 'chat'),
    ),
  )
  const state = await call(server.url, 'GET', '/api/state')
  const position = Number(/"position":(\d+)/.exec(JSON.stringify(state))?.[1])
  const open = async (chat: string) => {
    const done = Promise.withResolvers<void>()
    const hear = { piece: (_: string) => {} }
    const line = await readFeed(`${server.url}/api/feed?after=${position}&chats=${chat}`, (json) => {
      if (!json.includes(chat)) return
      const piece = /"type":"block\.delta".*"text":"([^"]*)"/.exec(json)?.[1]
      if (piece !== undefined) hear.piece(piece)
      else if (json.includes('"turn.finished"')) done.resolve()
    })
    return { chat, line, hear, done: done.promise }
  }
  const viewers = await Promise.all(ids.map(open))
  const one = async ({ chat, line, hear, done }: (typeof viewers)[number], i: number) => {
    await sleep(i * apart)
    const sent = now()
    hear.piece = listener(samples, sent)
    const turn = { id: crypto.randomUUID(), text: `tokens=${tokens}`, speaker: 'Alice' }
    await call(server.url, 'POST', `/api/chats/${chat}/turns`, turn)
    await done
    samples.total.push(now() - sent)
    line.close()
  }
  await Promise.all(viewers.map(one))
  for (const chat of ids) await call(server.url, 'POST', `/api/chats/${chat}/place`, { place: 'closed' })
  return samples
}
