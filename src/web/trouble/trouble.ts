/** How an answer stands when it is not simply there: what happened, what is safe, what happens next, who can mend it. Pure. */
import type { Failure, Outcome } from '../../agent/events.ts'
import type { TurnState } from '../../workspace/events.ts'
import { type Act, FAILURES } from './kinds.ts'
import { words } from './words.ts'

export interface Trouble {
  /** What happened, in a few words. */
  readonly title: string
  /** More of it, as the host or the server says; null when the title says all. */
  readonly more: string | null
  /** `more` is the host's or the server's, in English; otherwise a catalogue's. */
  readonly told: boolean
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
  const said = words()
  switch (outcome.kind) {
    case 'answered':
      return null
    case 'stopped':
    case 'interrupted':
      return quiet(said[outcome.kind])
    case 'rounds':
      return quiet({ title: said.rounds.title(outcome.rounds), next: said.rounds.next })
    case 'cut':
      return outcome.by === 'max_tokens'
        ? quiet(said.longest)
        : { ...failed('context_full', host), more: null }
    case 'refused':
      return {
        title: said.refused.title,
        more: outcome.category ? said.refused.reason(outcome.category) : null,
        told: false,
        next: said.refused.next,
        who: said.menders.anybody,
        acts: ['clear'],
        bad: true,
      }
    case 'spent':
      return {
        ...said.spent,
        more: outcome.message,
        told: true,
        who: said.menders.settings,
        acts: ['spending', 'continue'],
        bad: true,
      }
    case 'failed':
      return failedWith(outcome.failure, host)
    default:
      return outcome satisfies never
  }
}

function quiet({ title, next }: { readonly title: string; readonly next: string }): Ending {
  return { title, more: null, told: false, next, who: null, acts: ['continue'], bad: false }
}

function failed(kind: Failure['kind'], host: string): Omit<Ending, 'more'> {
  const { mender, acts } = FAILURES[kind]
  const { next } = words().failures[kind]
  return { title: failureTitle(kind, host), told: true, next, who: words().menders[mender], acts, bad: true }
}

/** What happened, in a few words with the name of the host in it. */
export function failureTitle(kind: Failure['kind'], host: string): string {
  return words().failures[kind].title(host)
}

function failedWith({ kind, message, requestId }: Failure, host: string): Ending {
  const said = failed(kind, host)
  return { ...said, more: moreThan(said.title, message), reference: requestId ?? null }
}

/** The message, unless it only says once more what the title does. */
function moreThan(title: string, message: string): string | null {
  const plain = (said: string) =>
    said
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
  const { safe } = words()
  if (finished.length === 0 && !cut) return safe.message
  return halfCall ? safe.halfCall : safe.all
}

/** While it waits for its next try. */
export interface Waiting {
  readonly title: string
  readonly more: string | null
  readonly told: boolean
  readonly who: string
}

export function waitingOf(failure: Failure, host: string): Waiting {
  const title = failureTitle(failure.kind, host)
  const { mender } = FAILURES[failure.kind]
  return { title, more: moreThan(title, failure.message), told: true, who: words().menders[mender] }
}
