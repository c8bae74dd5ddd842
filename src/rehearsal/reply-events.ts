import { MODEL } from './models.ts'
import { jsonPieces, textPieces } from './pieces.ts'
import { charactersTokens } from './tokens.ts'
import type { AppliedEdit, ReplyBlock } from './wire.ts'

/** A finished reply with what the wire says about it. */
export interface Reply {
  readonly id: string
  readonly blocks: readonly ReplyBlock[]
  readonly toolIds: readonly string[]
  readonly inputTokens: number
  readonly maxTokens: number
  readonly stopSequences: readonly string[]
  readonly applied?: readonly AppliedEdit[]
}

/** Events of the stream, as the API documents them; data of one SSE message each. */
export type StreamEvent =
  | { readonly type: 'message_start'; readonly message: Readonly<Record<string, unknown>> }
  | {
      readonly type: 'content_block_start'
      readonly index: number
      readonly content_block: Readonly<Record<string, unknown>>
    }
  | { readonly type: 'content_block_delta'; readonly index: number; readonly delta: Delta }
  | { readonly type: 'content_block_stop'; readonly index: number }
  | MessageDelta
  | { readonly type: 'message_stop' }
  | { readonly type: 'ping' }
  | { readonly type: 'error'; readonly error: { readonly type: string; readonly message: string } }

export type Delta =
  | { readonly type: 'text_delta'; readonly text: string }
  | { readonly type: 'input_json_delta'; readonly partial_json: string }

export interface MessageDelta {
  readonly type: 'message_delta'
  readonly delta: {
    readonly stop_reason: string
    readonly stop_sequence: string | null
    readonly stop_details: unknown
    readonly container: null
  }
  readonly usage: Readonly<Record<string, unknown>>
  readonly context_management?: { readonly applied_edits: readonly AppliedEdit[] } | null
}

const PER_BLOCK = 6

/** The whole stream of one reply. Stops early at `max_tokens` or a stop sequence, as the API does. */
export function* replyEvents(reply: Reply): Generator<StreamEvent> {
  yield { type: 'message_start', message: emptyMessage(reply) }
  let characters = 0
  let blocks = 0
  let stop: Stop | null = null
  for (const [index, block] of reply.blocks.entries()) {
    blocks += 1
    yield { type: 'content_block_start', index, content_block: blockStart(block, reply.toolIds[index] ?? '') }
    if (index === 0) yield { type: 'ping' }
    for (const delta of blockDeltas(block, reply.stopSequences)) {
      if (delta.type === 'stop') {
        stop = { reason: 'stop_sequence', sequence: delta.sequence }
        break
      }
      if (outputTokens(characters + length(delta), blocks) > reply.maxTokens) {
        stop = { reason: 'max_tokens', sequence: null }
        break
      }
      characters += length(delta)
      yield { type: 'content_block_delta', index, delta }
    }
    yield { type: 'content_block_stop', index }
    if (stop !== null) break
  }
  const calls = reply.blocks.some((block) => block.type === 'tool_use')
  yield messageDelta(
    reply,
    stop ?? { reason: calls ? 'tool_use' : 'end_turn', sequence: null },
    outputTokens(characters, blocks),
  )
  yield { type: 'message_stop' }
}

interface Stop {
  readonly reason: string
  readonly sequence: string | null
}

function length(delta: Delta): number {
  return delta.type === 'text_delta' ? delta.text.length : delta.partial_json.length
}

function outputTokens(characters: number, blocks: number): number {
  return charactersTokens(characters) + Math.max(0, blocks - 1) * PER_BLOCK
}

function* blockDeltas(
  block: ReplyBlock,
  stopSequences: readonly string[],
): Generator<Delta | { readonly type: 'stop'; readonly sequence: string }> {
  if (block.type === 'tool_use') {
    yield { type: 'input_json_delta', partial_json: '' }
    for (const piece of jsonPieces(JSON.stringify(block.input))) {
      yield { type: 'input_json_delta', partial_json: piece }
    }
    return
  }
  const found = firstStop(block.text, stopSequences)
  for (const piece of textPieces(found === null ? block.text : block.text.slice(0, found.at))) {
    yield { type: 'text_delta', text: piece }
  }
  if (found !== null) yield { type: 'stop', sequence: found.sequence }
}

function firstStop(text: string, sequences: readonly string[]): { at: number; sequence: string } | null {
  const found = sequences
    .map((sequence) => ({ at: text.indexOf(sequence), sequence }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
  return found[0] ?? null
}

function blockStart(block: ReplyBlock, toolId: string): Readonly<Record<string, unknown>> {
  return block.type === 'text'
    ? { type: 'text', text: '', citations: null }
    : { type: 'tool_use', id: toolId, name: block.name, input: {}, caller: { type: 'direct' } }
}

function emptyMessage(reply: Reply): Readonly<Record<string, unknown>> {
  return {
    id: reply.id,
    type: 'message',
    role: 'assistant',
    model: MODEL,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    container: null,
    usage: usage(reply, 1),
  }
}

function usage(reply: Reply, output: number): Readonly<Record<string, unknown>> {
  return {
    input_tokens: reply.inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: output,
    service_tier: 'standard',
  }
}

/** The event that ends a reply; `reply.applied` shows at its top level, beside usage. */
export function messageDelta(
  reply: Reply,
  stop: Stop,
  output: number,
  details: unknown = null,
): MessageDelta {
  return {
    type: 'message_delta',
    delta: {
      stop_reason: stop.reason,
      stop_sequence: stop.sequence,
      stop_details: details,
      container: null,
    },
    usage: {
      input_tokens: reply.inputTokens,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      output_tokens: output,
    },
    ...(reply.applied === undefined ? {} : { context_management: { applied_edits: reply.applied } }),
  }
}
