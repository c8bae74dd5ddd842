import type { PromptUsage } from './cache.ts'
import type { Pass } from './compacting.ts'
import type { Diagnosis } from './diagnostics.ts'
import { jsonPieces, textPieces } from './pieces.ts'
import { charactersTokens } from './tokens.ts'
import type { AppliedEdit, Dropped, ReplyBlock } from './wire.ts'

/** A finished reply with what the wire says about it. */
export interface Reply {
  readonly id: string
  readonly model: string
  readonly blocks: readonly ReplyBlock[]
  readonly toolIds: readonly string[]
  readonly prompt: PromptUsage
  /** Summaries that were written before the reply; left out when the request asked for none. */
  readonly passes?: readonly Pass[]
  /** Why the reply ends, when it is not for the usual reasons. */
  readonly stop?: string
  readonly maxTokens: number
  /** Tokens that the context window leaves for the reply. */
  readonly room: number
  readonly stopSequences: readonly string[]
  readonly applied?: readonly AppliedEdit[]
  /** Thinking of the request that was dropped; left out when the request does not want to know. */
  readonly dropped?: readonly Dropped[]
  /** Left out when the request did not ask. */
  readonly diagnostics?: Diagnosis
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
  | { readonly type: 'thinking_delta'; readonly thinking: string; readonly estimated_tokens: null }
  | { readonly type: 'signature_delta'; readonly signature: string }
  | { readonly type: 'compaction_delta'; readonly content: string; readonly encrypted_content: string }

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

/** What a reply has come to so far. */
export interface Written {
  readonly characters: number
  readonly blocks: number
  /** The part of the characters that was thinking. */
  readonly thought: number
}

/** The whole stream of one reply. Stops early at `max_tokens`, at the end of the context window or at a stop sequence. */
export function* replyEvents(reply: Reply): Generator<StreamEvent> {
  yield { type: 'message_start', message: emptyMessage(reply) }
  const written = { characters: 0, blocks: 0, thought: 0 }
  let stop: Stop | null = null
  for (const [index, block] of reply.blocks.entries()) {
    if (block.type !== 'compaction') written.blocks += 1
    yield { type: 'content_block_start', index, content_block: blockStart(block, reply.toolIds[index] ?? '') }
    if (index === 0) yield { type: 'ping' }
    let thought = ''
    for (const delta of blockDeltas(block, reply.stopSequences)) {
      if (delta.type === 'stop') {
        stop = { reason: 'stop_sequence', sequence: delta.sequence }
        break
      }
      stop = outOfRoom(reply, { ...written, characters: written.characters + length(delta) })
      if (stop !== null) break
      written.characters += length(delta)
      if (delta.type === 'thinking_delta') {
        thought += delta.thinking
        written.thought += length(delta)
      }
      if (block.type !== 'thinking' || block.shown) yield { type: 'content_block_delta', index, delta }
    }
    if (block.type === 'thinking') {
      yield {
        type: 'content_block_delta',
        index,
        delta: { type: 'signature_delta', signature: block.seal(thought) },
      }
    }
    yield { type: 'content_block_stop', index }
    if (stop !== null) break
  }
  yield messageDelta(reply, stop ?? { reason: naturalStop(reply), sequence: null }, written)
  yield { type: 'message_stop' }
}

export interface Stop {
  readonly reason: string
  readonly sequence: string | null
}

function naturalStop(reply: Reply): string {
  if (reply.stop !== undefined) return reply.stop
  if (reply.maxTokens === 0) return 'max_tokens'
  return reply.blocks.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn'
}

function outOfRoom(reply: Reply, written: Written): Stop | null {
  const tokens = outputTokens(written)
  if (tokens > reply.maxTokens) return { reason: 'max_tokens', sequence: null }
  return tokens > reply.room ? { reason: 'model_context_window_exceeded', sequence: null } : null
}

function length(delta: Delta): number {
  switch (delta.type) {
    case 'text_delta':
      return delta.text.length
    case 'input_json_delta':
      return delta.partial_json.length
    case 'thinking_delta':
      return delta.thinking.length
    case 'signature_delta':
    case 'compaction_delta':
      return 0
    default:
      return delta satisfies never
  }
}

function outputTokens({ characters, blocks }: Written): number {
  return charactersTokens(characters) + Math.max(0, blocks - 1) * PER_BLOCK
}

function* blockDeltas(
  block: ReplyBlock,
  stopSequences: readonly string[],
): Generator<Delta | { readonly type: 'stop'; readonly sequence: string }> {
  if (block.type === 'tool_use') {
    yield { type: 'input_json_delta', partial_json: '' }
    const json = JSON.stringify(block.input)
    for (const piece of block.whole === true ? [json] : jsonPieces(json)) {
      yield { type: 'input_json_delta', partial_json: piece }
    }
    return
  }
  if (block.type === 'compaction') {
    // What was made on demand comes whole, with its beginning.
    if (block.signed) return
    yield { type: 'compaction_delta', content: block.summary, encrypted_content: block.seal }
    return
  }
  if (block.type === 'thinking') {
    for (const piece of textPieces(block.text)) {
      yield { type: 'thinking_delta', thinking: piece, estimated_tokens: null }
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
  switch (block.type) {
    case 'text':
      return { type: 'text', text: '', citations: null }
    case 'tool_use':
      return { type: 'tool_use', id: toolId, name: block.name, input: {}, caller: { type: 'direct' } }
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: '' }
    case 'compaction':
      return block.signed
        ? { type: 'compaction', content: block.summary, signature: block.seal }
        : { type: 'compaction', content: null, encrypted_content: null }
    default:
      return block satisfies never
  }
}

function emptyMessage(reply: Reply): Readonly<Record<string, unknown>> {
  return {
    id: reply.id,
    type: 'message',
    role: 'assistant',
    model: reply.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    container: null,
    usage: usage(reply, reply.blocks.length === 0 || reply.stop !== undefined ? 0 : 1),
    ...(reply.diagnostics === undefined ? {} : { diagnostics: reply.diagnostics }),
    ...(reply.dropped === undefined ? {} : { input_transformations: reply.dropped }),
  }
}

function usage(reply: Reply, output: number): Readonly<Record<string, unknown>> {
  return {
    ...promptUsage(reply.prompt),
    cache_creation: byLife(reply.prompt),
    output_tokens: output,
    service_tier: 'standard',
  }
}

function promptUsage({ input, read, write5m, write1h }: PromptUsage): Readonly<Record<string, number>> {
  return {
    input_tokens: input,
    cache_creation_input_tokens: write5m + write1h,
    cache_read_input_tokens: read,
  }
}

/** The event that ends a reply; `reply.applied` shows at its top level, beside usage. */
export function messageDelta(
  reply: Reply,
  stop: Stop,
  output: Written | number,
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
      ...promptUsage(reply.prompt),
      output_tokens: typeof output === 'number' ? output : outputTokens(output),
      ...thinkingUsage(reply, output),
      ...iterations(reply, typeof output === 'number' ? output : outputTokens(output)),
    },
    ...(reply.applied === undefined ? {} : { context_management: { applied_edits: reply.applied } }),
  }
}

/** How much of the output was thinking; said only where thinking was asked for. */
function thinkingUsage(reply: Reply, output: Written | number): Readonly<Record<string, unknown>> {
  if (!reply.blocks.some((block) => block.type === 'thinking')) return {}
  const tokens = typeof output === 'number' ? 0 : charactersTokens(output.thought)
  return { output_tokens_details: { thinking_tokens: tokens } }
}

/** Each pass by itself, where the request may be summarised; a summary alone has no reply beside it. */
function iterations(reply: Reply, output: number): Readonly<Record<string, unknown>> {
  if (reply.passes === undefined) return {}
  const alone = reply.passes.length > 0 && reply.stop !== undefined
  return {
    iterations: [
      ...reply.passes.map((pass) => ({
        type: 'compaction',
        ...entry(pass.prompt, pass.output),
        original_input_tokens: pass.original,
      })),
      ...(alone ? [] : [{ type: 'message', model: reply.model, ...entry(reply.prompt, output) }]),
    ],
  }
}

function entry(prompt: PromptUsage, output: number): Readonly<Record<string, unknown>> {
  return { ...promptUsage(prompt), cache_creation: byLife(prompt), output_tokens: output }
}

function byLife({ write5m, write1h }: PromptUsage): Readonly<Record<string, number>> {
  return { ephemeral_5m_input_tokens: write5m, ephemeral_1h_input_tokens: write1h }
}
