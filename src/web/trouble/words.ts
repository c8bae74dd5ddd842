import type { Failure } from '../../agent/events.ts'
import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** What happened, by the name of the host that was asked, and what happens next or what to do. */
interface FailureWords {
  readonly title: (host: string) => string
  readonly next: string
}

const failures: Readonly<Record<Failure['kind'], FailureWords>> = {
  busy: {
    title: (host) => `${host} is busy`,
    next: 'Continue in a little while, or set up another host as a fallback.',
  },
  rate_limited: {
    title: () => 'Too many requests for this key',
    next: 'Continue when the limit has passed. Fewer chats at once, or a higher limit, keep it from coming back.',
  },
  credentials: {
    title: (host) => `${host} does not accept the key`,
    next: 'Give a new key or sign in again, then continue.',
  },
  billing: {
    title: (host) => `${host} wants its account paid`,
    next: 'Pay or add credit at the host, then continue. Another host can answer meanwhile.',
  },
  forbidden: {
    title: (host) => `${host} does not allow this`,
    next: 'Have the right given at the host, or choose another model or host, then continue.',
  },
  model_unavailable: {
    title: () => 'This model does not answer here',
    next: 'It is retired, or not enabled for the account. Choose another model, then continue.',
  },
  not_found: {
    title: (host) => `${host} does not know this model or address`,
    next: 'Choose another model, or mend the address, then continue.',
  },
  too_large: {
    title: (host) => `The request is too large for ${host}`,
    next: 'See what fills the conversation. Sum it up, or clear the chat and begin from memory.',
  },
  context_full: {
    title: () => 'The conversation is longer than Claude can see at once',
    next: 'Sum it up and continue, let old tool results be cleared, or clear the chat and begin from memory.',
  },
  bad_request: {
    title: (host) => `${host} did not take the request`,
    next: 'Continue tries once more. If it fails again, check the host: it names what is wrong.',
  },
  unsealed: {
    title: () => 'Earlier thinking does not fit any more',
    next: 'Continue goes on without it; the words and the tool results stay.',
  },
  clock: {
    title: () => "The clock of Commonplace's machine is off",
    next: 'Set the clock, for example by turning on network time, then continue.',
  },
  network: {
    title: (host) => `${host} cannot be reached`,
    next: 'See whether the machine of Commonplace reaches the network, then continue.',
  },
  timeout: {
    title: (host) => `${host} fell silent`,
    next: 'Continue asks again.',
  },
  server: {
    title: (host) => `${host} had an error of its own`,
    next: 'Continue in a little while.',
  },
  bad_reply: {
    title: (host) => `The answer of ${host} could not be read`,
    next: 'Continue asks for it again.',
  },
  storage: {
    title: () => 'The answer could not be stored',
    next: 'Make room on the disk of the server, then continue.',
  },
}

/** Everything that can go wrong with an answer. Cards, announcements and notices are made of it. */
export const words = catalogue('trouble', {
  menders: {
    time: 'Nobody has to mend this: it passes by itself.',
    anybody: 'You or anybody here can mend this.',
    keeper: 'Whoever keeps the account or key of this host can mend this.',
    operator: 'Whoever runs the machine that Commonplace is on can mend this.',
    host: 'The host has to mend this.',
    settings: 'Whoever keeps the settings of this workspace can raise it.',
  },
  failures,
  stopped: { title: 'Stopped', next: 'Continue lets Claude go on from here.' },
  interrupted: {
    title: 'Interrupted: the server ended while Claude was answering',
    next: 'Continue takes the answer up from its last finished step.',
  },
  rounds: {
    title: (rounds: number) =>
      `Claude used its tools for ${count(rounds, 'round')}, the most that one answer may`,
    next: 'Continue lets it go on.',
  },
  longest: {
    title: 'The answer reached its longest length',
    next: 'Continue lets Claude go on from here.',
  },
  refused: {
    title: 'Claude declined to go on',
    reason: (category: string) => `The reason it gave: ${category}.`,
    next: 'Say it in another way. If it declines again, clear the chat: what was said before may be why.',
  },
  spent: {
    title: 'A limit on money is reached',
    next: 'Continue when the limit is raised or the month is over.',
  },
  safe: {
    message: 'Your message is kept.',
    all: 'Everything up to here is kept.',
    halfCall: 'Everything up to here is kept. A tool use that had not come whole was not carried out.',
    waiting: 'What was written stays until the next try.',
  },
  again: (seconds: number, attempt: number, attempts: number) =>
    `${seconds > 0 ? `Trying again in ${seconds} s` : 'Trying again now'} (${attempt} of ${attempts}).`,
  lines: { safe: 'Safe:', next: 'Next:', who: 'Who:' },
  reference: (id: string) => `Reference: ${id}`,
  acts: {
    now: 'Try now',
    stop: 'Stop',
    stopWaiting: 'Stop waiting',
    continue: 'Continue',
    host: 'Open Settings',
    spending: 'See the limits',
    context: 'See what fills it',
    clear: 'Clear the chat',
  },
})
export type TroubleWords = ReturnType<typeof words>
