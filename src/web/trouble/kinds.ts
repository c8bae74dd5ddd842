/** Everything that can go wrong with an answer: who can mend it, and what one can press. Its words are in `words.ts`. Pure. */
import type { Failure } from '../../agent/events.ts'
import type { HelpPage } from '../help/pages.ts'

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

/** The page that tells more of what one can press. */
export const HELP: Readonly<Record<Act, HelpPage>> = {
  continue: 'troubleClaude',
  host: 'hosts',
  spending: 'limits',
  context: 'context',
  clear: 'context',
}

/** Who can put it right. */
export type Mender = 'time' | 'anybody' | 'keeper' | 'operator' | 'host'

export interface TroubleKind {
  readonly mender: Mender
  readonly acts: readonly Act[]
}

export const FAILURES: Readonly<Record<Failure['kind'], TroubleKind>> = {
  busy: {
    mender: 'time',
    acts: ['continue', 'host'],
  },
  rate_limited: {
    mender: 'keeper',
    acts: ['continue', 'host'],
  },
  credentials: {
    mender: 'keeper',
    acts: ['host', 'continue'],
  },
  billing: {
    mender: 'keeper',
    acts: ['host', 'continue'],
  },
  forbidden: {
    mender: 'keeper',
    acts: ['host', 'continue'],
  },
  model_unavailable: {
    mender: 'keeper',
    acts: ['host', 'continue'],
  },
  not_found: {
    mender: 'keeper',
    acts: ['host', 'continue'],
  },
  too_large: {
    mender: 'anybody',
    acts: ['context', 'clear', 'continue'],
  },
  context_full: {
    mender: 'anybody',
    acts: ['context', 'clear', 'continue'],
  },
  bad_request: {
    mender: 'host',
    acts: ['continue', 'host'],
  },
  unsealed: {
    mender: 'anybody',
    acts: ['continue'],
  },
  clock: {
    mender: 'operator',
    acts: ['continue', 'host'],
  },
  network: {
    mender: 'operator',
    acts: ['continue', 'host'],
  },
  timeout: {
    mender: 'time',
    acts: ['continue', 'host'],
  },
  server: {
    mender: 'host',
    acts: ['continue'],
  },
  bad_reply: {
    mender: 'host',
    acts: ['continue', 'host'],
  },
  storage: {
    mender: 'operator',
    acts: ['continue'],
  },
}
