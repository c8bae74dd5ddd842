/**
 * What a long history costs each new turn, before its first request goes out: reading the stored turns, making the request of
 * them, and serialising it. The last is the measure: nothing may grow faster than what is sent.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask } from '../src/agent/asking.ts'
import { OFF } from '../src/agent/turn-for-tests.ts'
import { connectAnthropic } from '../src/claude/anthropic.ts'
import type { ModelRequest } from '../src/claude/contract.ts'
import { placeOf } from '../src/claude/models-places.ts'
import { wireRequest } from '../src/claude/wire-request.ts'
import { openDatabase } from '../src/database/open.ts'
import { defaultMemory, openMemories } from '../src/memory/memories.ts'
import { openMemory } from '../src/memory/memory.ts'
import { inProcessLog } from '../src/storage/in-process.ts'
import { DEFAULT_ASKING, DEFAULT_CARE } from '../src/workspace/defaults.ts'
import type { AppState, HostState, StepState, TurnState } from '../src/workspace/events.ts'
import type { Feed } from '../src/workspace/feed.ts'
import { reduce } from '../src/workspace/reduce.ts'
import { emptyState } from '../src/workspace/state.ts'
import { memoryRead } from '../src/workspace/step-costs.ts'
import { openStore } from '../src/workspace/store.ts'
import { prepareTurn, type TurnSource } from '../src/workspace/turn-input.ts'
import { median, ms, print } from './measure.ts'

const MODEL = 'claude-sonnet-5-5'
const AT = '2026-11-23T00:00:00.000Z'
const CHAT = 'chat'
const RUNS = 15
const NO_REFUSALS: ReadonlySet<never> = new Set()

const connection = connectAnthropic({ apiKey: 'bench' })
const host: HostState = {
  id: connection.host,
  kind: 'anthropic',
  name: connection.name,
  available: true,
  model: MODEL,
  because: 'this is a bench',
  models: [],
}
const settings = {
  systemPrompt: 'Be kind, and keep what you are told. '.repeat(40),
  contextEditing: OFF,
  rehearsalPace: 0,
  ...DEFAULT_ASKING,
  ...DEFAULT_CARE,
}

interface Row {
  readonly name: string
  readonly steps: number
  /** A summary on demand stands for all but the last so many turns. */
  readonly summed?: number
}

export async function run(quick: boolean): Promise<void> {
  const rows: Row[] = [
    { name: '10', steps: 10 },
    { name: '100', steps: 100 },
    { name: '1,000', steps: 1_000 },
    { name: '1,000, all but 10 summarised', steps: 1_000, summed: 5 },
  ]
  const measured: (readonly string[])[] = []
  for (const row of quick ? rows.slice(0, 2) : rows) measured.push(await measure(row))
  print({
    title: 'A new turn after a long history',
    method: `Two steps a turn: a call of the memory tool with a result of 1.5 KB, and an answer of 0.6 KB, both with signed thinking. From SQLite in a file. Medians of ${RUNS} new turns each; nothing is kept from one to the next. "All" is everything before the SDK serialises the request, against serialising it.`,
    columns: [
      'steps before',
      'request',
      'JSON.stringify of it',
      'stored turns read',
      'request made',
      'memory counted',
      'all',
      'against JSON.stringify',
      'request of the next step',
    ],
    rows: measured,
  })
}

async function measure(row: Row): Promise<readonly string[]> {
  const { source, close } = await open(row)
  const times: Record<'read' | 'made' | 'counted' | 'json' | 'next', number[]> = {
    read: [],
    made: [],
    counted: [],
    json: [],
    next: [],
  }
  const noted = async <T>(name: keyof typeof times, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now()
    const value = await work()
    times[name].push(performance.now() - start)
    return value
  }
  let bytes = 0
  for (let i = 0; i < RUNS; i++) {
    const input = await noted('read', () => prepareTurn(source, CHAT, 'new'))
    const made = () => wireOf(ask(input, input, input.turns, 'kept').request)
    const wire = await noted('made', made)
    await noted('counted', () => memoryRead(0, input.turns))
    bytes = (await noted('json', () => JSON.stringify(wire))).length
    await noted('next', made)
  }
  await close()
  const { read, made, counted, json, next } = times
  const all = median(read.map((each, i) => each + (made[i] ?? 0) + (counted[i] ?? 0)))
  const size = `${(bytes / 1024).toFixed(0)} KB`
  const cells = [json, read, made, counted].map((samples) => ms(median(samples)))
  return [row.name, size, ...cells, ms(all), `${(all / median(json)).toFixed(1)}×`, ms(median(next))]
}

function wireOf(request: ModelRequest): object {
  return wireRequest(request, connection.capabilities(MODEL), placeOf(connection.kind, MODEL), NO_REFUSALS)
    .params
}

/** A workspace with one chat, as far as a turn that begins needs it. */
async function open(row: Row): Promise<{ readonly source: TurnSource; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
  const database = await openDatabase(join(folder, 'bench.db'))
  const memories = await openMemories({ infos: [defaultMemory()], open: () => openMemory(inProcessLog()) })
  const count = row.steps / 2
  const ahead = stateWith(count)
  const source: TurnSource = {
    // All that is asked of it before a turn runs.
    feed: { ahead } as Feed,
    store: openStore(database),
    memories,
    searches: { search: () => Promise.reject(new Error('Nobody searches here.')) },
    settled: async () => {},
    // As after the chat's first turn since the server started.
    remembered: new Set([CHAT]),
    host: () => ({ connection, state: host }),
  }
  const epoch = await epochIn(source)
  await database.transaction().execute(async (transaction) => {
    for (let number = 1; number <= count; number++) {
      const turn = number === count - (row.summed ?? count) ? summaryTurn(number) : turnOf(number, epoch)
      const body = JSON.stringify(turn)
      const values = { chat: CHAT, number, id: turn.id, position: number, running: 0, body }
      await transaction.insertInto('turn').values(values).execute()
    }
  })
  const close = async () => {
    await memories.close()
    await database.destroy()
    rmSync(folder, { recursive: true })
  }
  return { source, close }
}

/** What the chat's steps are asked in; so their thinking is sent back. */
async function epochIn(source: TurnSource): Promise<string> {
  const input = await prepareTurn(source, CHAT, 'new')
  return ask(input, input, [turnOf(1, ''), ...input.turns], 'kept').epoch
}

function stateWith(turns: number): AppState {
  const added = {
    type: 'chat.added',
    chat: CHAT,
    name: 'Long',
    memories: [],
    settings: { speaker: 'Alice', systemPrompt: null, model: null, contextEditing: null },
  } as const
  const state = reduce(emptyState(settings, host), { ...added, position: 1, at: AT })
  const opened = { ...state, chats: { [CHAT]: { id: CHAT, turns: [] } } }
  const started = { type: 'turn.started', chat: CHAT, turn: 'new', number: turns + 1 } as const
  const said = { speaker: 'Alice', text: 'And now?', toolUsesBefore: turns }
  return reduce(opened, { ...started, ...said, position: 2, at: AT })
}

function turnOf(number: number, epoch: string): TurnState {
  const call = {
    kind: 'tool',
    id: `toolu_${number}`,
    name: 'memory',
    input: JSON.stringify({ command: 'view', path: `/memories/projects/project-${number}.md` }),
    progress: {
      kind: 'finished',
      result: { text: `     1\tA line of a document, ${number}\n`.repeat(45), isError: false, seen: [] },
    },
  } as const
  const answer = { kind: 'text', text: `Words of answer ${number}. `.repeat(30), done: true } as const
  return {
    id: `turn-${number}`,
    number,
    speaker: 'Alice',
    text: `Question ${number}, with some words that say what it is about.`,
    at: AT,
    toolUsesBefore: number - 1,
    finishedAt: AT,
    status: { kind: 'finished', outcome: { kind: 'answered' } },
    steps: [
      stepOf({ step: 1, epoch, stop: 'tool_use', blocks: [thought(number, 1), call] }),
      stepOf({ step: 2, epoch, stop: 'end_turn', blocks: [thought(number, 2), answer] }),
    ],
  }
}

function thought(turn: number, step: number) {
  const text = `I look at what is known of ${turn}. `.repeat(8)
  return { kind: 'thinking', text, signature: `${turn}.${step}.${'s'.repeat(400)}`, done: true } as const
}

interface Said {
  readonly step: number
  readonly epoch: string
  readonly stop: 'tool_use' | 'end_turn' | 'compaction'
  readonly blocks: StepState['blocks']
}

function stepOf({ step, epoch, stop, blocks }: Said): StepState {
  const usage = { input: 100, output: 100, cacheRead: 10_000, cacheWrite: 500 }
  const finished = { at: AT, stop, usage, cost: 0.01, clearings: [], message: `msg_${step}` }
  return { step, model: MODEL, host: connection.host, epoch, startedAt: AT, blocks, finished }
}

function summaryTurn(number: number): TurnState {
  const text = 'They talked about projects. '.repeat(100)
  const raw = { type: 'compaction', content: text, signature: 's' }
  const blocks = [{ kind: 'compaction', text, raw, done: true }] as const
  return {
    ...turnOf(number, ''),
    purpose: 'compaction',
    text: '',
    steps: [stepOf({ step: 1, epoch: '', stop: 'compaction', blocks })],
  }
}
