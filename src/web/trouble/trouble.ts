/** How an answer stands when it is not simply there: what happened, what is safe, what happens next, who can mend it. Pure. */
import type { Failure, Outcome } from '../../agent/events.ts'
import type { TurnState } from '../../workspace/events.ts'
import { count } from '../words.ts'
import { type Act, FAILURES, MENDERS, titled } from './kinds.ts'

export interface Trouble {
  /** What happened, in a few words. */
  readonly title: string
  /** More of it, as the host or the server says; null when the title says all. */
  readonly more: string | null
  readonly safe: string
  readonly next: string
  /** Who can mend it; null when nothing is broken. */
  readonly who: string | null
  readonly acts: readonly Act[]
  readonly bad: boolean
  /** The host's id of the request, for its support. */
  readonly reference: string | null
}

/** An answer that ended, or null when it was simply answered. `host`: the name of the host that was asked. */
export function troubleOf(turn: TurnState, outcome: Outcome, host: string): Trouble | null {
  const said = endingOf(outcome, host)
  return said && { reference: null, ...said, safe: safetyOf(turn) }
}

type Ending = Omit<Trouble, 'safe' | 'reference'> & { readonly reference?: string | null }

function endingOf(outcome: Outcome, host: string): Ending | null {
  switch (outcome.kind) {
    case 'answered':
      return null
    case 'stopped':
      return quiet('Stopped', 'Continue lets Claude go on from here.')
    case 'interrupted':
      return quiet(
        'Interrupted: the server ended while Claude was answering',
        'Continue takes the answer up from its last finished step.',
      )
    case 'rounds':
      return quiet(
        `Claude used its tools for ${count(outcome.rounds, 'round')}, the most that one answer may`,
        'Continue lets it go on.',
      )
    case 'cut':
      return outcome.by === 'max_tokens'
        ? quiet('The answer reached its longest length', 'Continue lets Claude go on from here.')
        : { ...failed('context_full', host), more: null }
    case 'refused':
      return {
        title: 'Claude declined to go on',
        more: outcome.category ? `The reason it gave: ${outcome.category}.` : null,
        next: 'Say it in another way. If it declines again, clear the chat: what was said before may be why.',
        who: MENDERS.anybody,
        acts: ['clear'],
        bad: true,
      }
    case 'spent':
      return {
        title: 'A limit on money is reached',
        more: outcome.message,
        next: 'Continue when the limit is raised or the month is over.',
        who: 'Whoever keeps the settings of this workspace can raise it.',
        acts: ['spending', 'continue'],
        bad: true,
      }
    case 'failed':
      return failedWith(outcome.failure, host)
    default:
      return outcome satisfies never
  }
}

function quiet(title: string, next: string): Ending {
  return { title, more: null, next, who: null, acts: ['continue'], bad: false }
}

function failed(kind: Failure['kind'], host: string): Omit<Ending, 'more'> {
  const { title, next, mender, acts } = FAILURES[kind]
  return { title: titled(title, host), next, who: MENDERS[mender], acts, bad: true }
}

function failedWith({ kind, message, requestId }: Failure, host: string): Ending {
  const said = failed(kind, host)
  return { ...said, more: moreThan(said.title, message), reference: requestId ?? null }
}

/** The message, unless it only says once more what the title does. */
function moreThan(title: string, message: string): string | null {
  const plain = (words: string) =>
    words
      .toLowerCase()
      .replace(/^the /, '')
      .replace(/[.\s]+$/, '')
  return plain(title) === plain(message) ? null : message
}

/** What a person need not fear for: whatever was finished is stored, and no tool runs on half an input. */
function safetyOf(turn: TurnState): string {
  const finished = turn.steps.filter((step) => step.finished !== null)
  const cut = turn.steps.some((step) => step.finished === null && step.blocks.length > 0)
  const halfCall = turn.steps.some(
    (step) => step.finished === null && step.blocks.some((block) => block.kind === 'tool'),
  )
  if (finished.length === 0 && !cut) return 'Your message is kept.'
  const call = halfCall ? ' A call of a tool that had not come whole was not carried out.' : ''
  return `Everything up to here is kept.${call}`
}

/** While it waits for its next try. */
export interface Waiting {
  readonly title: string
  readonly more: string | null
  readonly who: string
}

export function waitingOf(failure: Failure, host: string): Waiting {
  const { title, mender } = FAILURES[failure.kind]
  const said = titled(title, host)
  return { title: said, more: moreThan(said, failure.message), who: MENDERS[mender] }
}

/** "Trying again in 8 s (2 of 5)." */
export function countdownWords(seconds: number, attempt: number, attempts: number): string {
  const when = seconds > 0 ? `Trying again in ${seconds} s` : 'Trying again now'
  return `${when} (${attempt} of ${attempts}).`
}
