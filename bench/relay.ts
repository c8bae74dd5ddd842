/**
 * What the agent adds between an event of the SDK and its own: the same stream is read raw with the official SDK, and by a turn.
 * All in this process, and no network: the SDK's `fetch` answers from memory. Neither stores anything.
 */
import Anthropic from '@anthropic-ai/sdk'
import { runTurn, type TurnInput } from '../src/agent/run-turn.ts'
import { OFF } from '../src/agent/turn-for-tests.ts'
import { CLIENT_OPTIONS, type MessagesClient, openConnection } from '../src/claude/connection.ts'
import { median, percentile, print, ratio } from './measure.ts'

const MODEL = 'claude-sonnet-5-5'
const ROUNDS = 9
/** Events a second of the paced run. */
const RATE = 500

const event = (type: string, data: object = {}) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`
const delta = (piece: object) => event('content_block_delta', { index: 0, delta: piece })

interface Kind {
  readonly name: string
  readonly block: object
  readonly piece: (i: number) => object
  readonly stop: string
}

const KINDS: readonly Kind[] = [
  {
    name: 'text',
    block: { type: 'text', text: '' },
    piece: (i) => ({ type: 'text_delta', text: `word${i} ` }),
    stop: 'end_turn',
  },
  {
    name: 'thinking',
    block: { type: 'thinking', thinking: '', signature: '' },
    piece: (i) => ({ type: 'thinking_delta', thinking: `word${i} ` }),
    stop: 'end_turn',
  },
]

function beginning({ block }: Kind): string {
  const usage = { input_tokens: 10, output_tokens: 1 }
  const message = { id: 'm', type: 'message', role: 'assistant', model: MODEL, content: [], usage }
  return (
    event('message_start', { message }) + event('content_block_start', { index: 0, content_block: block })
  )
}

function ending({ stop }: Kind): string {
  const last = event('message_delta', { delta: { stop_reason: stop }, usage: { output_tokens: 9 } })
  return event('content_block_stop', { index: 0 }) + last + event('message_stop')
}

/** All pieces as they come over a network: about 1 KB at a time. */
function whole(kind: Kind, events: number): () => ReadableStream<Uint8Array> {
  const pieces = Array.from({ length: events }, (_, i) => delta(kind.piece(i)))
  const bytes = Buffer.from(beginning(kind) + pieces.join('') + ending(kind))
  return () => {
    let at = 0
    return new ReadableStream({
      pull(controller) {
        if (at >= bytes.length) return controller.close()
        controller.enqueue(bytes.subarray(at, at + 1_024))
        at += 1_024
      },
    })
  }
}

/** One piece at a time, each saying when it was handed over. */
function paced(kind: Kind, events: number): () => ReadableStream<Uint8Array> {
  return () =>
    new ReadableStream({
      async start(controller) {
        controller.enqueue(Buffer.from(beginning(kind)))
        for (let i = 0; i < events; i++) {
          await new Promise((resolve) => setTimeout(resolve, 1000 / RATE))
          controller.enqueue(
            Buffer.from(delta({ type: 'text_delta', text: `${performance.now().toFixed(4)} ` })),
          )
        }
        controller.enqueue(Buffer.from(ending(kind)))
        controller.close()
      },
    })
}

type Hear = (piece: string) => void

async function raw(client: Anthropic, hear: Hear): Promise<void> {
  const messages = [{ role: 'user' as const, content: 'Hello' }]
  const stream = await client.beta.messages.create({ model: MODEL, max_tokens: 100, stream: true, messages })
  for await (const each of stream) {
    if (each.type === 'content_block_delta' && each.delta.type === 'text_delta') hear(each.delta.text)
  }
}

async function ours(client: MessagesClient, hear: Hear): Promise<void> {
  const facts = { host: 'anthropic', kind: 'anthropic', name: 'Bench', defaultModel: MODEL } as const
  const connection = openConnection(
    facts,
    () => client,
    async () => [],
  )
  const turn = { id: 't', speaker: 'Alice', text: 'Hello', steps: [], status: { kind: 'running' } } as const
  const input: TurnInput = {
    connection,
    model: MODEL,
    systemPrompt: '',
    turns: [turn],
    firstStep: 1,
    tools: [],
    contextEditing: OFF,
    pending: [],
    known: {},
    signal: new AbortController().signal,
    clock: {
      now: () => new Date(),
      random: Math.random,
      sleep: (_, signal) =>
        new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    },
  }
  for await (const each of runTurn(input)) if (each.type === 'block.delta') hear(each.text)
}

function clientOf(stream: () => ReadableStream<Uint8Array>): Anthropic {
  const headers = { 'content-type': 'text/event-stream' }
  return new Anthropic({
    ...CLIENT_OPTIONS,
    apiKey: 'bench',
    fetch: async () => new Response(stream(), { headers }),
  })
}

/** Microseconds of this process's processor for each event. */
async function cost(events: number, read: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await read()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / events
}

export async function run(quick: boolean): Promise<void> {
  const events = quick ? 5_000 : 20_000
  const us = (value: number) => `${value.toFixed(2)} µs`
  const rows: string[][] = []
  for (const kind of KINDS) {
    const client = clientOf(whole(kind, events))
    const [theirs, our]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      theirs.push(await cost(events, () => raw(client, () => {})))
      our.push(await cost(events, () => ours(client, () => {})))
    }
    const [a, b] = [median(theirs), median(our)]
    rows.push([kind.name, us(a), us(b), us(b - a), ratio(a, b)])
  }
  print({
    title: 'What the agent adds to an event of the SDK: processor',
    method: `${events.toLocaleString('en')} pieces in one reply, as fast as they can be read, from memory. User and system time of the process for each piece, both ways in turn; medians of ${ROUNDS} rounds.`,
    columns: ['pieces of', 'SDK alone', 'a turn', 'added', 'ratio'],
    rows,
  })
  await latency(quick ? 500 : 3_000)
}

async function latency(events: number): Promise<void> {
  const [kind] = KINDS
  if (!kind) return
  const client = clientOf(paced(kind, events))
  const theirs: number[] = []
  const our: number[] = []
  const into = (samples: number[]) => (piece: string) => {
    samples.push(performance.now() - Number(piece))
  }
  for (let round = 0; round < 2; round++) {
    await raw(client, into(theirs))
    await ours(client, into(our))
  }
  const us = (value: number) => `${(value * 1000).toFixed(0)} µs`
  const cells = (samples: readonly number[]) =>
    [0.5, 0.95, 0.99].map((share) => us(percentile(samples, share)))
  print({
    title: 'What the agent adds to an event of the SDK: time',
    method: `From handing a piece to the SDK until it is heard; ${events * 2} pieces each way, ${RATE} a second.`,
    columns: ['way', 'p50', 'p95', 'p99'],
    rows: [
      ['SDK alone', ...cells(theirs)],
      ['a turn', ...cells(our)],
    ],
  })
}
