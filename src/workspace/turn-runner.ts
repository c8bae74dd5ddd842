/**
 * Runs turns: asks the agent, puts what it tells on the feed, and lets it go on from a finished step only when that
 * step is stored. A turn goes on whether or not anybody watches.
 */
import type { Outcome, TurnEvent } from '../agent/events.ts'
import { createHurry, type Hurry } from '../agent/hurry.ts'
import { runTurn } from '../agent/run-turn.ts'
import type { Clock } from './clock.ts'
import type { ChatId, TurnId, TurnState } from './events.ts'
import type { Feed } from './feed.ts'
import { memoryRead, withCosts } from './step-costs.ts'
import { prepareTurn, type TurnSource } from './turn-input.ts'

/** Milliseconds that running turns get to end when the server ends. */
const LAST_WORDS = 5_000

export interface TurnRunner {
  /** How many turns run. */
  readonly running: number
  /**
   * Runs a turn that `turn.started` or `turn.continued` has announced. `stored`: resolves when the turns before it are stored;
   * left out when they are.
   */
  start(chat: ChatId, turn: TurnId, stored?: Promise<void>): void
  /** Ends a turn as stopped by a person. Does nothing when it is not running. */
  stop(turn: TurnId): void
  /** Ends the wait for a turn's next attempt. Does nothing when it does not wait. */
  hurry(turn: TurnId): void
  /** Resolves when the turn has ended; at once when it does not run. */
  ended(turn: TurnId): Promise<void>
  /** Ends all turns as interrupted; resolves when that is on the feed, or after five seconds. */
  close(): Promise<void>
}

export interface RunnerOptions extends TurnSource {
  readonly feed: Feed
  readonly clock: Clock & { random(): number }
  /** Why no more may be spent for somebody, in words; null when it may. */
  readonly whyNotSpending: (person: string) => string | null
  /** Told of a turn that ended by an exception: a bug, or storage that broke. */
  readonly failed: (error: unknown) => void
}

interface Run {
  readonly abort: AbortController
  readonly hurry: ReturnType<typeof createHurry>
  readonly ended: Promise<void>
}

/** Why a turn is aborted; the agent sees only that it is. */
type Cause = 'stopped' | 'interrupted'

export function createTurnRunner(options: RunnerOptions): TurnRunner {
  const { feed, clock, failed } = options
  const runs = new Map<TurnId, Run>()

  const end = (turn: TurnId, cause: Cause) => runs.get(turn)?.abort.abort(cause)

  return {
    get running() {
      return runs.size
    },
    start(chat, turn, stored) {
      const abort = new AbortController()
      const hurry = createHurry()
      const ended = runToEnd(options, chat, turn, { signal: abort.signal, hurry, stored })
        .catch((error: unknown) => {
          failed(error)
          finish(feed, chat, turn, { kind: 'failed', failure: INTERNAL })
        })
        .finally(() => runs.delete(turn))
      runs.set(turn, { abort, hurry, ended })
    },
    stop: (turn) => end(turn, 'stopped'),
    hurry: (turn) => runs.get(turn)?.hurry.press(),
    ended: (turn) => runs.get(turn)?.ended ?? Promise.resolve(),
    async close() {
      for (const turn of runs.keys()) end(turn, 'interrupted')
      const enough = new AbortController()
      const all = Promise.all([...runs.values()].map((run) => run.ended))
      await Promise.race([all, clock.sleep(LAST_WORDS, enough.signal).catch(() => {})])
      enough.abort()
    },
  }
}

const INTERNAL = {
  kind: 'server',
  message:
    'Something went wrong inside Commonplace; its log says what. Everything up to here is kept, and you can continue.',
  retryable: true,
} as const

interface Running {
  readonly signal: AbortSignal
  readonly hurry: Hurry
  readonly stored: Promise<void> | undefined
}

async function runToEnd(
  options: RunnerOptions,
  chat: ChatId,
  turn: TurnId,
  { signal, hurry, stored }: Running,
): Promise<void> {
  const { feed, clock } = options
  await stored
  const input = await prepareTurn(options, chat, turn)
  const speaker = input.turns.at(-1)?.speaker ?? ''
  const maySpend = async () => options.whyNotSpending(speaker)
  const costs = costsIn(input, () => feed.ahead.chats[chat]?.turns.find(({ id }) => id === turn))
  for await (const event of runTurn({ ...input, signal, clock, hurry, maySpend })) {
    const told = toldOf(event, signal, costs)
    const position = feed.append({ type: 'turn.event', chat, turn, event: told })
    // Tokens never wait for the disk here: they are stored and shown by the feed while the next ones arrive.
    if (endsStep(event)) await feed.settled(position)
  }
  const left = feed.ahead.workspace.chats[chat]?.running === turn
  if (left) throw new Error(`The turn ${turn} ended without saying how.`)
}

type StepFinished = Extract<TurnEvent, { type: 'step.finished' }>

function toldOf(
  event: TurnEvent,
  signal: AbortSignal,
  costs: (event: StepFinished) => StepFinished,
): TurnEvent {
  switch (event.type) {
    case 'turn.finished':
      return { ...event, outcome: outcomeOf(event.outcome, signal) }
    case 'step.finished':
      return costs(event)
    default:
      return event
  }
}

/** Adds to each reply of the turn what is known here of its cost. `now`: the turn as it stands. */
function costsIn(
  input: Awaited<ReturnType<typeof prepareTurn>>,
  now: () => TurnState | undefined,
): (event: StepFinished) => StepFinished {
  // The first token does not wait for a sum over the whole past.
  let before: number | null = null
  return (event) => {
    before ??= memoryRead(0, input.turns.slice(0, -1))
    const turn = now()
    const step = turn?.steps.at(-1)
    const { fallback } = input
    const switched = fallback && step?.host === fallback.connection.host && step.model === fallback.model
    return withCosts(event, memoryRead(before, turn ? [turn] : []), switched ? fallback : input)
  }
}

function endsStep(event: TurnEvent): boolean {
  return event.type === 'step.finished' || event.type === 'tool.finished' || event.type === 'turn.finished'
}

/** The agent calls every aborted turn stopped; when the server ends, nobody has stopped it. */
function outcomeOf(outcome: Outcome, signal: AbortSignal): Outcome {
  return outcome.kind === 'stopped' && signal.reason === 'interrupted' ? { kind: 'interrupted' } : outcome
}

function finish(feed: Feed, chat: ChatId, turn: TurnId, outcome: Outcome): void {
  if (feed.ahead.workspace.chats[chat]?.running !== turn) return
  feed.append({ type: 'turn.event', chat, turn, event: { type: 'turn.finished', outcome } })
}
