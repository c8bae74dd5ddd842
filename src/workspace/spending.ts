/** What answers cost, as people look at it: the shapes of `GET /api/spending`. Browser-safe types alone. */
import type { HostId, Usage } from '../agent/events.ts'
import type { ChatId, SpendingLimit, TurnId } from './events.ts'

/** One reply of a model, as it is kept for the statistics. */
export interface ReplyRecord {
  readonly chat: ChatId
  readonly turn: TurnId
  readonly step: number
  /** ISO 8601. */
  readonly at: string
  readonly speaker: string
  readonly host: HostId
  readonly model: string
  readonly usage: Usage
  /** US dollars; null when the price is not known. */
  readonly cost: number | null
  /** What it would have cost without any cache; null when the price is not known. */
  readonly costUncached: number | null
  /** Tokens that clearing kept out of this prompt. */
  readonly clearedTokens: number
  /** US dollars that those would have cost, read from the cache; null when the price is not known. */
  readonly savedByClearing: number | null
  /** Tokens of the prompt that came from reading memory, estimated. */
  readonly memoryTokens: number
}

/** Sums over some replies. `cost` leaves out those of unknown price, which `unpriced` counts. */
export interface SpendingSum {
  readonly replies: number
  readonly unpriced: number
  readonly cost: number
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly thinking: number
  /** US dollars that caching saved: what the same replies would have cost without, less what they did; negative when writing cost more. */
  readonly savedByCaching: number
  /** Tokens that clearing kept out of prompts, and what they would have cost at the price of reading them from the cache. */
  readonly clearedTokens: number
  readonly savedByClearing: number
  readonly memoryTokens: number
}

export type SpendingBy = 'chat' | 'person' | 'model' | 'host' | 'day'

/**
 * One row of a table or one point of a plot. `key`: a chat's id, a person's name, a model's id, a host's id, a day (UTC). All chats that
 * the viewer may not see are one row with an empty key; so are replies whose host is not known.
 */
export interface SpendingRow extends SpendingSum {
  readonly key: string
  /** For people; the key where there is no better. */
  readonly name: string
  /** The chats behind the number that the viewer may see, those that cost most first; at most ten. */
  readonly chats: readonly ChatId[]
}

/** Days, UTC, both included. */
export interface SpendingRange {
  readonly from: string
  readonly to: string
}

export interface SpendingReport extends SpendingRange {
  /** Of the whole workspace, whatever the viewer may see of it. */
  readonly total: SpendingSum
  readonly by: Readonly<Record<SpendingBy, readonly SpendingRow[]>>
  readonly limits: {
    /** The first day of the month that limits count. */
    readonly since: string
    readonly workspace: LimitState
    /** Everybody who has spent something since then. */
    readonly people: Readonly<Record<string, LimitState>>
  }
}

/** One limit, and how much of it is used up. `spent`: US dollars of replies of known price since the month began. */
export interface LimitState extends SpendingLimit {
  readonly spent: number
}
