/** One step of a turn: a request, tried again as the policy allows, up to a whole reply or a failure for good. */
import { HostError, type ModelRequest } from '../claude/contract.ts'
import { type Asked, ask, type Seal } from './asking.ts'
import { callIds } from './clearing.ts'
import type { Failure, ModelAt, TurnEvent } from './events.ts'
import { isOnDemand } from './opening.ts'
import type { PastTurn } from './past.ts'
import { createReplyReader, type Reply, type ReplyReader } from './reply.ts'
import { ATTEMPTS, waitBefore } from './retry.ts'
import { type SilenceWatch, watchSilence } from './silence.ts'
import { costsOf, type StepReply } from './step-finished.ts'
import { requestForSummary } from './summing-up.ts'
import type { Answerer, TurnClock, TurnInput } from './turn.ts'

export type StepEnd =
  | StepReply
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stopped' }

/** The conversation up to the step, and who is to answer. */
export interface StepInput {
  readonly turns: readonly PastTurn[]
  readonly by: Answerer
  readonly step: number
  /** What an attempt at the same step before a restart found out. */
  readonly seal: Seal
}

/** Yields everything but `step.finished`. Each attempt begins with its own `step.started`. */
export async function* requestStep(input: TurnInput, wanted: StepInput): AsyncGenerator<TurnEvent, StepEnd> {
  const { step, turns } = wanted
  let { by, seal } = wanted
  let attempt = 1
  let unsealed = seal !== 'kept'
  for (;;) {
    if (input.signal.aborted) return { kind: 'stopped' }
    const asked = prepared(input, by, turns, seal)
    const { epoch, request } = asked
    yield { type: 'step.started', step, model: by.model, host: by.connection.host, epoch }
    const end = yield* tryOnce(input, by, request, step)
    if (end.kind === 'stopped') return end
    const other = otherThan(by, input.fallback)
    if (end.kind === 'reply') {
      const { reply } = end
      if (reply.stop !== 'refusal' || !other) return { kind: 'reply', reply, asked, by, unsealed }
      const spent = { usage: reply.usage, ...costsOf(by, reply.usage) }
      yield { ...switched(step, by, other, { kind: 'refusal' }), spent }
      by = other
      seal = 'kept'
      attempt = 1
      continue
    }
    const { failure } = end
    if (failure.kind === 'unsealed') {
      if (!asked.thinks) return end
      seal =
        seal === 'kept' && by.connection.capabilities(by.model).dropsThinking ? 'dropped_by_host' : 'left_out'
      unsealed = true
      yield { type: 'step.unsealed', step, how: seal }
      continue
    }
    const wait = waitBefore(failure, attempt, input.clock.random())
    if (wait === null) {
      if (!other || !ELSEWHERE.has(failure.kind)) return end
      yield switched(step, by, other, { kind: 'failure', failure })
      by = other
      seal = 'kept'
      attempt = 1
      continue
    }
    const retryAt = new Date(input.clock.now().getTime() + wait).toISOString()
    yield { type: 'step.waiting', step, failure, attempt, attempts: ATTEMPTS, retryAt }
    attempt += 1
    if ((await pause(input, wait)) === 'stopped') return { kind: 'stopped' }
  }
}

function prepared(input: TurnInput, by: Answerer, turns: readonly PastTurn[], seal: Seal): Asked {
  const asked = ask(input, by, turns, seal)
  return isSumming(turns) ? requestForSummary(input, by, asked) : asked
}

function isSumming(turns: readonly PastTurn[]): boolean {
  const turn = turns.at(-1)
  return turn !== undefined && isOnDemand(turn)
}

/** Failures that another host or model may not have. */
const ELSEWHERE: ReadonlySet<Failure['kind']> = new Set(['busy', 'rate_limited', 'server', 'timeout'])

function otherThan(by: Answerer, fallback: Answerer | null | undefined): Answerer | null {
  if (!fallback) return null
  const same = fallback.model === by.model && fallback.connection.host === by.connection.host
  return same ? null : fallback
}

function switched(
  step: number,
  from: Answerer,
  to: Answerer,
  because: Extract<TurnEvent, { type: 'step.switched' }>['because'],
): Extract<TurnEvent, { type: 'step.switched' }> {
  return { type: 'step.switched', step, from: placeOf(from), to: placeOf(to), because }
}

function placeOf({ connection, model }: Answerer): ModelAt {
  return { host: connection.host, model }
}

/** Waits until the time is over, a person wants it tried now, or the turn is stopped. */
async function pause({ clock, signal, hurry }: TurnInput, ms: number): Promise<'over' | 'stopped'> {
  const hurried = new AbortController()
  void hurry?.pressed().then(() => hurried.abort())
  try {
    await clock.sleep(ms, AbortSignal.any([signal, hurried.signal]))
  } catch (error) {
    if (signal.aborted) return 'stopped'
    if (!hurried.signal.aborted) throw error
  }
  return 'over'
}

type Attempt =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stopped' }

async function* tryOnce(
  { clock, signal, turns }: TurnInput,
  { connection }: Answerer,
  request: ModelRequest,
  step: number,
): AsyncGenerator<TurnEvent, Attempt> {
  const summing = isSumming(turns)
  const reader = createReplyReader(step, callIds(request.messages), summing)
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
