/** How an answer ended, or why it waits, in words with what to do. Pure. */
import type { Failure, Outcome } from '../../agent/events.ts'
import { count } from '../words.ts'

export interface Ending {
  readonly words: string
  readonly advice: string | null
  /** Whether the turn can be taken up again. */
  readonly goesOn: boolean
  readonly bad: boolean
}

/** null: it was simply answered. */
export function endingOf(outcome: Outcome): Ending | null {
  switch (outcome.kind) {
    case 'answered':
      return null
    case 'stopped':
      return { words: 'Stopped. What was written is kept.', advice: null, goesOn: true, bad: false }
    case 'interrupted':
      return {
        words: 'Interrupted: the server ended while Claude was answering.',
        advice: 'Every finished step is kept. Continue takes the answer up from there.',
        goesOn: true,
        bad: false,
      }
    case 'cut':
      return outcome.by === 'max_tokens'
        ? {
            words: 'The answer reached its longest length.',
            advice: 'Continue to let Claude go on.',
            goesOn: true,
            bad: false,
          }
        : {
            words: 'The conversation no longer fits into what Claude can see at once.',
            advice: 'Clear the chat and begin from memory, or switch on context editing in Settings.',
            goesOn: false,
            bad: true,
          }
    case 'rounds':
      return {
        words: `Claude used its tools for ${count(outcome.rounds, 'round')}, the most that one answer may.`,
        advice: 'Continue to let it go on.',
        goesOn: true,
        bad: false,
      }
    case 'refused':
      return {
        words: outcome.category
          ? `Claude declined to go on (${outcome.category}).`
          : 'Claude declined to go on.',
        advice: 'Say it in another way, or clear the chat to begin anew.',
        goesOn: false,
        bad: true,
      }
    case 'spent':
      return {
        words: outcome.message,
        advice: 'Everything up to here is kept. Continue when the limit is raised or the month is over.',
        goesOn: true,
        bad: true,
      }
    case 'failed':
      return { words: outcome.failure.message, advice: adviceFor(outcome.failure), goesOn: true, bad: true }
    default:
      return outcome satisfies never
  }
}

function adviceFor(failure: Failure): string {
  switch (failure.kind) {
    case 'busy':
    case 'server':
      return 'Nothing is lost. Continue in a little while.'
    case 'rate_limited':
      return 'The limit of this key was reached. Nothing is lost; continue when it has passed.'
    case 'credentials':
    case 'billing':
    case 'forbidden':
      return 'Open Settings to check the key or to choose another host, then continue.'
    case 'model_unavailable':
    case 'not_found':
      return 'This host does not know the model. Choose another in Settings, then continue.'
    case 'too_large':
    case 'context_full':
      return 'Clear the chat and begin from memory, or switch on context editing in Settings.'
    case 'network':
    case 'timeout':
      return 'Check the connection of the server, then continue.'
    case 'clock':
      return 'Set the clock of the machine that Commonplace runs on, then continue.'
    case 'bad_request':
    case 'unsealed':
    case 'bad_reply':
      return 'Continue tries once more. If it fails again, the reference below helps whoever looks into it.'
    case 'storage':
      return 'The server could not store the answer: check the space on its disk, then continue.'
    default:
      return failure.kind satisfies never
  }
}

/** "Claude is busy. Trying again in 8 s (2 of 5)." */
export function waitingWords(failure: Failure, attempt: number, attempts: number, seconds: number): string {
  const when = seconds > 0 ? `Trying again in ${seconds} s` : 'Trying again now'
  return `${failure.message.replace(/[.\s]+$/, '')}. ${when} (${attempt} of ${attempts}).`
}
