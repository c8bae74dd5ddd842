/** What a chat costs that nobody uses just now: the memory of a server with 0, 100 and 1,000 of them, each with turns of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../src/database/open.ts'
import type { TurnState } from '../src/workspace/events.ts'
import { median, print } from './measure.ts'
import { call, residentMegabytes, text } from './processes.ts'

const TURNS = 20
const RUNS = 3
const CLI = join(import.meta.dirname, '..', 'src/cli/main.ts')
const AT = '2026-11-23T00:00:00.000Z'

interface Held {
  /** Megabytes. */
  readonly heap: number
  readonly resident: number
}

export async function run(quick: boolean): Promise<void> {
  const counts = quick ? [0, 100] : [0, 100, 1_000]
  const held: Held[] = []
  for (const chats of counts) held.push(await measure(chats))
  const [none] = held
  if (!none) return
  const each = (i: number, what: keyof Held) => {
    const chats = counts[i] ?? 0
    const more = ((held[i]?.[what] ?? 0) - none[what]) * 1024
    return chats === 0 ? '' : `${(more / chats).toFixed(1)} KB`
  }
  print({
    title: 'Memory per idle chat',
    method: `A server started on a data folder with so many chats of ${TURNS} turns each, all on the board, after one browser has asked for everything; the heap after a collection. Medians of ${RUNS} starts. The conversations themselves stay in the database.`,
    columns: ['chats', 'heap', 'each', 'resident', 'each'],
    rows: counts.map((chats, i) => [
      chats.toLocaleString('en'),
      `${held[i]?.heap.toFixed(1)} MB`,
      each(i, 'heap'),
      `${held[i]?.resident.toFixed(0)} MB`,
      each(i, 'resident'),
    ]),
  })
}

async function measure(chats: number): Promise<Held> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
  await withServer(folder, (url) => fill(url, folder, chats))
  const all: Held[] = []
  for (let i = 0; i < RUNS; i++) {
    all.push(
      await withServer(folder, async (url, ask) => {
        await call(url, 'GET', '/api/state')
        const heap = await ask()
        return { heap, resident: residentMegabytes(ask.pid) }
      }),
    )
  }
  rmSync(folder, { recursive: true, force: true })
  return {
    heap: median(all.map(({ heap }) => heap)),
    resident: median(all.map(({ resident }) => resident)),
  }
}

/** Asks the server's process for its heap after a collection, in megabytes. */
interface AskHeap {
  (): Promise<number>
  readonly pid: number
}

/** Told to the process beside the server: collects and says what is left. */
const LISTENER = `data:text/javascript,process.on('message', () => { gc(); gc(); process.send(process.memoryUsage().heapUsed) }); process.channel.unref()`

async function withServer<T>(folder: string, use: (url: string, ask: AskHeap) => Promise<T>): Promise<T> {
  const args = [
    'serve',
    '--port',
    '0',
    '--data',
    join(folder, 'data'),
    '--memories',
    join(folder, 'memories'),
  ]
  const child = spawn(process.execPath, ['--expose-gc', '--import', LISTENER, CLI, ...args], {
    env: { PATH: process.env.PATH, HOME: folder, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const found = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(output)?.[0]
      if (found) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${output}`)))
  })
  const ask = Object.assign(
    async () => {
      // What is still under way from the answer is not of the chats.
      await sleep(500)
      child.send('heap')
      const [bytes]: unknown[] = await once(child, 'message')
      return Number(bytes) / 1024 / 1024
    },
    { pid: child.pid ?? 0 },
  )
  try {
    return await use(url, ask)
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}

async function fill(url: string, folder: string, chats: number): Promise<void> {
  const ids: string[] = []
  for (let i = 0; i < chats; i++)
    ids.push(text(await call(url, 'POST', '/api/chats', { name: `Chat ${i}`, speaker: 'Alice' }), 'chat'))
  if (chats === 0) return
  const database = await openDatabase(join(folder, 'data', 'commonplace.db'))
  await database.transaction().execute(async (transaction) => {
    for (const chat of ids) {
      for (let number = 1; number <= TURNS; number++) {
        const turn = turnOf(chat, number)
        const values = { chat, number, id: turn.id, position: 1, running: 0, body: JSON.stringify(turn) }
        await transaction.insertInto('turn').values(values).execute()
      }
    }
  })
  await database.destroy()
}

function turnOf(chat: string, number: number): TurnState {
  const usage = { input: 100, output: 100, cacheRead: 0, cacheWrite: 0 }
  const answer = { kind: 'text', text: `Answer ${number}, in some words. `.repeat(40), done: true } as const
  const finished = { at: AT, stop: 'end_turn', usage, cost: 0, clearings: [], message: 'm' } as const
  return {
    id: `${chat}-${number}`,
    number,
    speaker: 'Alice',
    text: `Question ${number}`,
    at: AT,
    toolUsesBefore: 0,
    finishedAt: AT,
    status: { kind: 'finished', outcome: { kind: 'answered' } },
    steps: [{ step: 1, model: 'rehearsal-1', startedAt: AT, blocks: [answer], finished }],
  }
}
