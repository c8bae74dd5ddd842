/** Everything that can go wrong with an answer, in words: the one table that cards, announcements and notices are made from. Pure. */
import type { Failure } from '../../agent/events.ts'

/** What a person can press. */
export type Act =
  /** Take the answer up where it ended. */
  | 'continue'
  /** The card of the host that was asked, in the settings. */
  | 'host'
  /** The limits on money, in the settings. */
  | 'spending'
  /** What fills the context of this chat. */
  | 'context'
  /** Begin anew from memory. */
  | 'clear'

/** Who can put it right. */
export type Mender = 'time' | 'anybody' | 'keeper' | 'operator' | 'host'

export interface TroubleKind {
  /** What happened, in a few words. `{host}` stands for the name of the host. */
  readonly title: string
  /** What happens next, or what to do. */
  readonly next: string
  readonly mender: Mender
  readonly acts: readonly Act[]
}

export const MENDERS: Readonly<Record<Mender, string>> = {
  time: 'Nobody has to mend this: it passes by itself.',
  anybody: 'You or anybody here can mend this.',
  keeper: 'Whoever keeps the account or key of this host can mend this.',
  operator: 'Whoever runs the machine that Commonplace is on can mend this.',
  host: 'The host has to mend this.',
}

export const FAILURES: Readonly<Record<Failure['kind'], TroubleKind>> = {
  busy: {
    title: '{host} is busy',
    next: 'Continue in a little while, or set up another host as a fallback.',
    mender: 'time',
    acts: ['continue', 'host'],
  },
  rate_limited: {
    title: 'Too many requests for this key',
    next: 'Continue when the limit has passed. Fewer chats at once, or a higher limit, keep it from coming back.',
    mender: 'keeper',
    acts: ['continue', 'host'],
  },
  credentials: {
    title: '{host} does not accept the key',
    next: 'Give a new key or sign in again, then continue.',
    mender: 'keeper',
    acts: ['host', 'continue'],
  },
  billing: {
    title: '{host} wants its account paid',
    next: 'Pay or add credit at the host, then continue. Another host can answer meanwhile.',
    mender: 'keeper',
    acts: ['host', 'continue'],
  },
  forbidden: {
    title: '{host} does not allow this',
    next: 'Have the right given at the host, or choose another model or host, then continue.',
    mender: 'keeper',
    acts: ['host', 'continue'],
  },
  model_unavailable: {
    title: 'This model does not answer here',
    next: 'It is retired, or not enabled for the account. Choose another model, then continue.',
    mender: 'keeper',
    acts: ['host', 'continue'],
  },
  not_found: {
    title: '{host} does not know this model or address',
    next: 'Choose another model, or mend the address, then continue.',
    mender: 'keeper',
    acts: ['host', 'continue'],
  },
  too_large: {
    title: 'The request is too large for {host}',
    next: 'See what fills the conversation. Sum it up, or clear the chat and begin from memory.',
    mender: 'anybody',
    acts: ['context', 'clear', 'continue'],
  },
  context_full: {
    title: 'The conversation is longer than Claude can see at once',
    next: 'Sum it up and continue, let old tool results be cleared, or clear the chat and begin from memory.',
    mender: 'anybody',
    acts: ['context', 'clear', 'continue'],
  },
  bad_request: {
    title: '{host} did not take the request',
    next: 'Continue tries once more. If it fails again, check the host: it names what is wrong.',
    mender: 'host',
    acts: ['continue', 'host'],
  },
  unsealed: {
    title: 'Earlier thinking does not fit any more',
    next: 'Continue goes on without it; the words and the tool results stay.',
    mender: 'anybody',
    acts: ['continue'],
  },
  clock: {
    title: "The clock of Commonplace's machine is off",
    next: 'Set the clock, for example by turning on network time, then continue.',
    mender: 'operator',
    acts: ['continue', 'host'],
  },
  network: {
    title: '{host} cannot be reached',
    next: 'See whether the machine of Commonplace reaches the network, then continue.',
    mender: 'operator',
    acts: ['continue', 'host'],
  },
  timeout: {
    title: '{host} fell silent',
    next: 'Continue asks again.',
    mender: 'time',
    acts: ['continue', 'host'],
  },
  server: {
    title: '{host} had an error of its own',
    next: 'Continue in a little while.',
    mender: 'host',
    acts: ['continue'],
  },
  bad_reply: {
    title: 'The answer of {host} could not be read',
    next: 'Continue asks for it again.',
    mender: 'host',
    acts: ['continue', 'host'],
  },
  storage: {
    title: 'The answer could not be stored',
    next: 'Make room on the disk of the server, then continue.',
    mender: 'operator',
    acts: ['continue'],
  },
}

/** A title with the name of the host in it. */
export function titled(title: string, host: string): string {
  return title.replace('{host}', host)
}
