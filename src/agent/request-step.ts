/** One step of a turn: a request, tried again as the policy allows, up to a whole reply or a failure for good. */
import { HostError, type ModelRequest, type WireMessage } from '../claude/contract.ts'
import type { Failure, TurnEvent } from './events.ts'
import { createReplyReader, type Reply } from './reply.ts'
import { ATTEMPTS, waitBefore } from './retry.ts'
import { watchSilence } from './silence.ts'
import type { TurnInput } from './turn.ts'

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
    for await (const event of connection.stream(request, watch.signal)) {
      watch.heard()
      yield* reader.take(event)
      if (signal.aborted) return { kind: 'stopped' }
      if (reader.done()) break
    }
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped' }
    return { kind: 'failed', failure: watch.expired() ? SILENT : asFailure(error) }
  } finally {
    watch.end()
  }
  if (signal.aborted) return { kind: 'stopped' }
  if (watch.expired()) return { kind: 'failed', failure: SILENT }
  const end = reader.end()
  switch (end.kind) {
    case 'whole':
      return { kind: 'reply', reply: end.reply }
    case 'broken':
      return { kind: 'failed', failure: brokenReply(end.problem) }
    case 'unfinished':
      return { kind: 'failed', failure: CUT }
    default:
      return end satisfies never
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
