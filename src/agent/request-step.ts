/** One step of a turn: a request, tried again as the policy allows, up to a whole reply or a failure for good. */
import { HostError, type ModelRequest, type WireMessage } from '../claude/contract.ts'
import type { Failure, TurnEvent } from './events.ts'
import { createReplyReader, type Reply, type ReplyReader } from './reply.ts'
import { ATTEMPTS, waitBefore } from './retry.ts'
import { type SilenceWatch, watchSilence } from './silence.ts'
import type { TurnClock, TurnInput } from './turn.ts'

export type StepEnd =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stopped' }

/** Yields everything but `step.finished`. Each attempt begins with its own `step.started`. */
export async function* requestStep(
  input: TurnInput,
  request: ModelRequest,
  step: number,
): AsyncGenerator<TurnEvent, StepEnd> {
  const { clock, signal } = input
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) return { kind: 'stopped' }
    yield { type: 'step.started', step, model: request.model }
    const end = yield* tryOnce(input, request, step)
    if (end.kind !== 'failed') return end
    const wait = waitBefore(end.failure, attempt, clock.random())
    if (wait === null) return end
    const retryAt = new Date(clock.now().getTime() + wait).toISOString()
    yield { type: 'step.waiting', step, failure: end.failure, attempt, attempts: ATTEMPTS, retryAt }
    try {
      await clock.sleep(wait, signal)
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' }
      throw error
    }
  }
}

async function* tryOnce(
  { connection, clock, signal }: TurnInput,
  request: ModelRequest,
  step: number,
): AsyncGenerator<TurnEvent, StepEnd> {
  const reader = createReplyReader(step, callIds(request.messages))
  const watch = watchSilence(clock, signal)
  try {
    yield* read(connection.stream(request, watch.signal), reader, watch, clock)
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped' }
    return { kind: 'failed', failure: watch.expired() ? SILENT : asFailure(error) }
  } finally {
    watch.end()
  }
  if (signal.aborted) return { kind: 'stopped' }
  const end = reader.end()
  switch (end.kind) {
    case 'whole':
      return { kind: 'reply', reply: end.reply }
    case 'broken':
      return { kind: 'failed', failure: brokenReply(end.problem) }
    case 'unfinished':
      return { kind: 'failed', failure: watch.expired() ? SILENT : CUT }
    default:
      return end satisfies never
  }
}

/** Reads until the reply is whole or broken, the stream ends, or the turn is stopped. */
async function* read(
  stream: AsyncIterable<unknown>,
  reader: ReplyReader,
  watch: SilenceWatch,
  clock: TurnClock,
): AsyncGenerator<TurnEvent> {
  const events = stream[Symbol.asyncIterator]()
  let lettingGo = false
  try {
    for (;;) {
      const next = await events.next()
      if (next.done) return
      watch.heard()
      yield* reader.take(next.value)
      if (watch.signal.aborted) return
      if (!reader.done()) continue
      lettingGo = reader.end().kind === 'whole'
      if (lettingGo) void letGo(events, watch, clock)
      return
    }
  } finally {
    // Closes the line, unless it ends by itself. Harmless after an end.
    if (!lettingGo) await events.return?.()
  }
}

/** Milliseconds that a host gets to end its stream after the end of the answer. */
const LAST_BYTES = 2_000

/**
 * Reads what follows the end of a reply, usually only the end of the stream, while the turn already goes on: a line that
 * ends properly carries the next request, a new one would cost its opening. Never rejects.
 */
async function letGo(events: AsyncIterator<unknown>, watch: SilenceWatch, clock: TurnClock): Promise<void> {
  const over = new AbortController()
  clock.sleep(LAST_BYTES, over.signal).then(watch.hangUp, () => {})
  try {
    while (!(await events.next()).done);
  } catch {
    // The answer is here; how its line ends changes nothing.
  } finally {
    over.abort()
  }
}

const SILENT: Failure = {
  kind: 'timeout',
  message: 'The host stopped sending in the middle of the answer.',
  retryable: true,
}

const CUT: Failure = {
  kind: 'network',
  message: 'The connection ended before the answer did.',
  retryable: true,
}

function brokenReply(problem: string): Failure {
  return {
    kind: 'bad_reply',
    message: `The host sent a reply that breaks the rules: ${problem}.`,
    retryable: true,
  }
}

/** A connection promises to throw `HostError` only; anything else is a bug there, and still must not end the server. */
function asFailure(error: unknown): Failure {
  if (error instanceof HostError) return error.failure
  const why = error instanceof Error ? error.message : String(error)
  return { kind: 'server', message: `The request failed in an unexpected way: ${why}`, retryable: false }
}

function callIds(messages: readonly WireMessage[]): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { content } of messages) {
    if (typeof content === 'string') continue
    for (const block of content) if (block.type === 'tool_use') ids.add(block.id)
  }
  return ids
}
