/** What can be set, for a chat and for the whole workspace. Browser-safe. */
import type { Compaction, ContextEditing, HostId, ModelAt, ThinkingSettings } from '../agent/events.ts'
import type { Limits } from '../memory/limits.ts'

/** Settings of one chat. null: follow the workspace's. */
export interface ChatSettings {
  /** The persona that the composer speaks as. */
  readonly speaker: string
  readonly systemPrompt: string | null
  /** The host that answers here; null: the workspace's. Missing in chats of before there were several. */
  readonly host?: HostId | null
  readonly model: string | null
  readonly contextEditing: ContextEditing | null
  /** null or missing: as the workspace has it. */
  readonly thinking?: ThinkingSettings | null
  readonly compaction?: Compaction | null
}

export interface WorkspaceSettings {
  readonly systemPrompt: string
  readonly contextEditing: ContextEditing
  readonly thinking: ThinkingSettings
  readonly compaction: Compaction
  /** How long a host shall keep what it caches. An hour costs twice the price to write; five minutes a quarter more. */
  readonly cacheFor: '5m' | '1h'
  /** Where a step goes on when its host stays busy or Claude declines; null: nowhere. */
  readonly fallback: ModelAt | null
  readonly spending: SpendingLimits
  /** Milliseconds between pieces of the rehearsal model's reply; 0 for as fast as can be. */
  readonly rehearsalPace: number
  /** How much a memory may hold, and how fast it may grow. */
  readonly limits: Limits
  /** What is done with a text that looks as if it held a secret. */
  readonly secrets: 'refuse' | 'off'
  /** Days after which a document that nobody read or changed is listed for review. */
  readonly reviewAfterDays: number
  readonly retention: Retention
  /** Whether Claude may search the memories (`search_memory`). Takes part in what is sent, so it holds from a chat's next turn. */
  readonly searchTool: boolean
}

/** US dollars in a calendar month (UTC); null: no limit. Replies whose price is unknown do not count. */
export interface SpendingLimits {
  readonly workspace: SpendingLimit
  /** For each person, the same for all. */
  readonly person: SpendingLimit
}

export interface SpendingLimit {
  /** From here on people are told. */
  readonly soft: number | null
  /** From here on no turn begins and none takes another step. */
  readonly hard: number | null
}

/** Days after which texts are erased for ever; null: never. */
export interface Retention {
  /** Of versions, since they were replaced. */
  readonly versionsDays: number | null
  /** Of documents, since they were deleted. */
  readonly deletedDays: number | null
}
