/** How full a chat's context is and what clearing would do: the shapes of `/api/chats/:chat/context`. Browser-safe types alone. */
import type { ContextParts } from '../agent/context-parts.ts'
import type { ModelAt } from '../agent/events.ts'
import type { TurnId } from './events.ts'

export type { ContextParts } from '../agent/context-parts.ts'

export interface ContextReport extends ModelAt {
  /** Tokens of the context window of the model. */
  readonly window: number
  /** Tokens that the next prompt would have, before anything is cleared. */
  readonly used: number
  /** How `used` is known: the host counted this prompt, the host reported the last one and what came since is estimated, or all is estimated. */
  readonly source: 'counted' | 'reported' | 'estimated'
  /** Add up to `used`; always estimated in proportion. */
  readonly parts: ContextParts
  /** Of each part, what the next prompt leaves out: the model does not see it. Estimated, by the settings of now. */
  readonly cleared: ContextParts
  /** Who clears here: the host, or we by the same rules. */
  readonly clearing: 'host' | 'agent' | 'off'
  /** Where clearing begins, in tokens; null when it is off or counts tool uses. */
  readonly trigger: number | null
  /** Tool uses until clearing begins, when it counts those. */
  readonly toolUsesLeft: number | null
  /** About how many more turns like the last ones until then; null when not to be told. */
  readonly turnsLeft: number | null
  /** Where summarising begins, in tokens; null when off or not offered. */
  readonly compaction: number | null
  /** Whether the conversation can be summarised on demand now. */
  readonly canCompact: boolean
}

/** What settings would have done to this chat, request by request. Tokens are estimated. */
export interface ClearingPreview {
  readonly requests: number
  readonly strikes: readonly {
    readonly turn: TurnId
    readonly number: number
    readonly step: number
    readonly toolUses: number
    readonly tokens: number
    /** Tokens that had to be read anew because the cached prefix was broken here. */
    readonly cacheLost: number
  }[]
  /** Tokens of all prompts without and with these settings. */
  readonly before: number
  readonly after: number
}
