/** Turns against a real server on loopback, through the official SDK, with time that tests hold. */
import { onTestFinished } from 'vitest'
import { connectAnthropic } from '../claude/anthropic.ts'
import { type Answer, type Asked, sse, startServer, streams } from '../claude/server-for-tests.ts'
import type { ContextEditing, Outcome, ToolResult, TurnEvent } from './events.ts'
import type { PastTurn } from './past.ts'
import { type AgentTool, runTurn, type TurnInput } from './run-turn.ts'
import { LONGEST_SILENCE } from './silence.ts'

export const OFF: ContextEditing = {
  enabled: false,
  trigger: { kind: 'input_tokens', value: 100_000 },
  keep: 3,
  clearAtLeast: 0,
  excludeTools: [],
  clearToolInputs: false,
  keepThinking: null,
}

export type Content =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | {
      readonly type: 'compaction'
      readonly content: string | null
      readonly encrypted_content: string | null
    }
  /** `raw` is the input exactly as it goes over the wire. */
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly raw: string }

export const hello = { type: 'text', text: 'Hello, Alice. I am here.' } as const satisfies Content

export function call(id: string, raw: string, name = 'memory'): Content {
  return { type: 'tool_use', id, name, raw }
}

type WireEvent = { readonly type: string; readonly [name: string]: unknown }

/** The events of a whole reply, texts and inputs in pieces of seven characters. `more` goes into `message_delta`. */
export function replyEvents(content: readonly Content[], stop = 'end_turn', more = {}): readonly WireEvent[] {
  const usage = {
    input_tokens: 10,
    output_tokens: 1,
    cache_read_input_tokens: 3,
    cache_creation_input_tokens: 2,
  }
  return [
    {
      type: 'message_start',
      message: { id: 'msg_1', type: 'message', role: 'assistant', content: [], usage },
    },
    { type: 'ping' },
    ...content.flatMap(blockEvents),
    { type: 'message_delta', delta: { stop_reason: stop }, usage: { output_tokens: 20 }, ...more },
    { type: 'message_stop' },
  ]
}

function blockEvents(block: Content, index: number): readonly WireEvent[] {
  const deltas = deltasOf(block).map((delta) => ({ type: 'content_block_delta', index, delta }))
  const start = { type: 'content_block_start', index, content_block: startOf(block) }
  return [start, ...deltas, { type: 'content_block_stop', index }]
}

function startOf(block: Content): unknown {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: '' }
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: '' }
    case 'compaction':
      return { type: 'compaction', content: null, encrypted_content: null }
    case 'tool_use':
      return { type: 'tool_use', id: block.id, name: block.name, input: {} }
    default:
      return block satisfies never
  }
}

function deltasOf(block: Content): readonly WireEvent[] {
  switch (block.type) {
    case 'text':
      return pieces(block.text).map((text) => ({ type: 'text_delta', text }))
    case 'thinking':
      return [
        ...pieces(block.thinking).map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: block.signature },
      ]
    case 'compaction':
      return [{ ...block, type: 'compaction_delta' }]
    case 'tool_use':
      return pieces(block.raw).map((json) => ({ type: 'input_json_delta', partial_json: json }))
    default:
      return block satisfies never
  }
}

function pieces(text: string): readonly string[] {
  return text.match(/[\s\S]{1,7}/gu) ?? []
}

/** A whole reply as the server's answer. */
export function reply(content: readonly Content[], stop = 'end_turn', more = {}): Answer {
  return streams(sse(replyEvents(content, stop, more)))
}

/** Time that passes only in sleeps. Those end at once, but for the watch over silence, which lasts until it is ended. */
export function instantClock(waits: number[] = []): TurnInput['clock'] {
  let at = Date.UTC(2026, 10, 23)
  return {
    now: () => new Date(at),
    random: () => 0.5,
    sleep: (ms, signal) => {
      if (ms >= LONGEST_SILENCE) return untilAborted(signal)
      waits.push(ms)
      at += ms
      return Promise.resolve()
    },
  }
}

export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

/** A tool named `memory` that notes what it is asked to do. */
export function recorder(answer: (input: unknown) => ToolResult | Promise<ToolResult>) {
  const ran: { input: unknown; call: string }[] = []
  const tool: AgentTool = {
    name: 'memory',
    declare: () => ({ type: 'memory_20250818', name: 'memory' }),
    run: async (input, id) => {
      ran.push({ input, call: id })
      return await answer(input)
    },
  }
  return { tool, ran }
}

export const ok = (text: string): ToolResult => ({ text, isError: false, seen: [] })

/** A turn that is to be run: Alice has said something. */
export function turnToRun(text: string, more: Partial<PastTurn> = {}): PastTurn {
  return { id: 't1', speaker: 'Alice', text, steps: [], status: { kind: 'running' }, ...more }
}

export interface Setup extends Partial<TurnInput> {
  readonly answers: readonly Answer[]
}

/** A server that lives as long as the test, and a turn that asks it. */
export async function setUp({ answers, ...input }: Setup) {
  const server = await startServer(...answers)
  onTestFinished(() => server[Symbol.asyncDispose]())
  const turn: TurnInput = {
    connection: connectAnthropic({ apiKey: 'sk-ant-test', baseURL: server.url }),
    model: 'claude-sonnet-5-5',
    systemPrompt: 'Be kind.',
    turns: [turnToRun('Hello')],
    firstStep: 1,
    tools: [recorder(() => ok('Done.')).tool],
    contextEditing: OFF,
    pending: [],
    known: {},
    signal: new AbortController().signal,
    clock: instantClock(),
    ...input,
  }
  return { turn, asked: server.asked }
}

/** Runs a turn to its end. */
export async function run(setup: Setup) {
  const { turn, asked } = await setUp(setup)
  const events = await Array.fromAsync(runTurn(turn))
  return { events, asked, outcome: outcomeOf(events) }
}

export function outcomeOf(events: readonly TurnEvent[]): Outcome | undefined {
  const last = events.at(-1)
  return last?.type === 'turn.finished' ? last.outcome : undefined
}

export function textOf(events: readonly TurnEvent[]): string {
  return events.flatMap((event) => (event.type === 'block.delta' ? event.text : [])).join('')
}

/** The messages of the n-th request, from 0. */
export function messagesOf(asked: readonly Asked[], n: number): { role: string; content: unknown }[] {
  return asked[n]?.body.messages ?? []
}
