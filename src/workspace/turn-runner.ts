/**
 * Runs turns: asks the agent, puts what it tells on the feed, and lets it go on from a finished step only when that
 * step is stored. A turn goes on whether or not anybody watches.
 */
import type { Outcome, TurnEvent } from '../agent/events.ts'
import { runTurn } from '../agent/run-turn.ts'
import type { Clock } from './clock.ts'
import type { ChatId, TurnId } from './events.ts'
import type { Feed } from './feed.ts'
import { prepareTurn, type TurnSource } from './turn-input.ts'

/** Milliseconds that running turns get to end when the server ends. */
const LAST_WORDS = 5_000

export interface TurnRunner {
  /** How many turns run. */
  readonly running: number
  /** Runs a turn that `turn.started` or `turn.continued` has announced. */
  start(chat: ChatId, turn: TurnId): void
  /** Ends a turn as stopped by a person. Does nothing when it is not running. */
  stop(turn: TurnId): void
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
    start(chat, turn) {
      const abort = new AbortController()
      const ended = runToEnd(options, chat, turn, abort.signal)
        .catch((error: unknown) => {
          failed(error)
          finish(feed, chat, turn, { kind: 'failed', failure: INTERNAL })
        })
        .finally(() => runs.delete(turn))
      runs.set(turn, { abort, ended })
    },
    stop: (turn) => end(turn, 'stopped'),
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

async function runToEnd(
  options: RunnerOptions,
  chat: ChatId,
  turn: TurnId,
  signal: AbortSignal,
): Promise<void> {
  const { feed, clock } = options
  const input = await prepareTurn(options, chat, turn)
  for await (const event of runTurn({ ...input, signal, clock })) {
    const told =
      event.type === 'turn.finished' ? { ...event, outcome: outcomeOf(event.outcome, signal) } : event
    const position = feed.append({ type: 'turn.event', chat, turn, event: told })
    // Tokens never wait for the disk here: they are stored and shown by the feed while the next ones arrive.
    if (endsStep(event)) await feed.settled(position)
  }
  const left = feed.ahead.workspace.chats[chat]?.running === turn
  if (left) throw new Error(`The turn ${turn} ended without saying how.`)
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
