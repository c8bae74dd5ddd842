/** From the raw events of one reply to turn events, and what the reply amounts to. */
import type { WireEvent } from '../claude/contract.ts'
import { readClearings } from './context-editing.ts'
import type { BlockStart, Clearing, StopReason, TurnEvent, Usage } from './events.ts'

/** A tool call as it arrived; its input is still raw text. */
export interface Call {
  readonly index: number
  readonly id: string
  readonly name: string
  input: string
}

/** What a reply has amounted to so far. Filled while it is read. */
export class Reply {
  message = ''
  stop: StopReason | null = null
  category: string | null = null
  usage: Usage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }
  clearings: readonly Clearing[] = []
  /** Whether the wire said that the message is complete. */
  complete = false
  readonly calls: Call[] = []
  readonly blocks = new Map<number, OpenBlock>()
  /** Our own index by the wire's, which may have gaps. */
  readonly places = new Map<number, number>()
}

interface OpenBlock {
  signature: string
  readonly call: Call | null
  finished: boolean
}

/** Reads one raw event into `reply` and says what to tell. Unknown events and blocks that were never begun are passed over. */
export function* readEvent(event: WireEvent, reply: Reply, step: number): Generator<TurnEvent> {
  switch (event.type) {
    case 'message_start':
      reply.message = event.message.id
      reply.usage = addUsage(reply.usage, event.message.usage)
      return
    case 'content_block_start':
      yield* startBlock(event.index, event.content_block, reply, step)
      return
    case 'content_block_delta':
      yield* readDelta(event.index, event.delta, reply, step)
      return
    case 'content_block_stop':
      yield* finishBlock(event.index, reply, step)
      return
    case 'message_delta':
      reply.stop = event.delta.stop_reason ?? reply.stop
      reply.category = event.delta.stop_details?.category ?? reply.category
      reply.usage = addUsage(reply.usage, event.usage)
      if (event.context_management) reply.clearings = readClearings(event.context_management)
      return
    case 'message_stop':
      reply.complete = true
      return
    default:
      // Pings, and events that came after this was written.
      return
  }
}

type StartBlock = Extract<WireEvent, { type: 'content_block_start' }>['content_block']
type Delta = Extract<WireEvent, { type: 'content_block_delta' }>['delta']

function* startBlock(wireIndex: number, block: StartBlock, reply: Reply, step: number): Generator<TurnEvent> {
  if (reply.places.has(wireIndex)) return
  const index = reply.places.size
  reply.places.set(wireIndex, index)
  const start = blockStart(block)
  const call = start.kind === 'tool' ? { index, id: start.id, name: start.name, input: '' } : null
  if (call) reply.calls.push(call)
  reply.blocks.set(index, { signature: '', call, finished: false })
  yield { type: 'block.started', step, index, block: start }
  const first = block.type === 'text' ? block.text : block.type === 'thinking' ? block.thinking : ''
  if (first !== '') yield { type: 'block.delta', step, index, text: first }
  if (call && block.type === 'tool_use') yield* inputAtOnce(call, block.input, step)
}

/** Some servers give the whole input with the start of the block, where Claude gives an empty object. */
function* inputAtOnce(call: Call, input: unknown, step: number): Generator<TurnEvent> {
  if (typeof input !== 'object' || input === null || Object.keys(input).length === 0) return
  call.input = JSON.stringify(input)
  yield { type: 'block.delta', step, index: call.index, text: call.input }
}

function blockStart(block: StartBlock): BlockStart {
  switch (block.type) {
    case 'text':
      return { kind: 'text' }
    case 'thinking':
      return { kind: 'thinking' }
    case 'tool_use':
      return { kind: 'tool', id: block.id, name: block.name }
    default:
      return { kind: 'opaque', raw: block }
  }
}

function* readDelta(wireIndex: number, delta: Delta, reply: Reply, step: number): Generator<TurnEvent> {
  const index = reply.places.get(wireIndex)
  const block = index === undefined ? undefined : reply.blocks.get(index)
  if (index === undefined || !block || block.finished) return
  switch (delta.type) {
    case 'signature_delta':
      block.signature += delta.signature
      return
    case 'text_delta':
    case 'thinking_delta':
    case 'input_json_delta': {
      const text =
        delta.type === 'text_delta'
          ? delta.text
          : delta.type === 'thinking_delta'
            ? delta.thinking
            : delta.partial_json
      if (text === '') return
      if (block.call) block.call.input += text
      yield { type: 'block.delta', step, index, text }
      return
    }
    default:
      return
  }
}

function* finishBlock(wireIndex: number, reply: Reply, step: number): Generator<TurnEvent> {
  const index = reply.places.get(wireIndex)
  const block = index === undefined ? undefined : reply.blocks.get(index)
  if (index === undefined || !block || block.finished) return
  block.finished = true
  yield {
    type: 'block.finished',
    step,
    index,
    ...(block.signature === '' ? {} : { signature: block.signature }),
  }
}

interface WireUsage {
  readonly input_tokens?: number | null
  readonly output_tokens?: number | null
  readonly cache_read_input_tokens?: number | null
  readonly cache_creation_input_tokens?: number | null
}

/** Usage on the wire is cumulative: the newest number that is there counts. */
function addUsage(known: Usage, wire: WireUsage): Usage {
  return {
    input: wire.input_tokens ?? known.input,
    output: wire.output_tokens ?? known.output,
    cacheRead: wire.cache_read_input_tokens ?? known.cacheRead,
    cacheWrite: wire.cache_creation_input_tokens ?? known.cacheWrite,
  }
}
