/** One streamed reply: wire events in, turn events out, and at the end the reply as a whole. Holds state, does no I/O. */
import { readClearings } from './context-editing.ts'
import type { BlockStart, CacheMiss, Clearing, StopReason, TurnEvent, Usage } from './events.ts'
import type { PastBlock } from './past.ts'
import { type Counting, mergeCounts, NOTHING_COUNTED, readCacheMiss, readDropped, usageOf } from './usage.ts'
import { field, text } from './wire-fields.ts'

/** A whole reply. */
export interface Reply {
  readonly blocks: readonly PastBlock[]
  readonly stop: StopReason
  readonly usage: Usage
  readonly clearings: readonly Clearing[]
  /** The host's id of the message. */
  readonly message: string
  /** Why Claude declined, when it did. */
  readonly category: string | null
  /** Left out when the host says nothing of it. */
  readonly cacheMiss?: CacheMiss
  readonly thinkingDropped?: number
}

/** `broken`: what came breaks the rules of the stream; `unfinished`: it ended before its end. */
export type ReplyEnd =
  | { readonly kind: 'whole'; readonly reply: Reply }
  | { readonly kind: 'broken'; readonly problem: string }
  | { readonly kind: 'unfinished' }

export interface ReplyReader {
  /** Never throws. Event and delta types it does not know are passed over, as the API asks of its clients. */
  take(event: unknown): readonly TurnEvent[]
  /** The rules were broken or `message_stop` came: nothing more is worth reading. */
  done(): boolean
  end(): ReplyEnd
}

interface Block {
  readonly start: BlockStart
  /** Its place in the reply, whatever number the host gave it. */
  readonly place: number
  text: string
  signature: string | null
  open: boolean
  /** A tool input that came whole with the start, from hosts that do not stream it. */
  readonly given: string
  /** Of a summary: the block as it is sent back. */
  raw: object | null
}

const STOP_REASONS: ReadonlySet<string> = new Set<StopReason>([
  'end_turn',
  'tool_use',
  'max_tokens',
  'stop_sequence',
  'pause_turn',
  'refusal',
  'model_context_window_exceeded',
  'compaction',
])

/** What has come so far. */
interface State {
  readonly step: number
  /** What is said is a summary of ours: texts become one. */
  readonly summing: boolean
  readonly ids: Set<string>
  /** By the host's own index; a place of ours is the order of arrival. */
  readonly blocks: Map<unknown, Block>
  problem: string | null
  stopped: boolean
  stop: StopReason | null
  counts: Counting
  clearings: readonly Clearing[]
  message: string
  category: string | null
  cacheMiss: CacheMiss | undefined
  thinkingDropped: number | undefined
}

/**
 * Reads the reply to one request. `used`: `tool_use` ids that the conversation already holds; an id names one call.
 * `summing`: the words that come are a summary that we asked for in words, and are told as one.
 */
export function createReplyReader(step: number, used: ReadonlySet<string>, summing = false): ReplyReader {
  const state: State = {
    step,
    summing,
    ids: new Set(used),
    blocks: new Map(),
    problem: null,
    stopped: false,
    stop: null,
    counts: NOTHING_COUNTED,
    clearings: [],
    message: '',
    category: null,
    cacheMiss: undefined,
    thinkingDropped: undefined,
  }
  return {
    take: (event) => (isDone(state) ? [] : take(state, event)),
    done: () => isDone(state),
    end: () => endOf(state),
  }
}

function isDone(state: State): boolean {
  return state.stopped || state.problem !== null
}

function take(state: State, event: unknown): readonly TurnEvent[] {
  switch (field(event, 'type')) {
    case 'message_start':
      state.message = text(field(field(event, 'message'), 'id')) || state.message
      state.counts = mergeCounts(state.counts, field(field(event, 'message'), 'usage'))
      note(state, field(event, 'message'))
      return []
    case 'content_block_start':
      return begin(state, event)
    case 'content_block_delta':
      return extend(state, event)
    case 'content_block_stop': {
      const block = state.blocks.get(field(event, 'index'))
      return block?.open ? close(block, state.step) : []
    }
    case 'message_delta':
      return measure(state, event)
    case 'message_stop':
      state.stopped = true
      return [...state.blocks.values()].flatMap((block) => (block.open ? close(block, state.step) : []))
    default:
      return []
  }
}

function begin(state: State, event: unknown): readonly TurnEvent[] {
  const index = field(event, 'index')
  const wire = field(event, 'content_block')
  if (state.blocks.has(index)) return broken(state, `it began block ${String(index)} twice`)
  const start = blockStart(wire, state.summing)
  if (start === null) return broken(state, `block ${String(index)} began without a type`)
  if (start.kind === 'tool') {
    if (start.id === '') return broken(state, 'it called a tool without an id')
    if (state.ids.has(start.id)) return broken(state, `it used the call id "${start.id}" twice`)
    state.ids.add(start.id)
  }
  const place = state.blocks.size
  const block: Block = {
    start,
    place,
    text: '',
    // Some hosts send a thought whole, with its signature.
    signature: start.kind === 'thinking' ? text(field(wire, 'signature')) || null : null,
    open: true,
    given: givenInput(wire),
    raw: field(wire, 'type') === 'compaction' ? { ...(wire as object) } : null,
  }
  state.blocks.set(index, block)
  const first = grow(
    block,
    text(field(wire, block.raw ? 'content' : String(field(wire, 'type')))),
    state.step,
  )
  return [{ type: 'block.started', step: state.step, index: place, block: start }, ...first]
}

function extend(state: State, event: unknown): readonly TurnEvent[] {
  const index = field(event, 'index')
  const block = state.blocks.get(index)
  if (!block?.open) return broken(state, `it continued block ${String(index)}, which is not open`)
  const piece = field(event, 'delta')
  if (field(piece, 'type') === 'signature_delta')
    block.signature = (block.signature ?? '') + text(field(piece, 'signature'))
  // A summary comes in one piece; what seals it comes along.
  if (block.raw && field(piece, 'type') === 'compaction_delta') {
    const { type: _, ...given } = piece as Readonly<Record<string, unknown>>
    block.raw = { ...block.raw, ...given }
  }
  return grow(block, pieceText(piece, block.start.kind), state.step)
}

/** What the host says about the request, at the beginning of its reply or at the end. */
function note(state: State, said: unknown): void {
  state.cacheMiss = readCacheMiss(said) ?? state.cacheMiss
  state.thinkingDropped = readDropped(said) ?? state.thinkingDropped
}

function measure(state: State, event: unknown): readonly TurnEvent[] {
  state.counts = mergeCounts(state.counts, field(event, 'usage'))
  note(state, event)
  note(state, field(event, 'delta'))
  const management = field(event, 'context_management')
  if (management) state.clearings = readClearings(management)
  const delta = field(event, 'delta')
  const reason = field(delta, 'stop_reason')
  // A reason that came after this was written ends the answer and runs nothing.
  if (typeof reason === 'string') state.stop = isStopReason(reason) ? reason : 'end_turn'
  state.category = text(field(field(delta, 'stop_details'), 'category')) || state.category
  return []
}

function broken(state: State, problem: string): readonly TurnEvent[] {
  state.problem = problem
  return []
}

function endOf(state: State): ReplyEnd {
  const { problem, stop, counts, clearings, message, category, cacheMiss, thinkingDropped } = state
  if (problem !== null) return { kind: 'broken', problem }
  // With a stop reason everything has come, even if the last event was lost.
  if (stop === null)
    return state.stopped ? { kind: 'broken', problem: 'it gave no stop reason' } : { kind: 'unfinished' }
  const blocks = [...state.blocks.values()].map(pastBlock)
  if (stop === 'tool_use' && !blocks.some(({ kind }) => kind === 'tool'))
    return { kind: 'broken', problem: 'it stopped to call a tool and called none' }
  const notes = {
    ...(cacheMiss === undefined ? {} : { cacheMiss }),
    ...(thinkingDropped === undefined ? {} : { thinkingDropped }),
  }
  const usage = usageOf(counts)
  return { kind: 'whole', reply: { blocks, stop, usage, clearings, message, category, ...notes } }
}

function blockStart(wire: unknown, summing: boolean): BlockStart | null {
  const type = field(wire, 'type')
  if (typeof type !== 'string') return null
  if (type === 'compaction' || (type === 'text' && summing)) return { kind: 'compaction' }
  if (type === 'text' || type === 'thinking') return { kind: type }
  if (type === 'tool_use')
    return { kind: 'tool', id: text(field(wire, 'id')), name: text(field(wire, 'name')) }
  return { kind: 'opaque', raw: wire }
}

function givenInput(wire: unknown): string {
  const input = field(wire, 'input')
  const given = typeof input === 'object' && input !== null && Object.keys(input).length > 0
  return given ? JSON.stringify(input) : ''
}

/** The piece's text when it is of the block's kind; other kinds (citations, later ones) are passed over. */
function pieceText(piece: unknown, kind: BlockStart['kind']): string {
  switch (kind) {
    case 'text':
      return field(piece, 'type') === 'text_delta' ? text(field(piece, 'text')) : ''
    case 'thinking':
      return field(piece, 'type') === 'thinking_delta' ? text(field(piece, 'thinking')) : ''
    case 'tool':
      return field(piece, 'type') === 'input_json_delta' ? text(field(piece, 'partial_json')) : ''
    case 'compaction':
      return field(piece, 'type') === 'compaction_delta'
        ? text(field(piece, 'content'))
        : text(field(piece, 'text'))
    case 'opaque':
      return ''
    default:
      return kind satisfies never
  }
}

function grow(block: Block, piece: string, step: number): readonly TurnEvent[] {
  if (piece === '') return []
  block.text += piece
  return [{ type: 'block.delta', step, index: block.place, text: piece }]
}

function close(block: Block, step: number): readonly TurnEvent[] {
  const late = block.start.kind === 'tool' && block.text === '' ? grow(block, block.given, step) : []
  block.open = false
  const signature = block.signature === null ? {} : { signature: block.signature }
  const raw = block.raw === null ? {} : { raw: block.raw }
  return [...late, { type: 'block.finished', step, index: block.place, ...signature, ...raw }]
}

function pastBlock(block: Block): PastBlock {
  const { start } = block
  switch (start.kind) {
    case 'text':
      return { kind: 'text', text: block.text }
    case 'thinking':
      return { kind: 'thinking', text: block.text, signature: block.signature }
    case 'tool':
      return { kind: 'tool', id: start.id, name: start.name, input: block.text, progress: { kind: 'ready' } }
    case 'compaction':
      return { kind: 'compaction', text: block.text, raw: block.raw }
    case 'opaque':
      return start
    default:
      return start satisfies never
  }
}

function isStopReason(value: string): value is StopReason {
  return STOP_REASONS.has(value)
}
