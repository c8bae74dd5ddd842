/**
 * One turn: what a person said goes in, typed events come out, until Claude has answered. Failures of requests, models and
 * tools are events, never exceptions. Whoever reads the events decides when the next step begins: the generator goes on only
 * when it is asked to.
 */
import type { ModelRequest, WireBlock, WireMessage } from '../claude/contract.ts'
import { HostError } from '../claude/contract.ts'
import { wireContextManagement } from './context-editing.ts'
import type { Failure, Outcome, ToolResult, TurnEvent } from './events.ts'
import { resultBlock } from './history.ts'
import { type Call, Reply, readEvent } from './read-reply.ts'
import { ATTEMPTS, waitBefore } from './retry.ts'
import { parseToolInput } from './tool-input.ts'
import type { TurnInput } from './turn.ts'

export type { AgentTool, KnownResults, PendingCall, TurnClock, TurnInput } from './turn.ts'

/** Replies of the model in one turn. A turn that needs more is going round in circles, or a person should have a say. */
export const MAX_ROUNDS = 40
/** Without any event for so long, pings included, a request counts as failed. Milliseconds. */
export const SILENCE = 300_000

/** Runs a turn. The last event is always `turn.finished`. Throws only when a tool's storage is broken. */
export async function* runTurn(input: TurnInput): AsyncGenerator<TurnEvent> {
  yield { type: 'turn.finished', outcome: yield* rounds(input) }
}

async function* rounds(input: TurnInput): AsyncGenerator<TurnEvent, Outcome> {
  const messages: WireMessage[] = [...input.messages]
  if (input.pending.length > 0) {
    const answered = yield* takeUp(input)
    if (!answered) return { kind: 'stopped' }
    messages.push({ role: 'user', content: answered })
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const step = input.firstStep + round
    const asked = yield* ask(input, messages, step)
    if (asked.kind !== 'replied') return asked
    const { reply, content } = asked
    if (content.length > 0) messages.push({ role: 'assistant', content })
    const outcome = outcomeOf(reply)
    if (outcome) return outcome
    if (reply.stop === 'pause_turn') continue
    const results = yield* runCalls(input, reply.calls, step, {})
    if (!results) return { kind: 'stopped' }
    messages.push({ role: 'user', content: results })
  }
  return { kind: 'rounds', rounds: MAX_ROUNDS }
}

/** What the turn comes to when no further step follows. */
function outcomeOf(reply: Reply): Outcome | null {
  switch (reply.stop) {
    case 'tool_use':
      return reply.calls.length > 0 ? null : { kind: 'answered' }
    case 'pause_turn':
      return null
    case 'max_tokens':
      return { kind: 'cut', by: 'max_tokens' }
    case 'model_context_window_exceeded':
      return { kind: 'cut', by: 'context_full' }
    case 'refusal':
      return { kind: 'refused', category: reply.category }
    default:
      return { kind: 'answered' }
  }
}

type Asked =
  | { readonly kind: 'replied'; readonly reply: Reply; readonly content: readonly WireBlock[] }
  | Outcome

/** Sends the request, again and again where that is right, until there is a whole reply. */
async function* ask(
  input: TurnInput,
  messages: readonly WireMessage[],
  step: number,
): AsyncGenerator<TurnEvent, Asked> {
  const request: ModelRequest = {
    model: input.model,
    system: input.systemPrompt,
    messages,
    tools: input.tools.map((tool) => tool.wire),
    contextManagement: wireContextManagement(input.contextEditing),
  }
  for (let attempt = 1; ; attempt++) {
    if (input.signal.aborted) return { kind: 'stopped' }
    yield { type: 'step.started', step, model: input.model }
    const reply = new Reply()
    const content = new Content()
    const failure = yield* readReply(input, request, reply, content, step)
    if (input.signal.aborted) return { kind: 'stopped' }
    if (!failure) {
      const { stop, usage, clearings, message } = reply
      const cost = input.connection.cost(input.model, usage)
      yield { type: 'step.finished', step, stop: stop ?? 'end_turn', usage, cost, clearings, message }
      return { kind: 'replied', reply, content: content.blocks(reply) }
    }
    const wait = waitBefore(failure, attempt, input.clock.random())
    if (wait === null) return { kind: 'failed', failure }
    const retryAt = new Date(input.clock.now().getTime() + wait).toISOString()
    yield { type: 'step.waiting', step, failure, attempt, attempts: ATTEMPTS, retryAt }
    try {
      await input.clock.sleep(wait, input.signal)
    } catch {
      return { kind: 'stopped' }
    }
  }
}

/** Reads one reply to its end; what went wrong is the answer, null when nothing did. */
async function* readReply(
  input: TurnInput,
  request: ModelRequest,
  reply: Reply,
  content: Content,
  step: number,
): AsyncGenerator<TurnEvent, Failure | null> {
  const watch = new SilenceWatch(input)
  try {
    for await (const event of input.connection.stream(request, watch.signal)) {
      watch.heard()
      for (const told of readEvent(event, reply, step)) {
        content.take(told)
        yield told
      }
    }
    if (reply.stop !== null) return null
    return {
      kind: 'network',
      message: `${input.connection.name} ended the reply before it was complete.`,
      retryable: true,
    }
  } catch (error) {
    if (watch.timedOut)
      return {
        kind: 'timeout',
        message: `${input.connection.name} fell silent in the middle of a reply.`,
        retryable: true,
      }
    if (error instanceof HostError) return error.failure
    if (input.signal.aborted) return null
    return {
      kind: 'bad_reply',
      message: `${input.connection.name} sent a reply that could not be read.`,
      retryable: true,
    }
  } finally {
    watch.end()
  }
}

/** Aborts a request when nothing was heard for `SILENCE`, or when the turn is stopped. */
class SilenceWatch {
  readonly #abort = new AbortController()
  readonly #turn: AbortSignal
  readonly #clock: TurnInput['clock']
  readonly #over = new AbortController()
  #heardAt: number
  timedOut = false

  constructor(input: TurnInput) {
    this.#turn = input.signal
    this.#clock = input.clock
    this.#heardAt = input.clock.now().getTime()
    if (this.#turn.aborted) this.#stop()
    else this.#turn.addEventListener('abort', this.#stop, { once: true })
    void this.#watch()
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  heard(): void {
    this.#heardAt = this.#clock.now().getTime()
  }

  end(): void {
    this.#turn.removeEventListener('abort', this.#stop)
    this.#over.abort()
  }

  readonly #stop = (): void => this.#abort.abort(this.#turn.reason)

  /** Looks again only when the silence could be over: costs nothing while events come. */
  async #watch(): Promise<void> {
    try {
      for (;;) {
        const left = this.#heardAt + SILENCE - this.#clock.now().getTime()
        if (left <= 0) break
        await this.#clock.sleep(left, this.#over.signal)
      }
      this.timedOut = true
      this.#abort.abort(new Error('silence'))
    } catch {
      // The reply ended: nothing to watch any more.
    }
  }
}

/** The reply's blocks as they are sent back: exactly what came. */
class Content {
  readonly #blocks: {
    text: string
    signature: string | null
    readonly start: Extract<TurnEvent, { type: 'block.started' }>['block']
  }[] = []

  take(event: TurnEvent): void {
    if (event.type === 'block.started')
      this.#blocks[event.index] = { text: '', signature: null, start: event.block }
    const block = 'index' in event ? this.#blocks[event.index] : undefined
    if (!block) return
    if (event.type === 'block.delta') block.text += event.text
    if (event.type === 'block.finished') block.signature = event.signature ?? null
  }

  blocks(reply: Reply): readonly WireBlock[] {
    return this.#blocks.flatMap(({ start, text, signature }): WireBlock[] => {
      switch (start.kind) {
        case 'text':
          return text.trim() === '' ? [] : [{ type: 'text', text }]
        case 'thinking':
          return signature === null ? [] : [{ type: 'thinking', thinking: text, signature }]
        case 'tool': {
          if (reply.stop !== 'tool_use') return []
          const parsed = parseToolInput(text)
          return [{ type: 'tool_use', id: start.id, name: start.name, input: parsed.ok ? parsed.input : {} }]
        }
        case 'opaque':
          // Sent back as it came from the same wire.
          return [start.raw as WireBlock]
        default:
          return start satisfies never
      }
    })
  }
}

/** The calls that an interruption left without a result. */
async function* takeUp(input: TurnInput): AsyncGenerator<TurnEvent, readonly WireBlock[] | null> {
  const step = input.pending[0]?.step ?? input.firstStep - 1
  return yield* runCalls(input, input.pending, step, input.known)
}

/** Runs the calls of one reply, in order; null when the turn was stopped meanwhile. */
async function* runCalls(
  input: TurnInput,
  calls: readonly Call[],
  step: number,
  known: Readonly<Record<string, ToolResult>>,
): AsyncGenerator<TurnEvent, readonly WireBlock[] | null> {
  const results: WireBlock[] = []
  for (const call of calls) {
    const before = known[call.id]
    if (before) {
      results.push(resultBlock(call.id, before))
      continue
    }
    if (input.signal.aborted) return null
    yield { type: 'tool.started', step, index: call.index }
    const result = await runCall(input, call)
    yield { type: 'tool.finished', step, index: call.index, result }
    results.push(resultBlock(call.id, result))
  }
  return results
}

async function runCall(input: TurnInput, call: Call): Promise<ToolResult> {
  const tool = input.tools.find(({ name }) => name === call.name)
  if (!tool) {
    const names = input.tools.map(({ name }) => name).join(', ') || 'none'
    return {
      text: `Error: There is no tool named ${call.name}. The tools are: ${names}.`,
      isError: true,
      seen: [],
    }
  }
  const parsed = parseToolInput(call.input)
  if (!parsed.ok) return { text: parsed.message, isError: true, seen: [] }
  return await tool.run(parsed.input, call.id, input.signal)
}
