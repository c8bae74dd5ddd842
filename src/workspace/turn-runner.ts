/**
 * Runs turns: asks for the answer, stores what comes, and lets a step begin only when the one before is stored.
 * A turn goes on whether or not anybody watches.
 */
import type { Outcome, TurnEvent } from '../agent/events.ts'
import type { Clock } from './clock.ts'
import type { ChatId, TurnId, TurnState } from './events.ts'
import type { Feed } from './feed.ts'

/** Milliseconds that running turns get to end when the server ends. */
const LAST_WORDS = 3_000

/** A turn to be answered, or to be taken up where it ended. */
export interface Question {
  readonly chat: ChatId
  readonly turn: TurnState
  readonly signal: AbortSignal
}

/** What the agent tells while it answers. Ends with `turn.finished`; when the signal is aborted, with outcome `stopped`. */
export type Answering = (question: Question) => AsyncIterable<TurnEvent>

export interface TurnRunner {
  /** Runs a turn that `turn.started` or `turn.continued` has announced. */
  start(chat: ChatId, turn: TurnId): void
  /** Ends a turn as stopped by a person. Does nothing when it is not running. */
  stop(turn: TurnId): void
  /** Ends all turns as interrupted and resolves when their ends are on the feed. No turn starts after that. */
  close(): Promise<void>
}

export interface TurnRunnerOptions {
  readonly feed: Feed
  readonly answer: Answering
  readonly clock: Clock
  /** Told of a turn that ended by a fault of ours. */
  readonly failed: (error: unknown) => void
}

interface Running {
  readonly chat: ChatId
  readonly turn: TurnId
  readonly controller: AbortController
  readonly ended: Promise<void>
}

export function createTurnRunner({ feed, answer, clock, failed }: TurnRunnerOptions): TurnRunner {
  const running = new Map<TurnId, Running>()
  let closing = false

  const run = async (chat: ChatId, id: TurnId, signal: AbortSignal) => {
    try {
      const turn = feed.ahead.chats[chat]?.turns.find((found) => found.id === id)
      if (!turn) throw new Error(`Turn ${id} of ${chat} was to be run and is not open.`)
      for await (const event of answer({ chat, turn, signal })) {
        if (!running.has(id)) return
        const position = feed.append({ type: 'turn.event', chat, turn: id, event: ended(event) })
        if (isBoundary(event)) await feed.settled(position)
      }
      if (isOpen(chat, id)) throw new Error(`Turn ${id} of ${chat} ended without an outcome.`)
    } catch (error) {
      if (!isOpen(chat, id)) return
      failed(error)
      finish(chat, id, closing ? { kind: 'interrupted' } : OUR_FAULT)
    } finally {
      running.delete(id)
    }
  }

  /** The agent knows only that it was told to stop; we know why. */
  const ended = (event: TurnEvent): TurnEvent =>
    closing && event.type === 'turn.finished' && event.outcome.kind === 'stopped'
      ? { type: 'turn.finished', outcome: { kind: 'interrupted' } }
      : event

  const isOpen = (chat: ChatId, id: TurnId) => feed.ahead.workspace.chats[chat]?.running === id

  const finish = (chat: ChatId, turn: TurnId, outcome: Outcome) => {
    feed.append({ type: 'turn.event', chat, turn, event: { type: 'turn.finished', outcome } })
  }

  return {
    start(chat, turn) {
      if (closing) return finish(chat, turn, { kind: 'interrupted' })
      const controller = new AbortController()
      // The entry must stand before the turn begins; the turn itself begins in the next tick.
      const ended = Promise.resolve().then(() => run(chat, turn, controller.signal))
      running.set(turn, { chat, turn, controller, ended })
    },
    stop(turn) {
      running.get(turn)?.controller.abort(new Error('A person stopped the turn.'))
    },
    async close() {
      closing = true
      const open = [...running.values()]
      if (open.length === 0) return
      for (const { controller } of open) controller.abort(new Error('The server ends.'))
      const waiting = new AbortController()
      const all = Promise.all(open.map((each) => each.ended)).finally(() => waiting.abort())
      await Promise.race([all, clock.sleep(LAST_WORDS, waiting.signal).catch(() => {})])
      for (const { chat, turn } of running.values()) finish(chat, turn, { kind: 'interrupted' })
      running.clear()
    },
  }
}

/** Where the agent waits until what it told is durable: before tools run, before their results go back, at the end. */
function isBoundary(event: TurnEvent): boolean {
  return event.type === 'step.finished' || event.type === 'tool.finished' || event.type === 'turn.finished'
}

const OUR_FAULT: Outcome = {
  kind: 'failed',
  failure: {
    kind: 'server',
    message: 'Commonplace itself failed while it ran this turn; the log of the server says more. You can continue.',
    retryable: true,
  },
}
