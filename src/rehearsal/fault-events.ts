import type { Fault } from './faults.ts'
import { messageDelta, type Reply, type StreamEvent } from './reply-events.ts'

/** What a stream does next: send an event, send something else, break off, or say nothing for a while. */
export type Act =
  | { readonly kind: 'event'; readonly event: StreamEvent }
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'cut' }
  | { readonly kind: 'silence'; readonly ms: number }

/** The events of a reply with a fault worked in. `after` counts deltas. Faults before the stream never get here. */
export function* actsOf(events: Iterable<StreamEvent>, reply: Reply, fault?: Fault): Generator<Act> {
  if (fault === undefined || BEFORE.has(fault.kind)) {
    for (const event of events) yield { kind: 'event', event }
    return
  }
  if (fault.kind === 'error_event' && fault.after < 0) {
    yield { kind: 'event', event: errorEvent(fault) }
    return
  }
  if (fault.kind === 'unknown_events') yield LATER_EVENT
  let deltas = 0
  for (const event of garbled(events, reply, fault)) {
    if (fault.kind === 'empty' && event.type !== 'message_start') {
      yield* ending(reply, fault.reason, 0, fault.category)
      return
    }
    if (isStriking(fault) && deltas === fault.after && isBody(event)) {
      const end = yield* strike(fault, reply, deltas, event)
      if (end) return
      deltas += 1
    }
    if (event.type === 'content_block_delta') deltas += 1
    yield { kind: 'event', event }
    if (fault.kind === 'unknown_events' && deltas === 1) yield LATER_EVENT
  }
}

const BEFORE: ReadonlySet<Fault['kind']> = new Set(['status', 'unreachable', 'stall'])

const LATER_EVENT: Act = {
  kind: 'raw',
  text: 'event: message_mood\ndata: {"type":"message_mood","mood":"good"}\n\n',
}

type Striking = Extract<Fault, { readonly after: number }>

function isStriking(fault: Fault): fault is Striking {
  return 'after' in fault
}

function errorEvent(fault: Extract<Fault, { kind: 'error_event' }>): StreamEvent {
  return {
    type: 'error',
    error: { type: fault.type ?? 'overloaded_error', message: fault.message ?? 'Overloaded' },
  }
}

function* ending(reply: Reply, reason: string, output: number, category?: string | null): Generator<Act> {
  const details =
    reason === 'refusal' ? { type: 'refusal', category: category ?? null, explanation: null } : null
  yield { kind: 'event', event: messageDelta(reply, { reason, sequence: null }, output, details) }
  yield { kind: 'event', event: { type: 'message_stop' } }
}

/** `after: 0` strikes when the first block is about to speak, not before the message has begun. */
function isBody(event: StreamEvent): boolean {
  return event.type !== 'message_start' && event.type !== 'content_block_start' && event.type !== 'ping'
}

function* strike(fault: Striking, reply: Reply, deltas: number, event: StreamEvent): Generator<Act, boolean> {
  switch (fault.kind) {
    case 'error_event':
      yield { kind: 'event', event: errorEvent(fault) }
      return true
    case 'cut':
      yield { kind: 'cut' }
      return true
    case 'early_end':
      return true
    case 'bad_data':
      yield { kind: 'raw', text: 'event: content_block_delta\ndata: {"type": "content_block_\n\n' }
      return true
    case 'silence':
      yield { kind: 'silence', ms: fault.ms }
      return false
    case 'stop':
    case 'refusal': {
      const index = 'index' in event ? event.index : 0
      yield { kind: 'event', event: { type: 'content_block_stop', index } }
      if (fault.kind === 'stop') yield* ending(reply, fault.reason, deltas + 1)
      else yield* ending(reply, 'refusal', deltas + 1, fault.category)
      return true
    }
    default:
      return fault satisfies never
  }
}

/** Spoils the input of the first tool call where the fault says so; the other events pass. */
function* garbled(events: Iterable<StreamEvent>, reply: Reply, fault: Fault): Generator<StreamEvent> {
  const first = reply.blocks.findIndex((block) => block.type === 'tool_use')
  const input = reply.blocks[first]
  const half = input?.type === 'tool_use' ? Math.ceil(JSON.stringify(input.input).length / 2) : 0
  let sent = 0
  for (const event of events) {
    const json =
      event.type === 'content_block_delta' && event.index === first && event.delta.type === 'input_json_delta'
        ? event.delta.partial_json
        : null
    if (json === null || !SPOILERS.has(fault.kind)) {
      yield event
      continue
    }
    const spoiled = fault.kind === 'invalid_tool_json' ? json.replaceAll('"', "'") : json
    if (fault.kind !== 'invalid_tool_json' && sent >= half) {
      if (fault.kind === 'truncated_tool_json') continue
      yield { type: 'content_block_stop', index: first }
      yield messageDelta(reply, { reason: 'max_tokens', sequence: null }, reply.maxTokens)
      yield { type: 'message_stop' }
      return
    }
    sent += json.length
    yield {
      type: 'content_block_delta',
      index: first,
      delta: { type: 'input_json_delta', partial_json: spoiled },
    }
  }
}

const SPOILERS: ReadonlySet<Fault['kind']> = new Set([
  'invalid_tool_json',
  'truncated_tool_json',
  'max_tokens_in_tool',
])
