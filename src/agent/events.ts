/**
 * What one turn tells the world, step by step. Browser-safe: imports types alone.
 * The agent yields these; the workspace adds chat, turn and position and stores them before anybody sees them.
 *
 * A turn:  step.started → (block.started → block.delta* → block.finished)* → step.finished
 *          → (tool.started → tool.finished)* → step.started … → turn.finished
 * A failed request that will be tried again: step.waiting → step.started with the same number (blocks begin anew).
 */
import type { Effort } from './capabilities.ts'

export type TurnEvent =
  /** A request goes out. The same `step` again means: what came before was thrown away, begin anew. */
  | {
      readonly type: 'step.started'
      readonly step: number
      readonly model: string
      /** The host that is asked; left out in turns of before there were several. */
      readonly host?: HostId
      /**
       * Names system prompt, tools, host, model and where the conversation begins together. Thinking is sent back only within one
       * epoch (claude-api.md 2d).
       */
      readonly epoch?: string
    }
  | {
      readonly type: 'block.started'
      readonly step: number
      readonly index: number
      readonly block: BlockStart
    }
  /** Text of the block as it comes; for a tool, a piece of its raw JSON input. */
  | { readonly type: 'block.delta'; readonly step: number; readonly index: number; readonly text: string }
  | {
      readonly type: 'block.finished'
      readonly step: number
      readonly index: number
      readonly signature?: string
      /** A compaction block as it came, to be sent back unchanged. */
      readonly raw?: unknown
    }
  | {
      readonly type: 'step.finished'
      readonly step: number
      readonly stop: StopReason
      readonly usage: Usage
      /** US dollars by the price table; null when the model's price is unknown. */
      readonly cost: number | null
      readonly clearings: readonly Clearing[]
      /** The host's id of the message, for support and for the diagnosis of its cache. */
      readonly message: string
      /** What the reply would have cost had nothing been read from the cache, US dollars; null when the price is unknown. */
      readonly costUncached?: number | null
      /** Why the host's cache could not be used as far as it might, when the host said so. */
      readonly cacheMiss?: CacheMiss | null
      /** Blocks of thinking that the host left out because they did not fit the conversation any more. */
      readonly thinkingDropped?: number
      /** Tokens of the prompt that came from reading memory, estimated; added by the workspace. */
      readonly memoryTokens?: number
      /** US dollars that the cleared tokens would have cost, read from the cache; added by the workspace. */
      readonly savedByClearing?: number | null
    }
  /** The host refused the thinking of earlier steps: it dropped it, or we left it out, and requests after this step leave it out. */
  | { readonly type: 'step.unsealed'; readonly step: number; readonly how: 'dropped_by_host' | 'left_out' }
  /** The host was busy or declined, and the step goes on at the fallback. */
  | {
      readonly type: 'step.switched'
      readonly step: number
      readonly from: ModelAt
      readonly to: ModelAt
      readonly because: { readonly kind: 'failure'; readonly failure: Failure } | { readonly kind: 'refusal' }
      /** What the reply that was declined used; its step is finished by another. */
      readonly spent?: {
        readonly usage: Usage
        readonly cost: number | null
        readonly costUncached: number | null
      }
    }
  | { readonly type: 'tool.started'; readonly step: number; readonly index: number }
  | {
      readonly type: 'tool.finished'
      readonly step: number
      readonly index: number
      readonly result: ToolResult
    }
  /** The request failed and will be repeated at `retryAt` (ISO 8601). Text already shown stays until then. */
  | {
      readonly type: 'step.waiting'
      readonly step: number
      readonly failure: Failure
      readonly attempt: number
      readonly attempts: number
      readonly retryAt: string
    }
  | { readonly type: 'turn.finished'; readonly outcome: Outcome }

export type BlockStart =
  | { readonly kind: 'text' }
  | { readonly kind: 'thinking' }
  /** A call of a client tool. `id` is the `tool_use` id. */
  | { readonly kind: 'tool'; readonly id: string; readonly name: string }
  /** A summary in place of everything before it. Its text is the summary; what seals it is carried in `raw`. */
  | { readonly kind: 'compaction' }
  /** A block we only carry (redacted thinking, and kinds that came later): sent back as it came. */
  | { readonly kind: 'opaque'; readonly raw: unknown }

export type StopReason =
  | 'end_turn'
  | 'tool_use'
  | 'max_tokens'
  | 'stop_sequence'
  | 'pause_turn'
  | 'refusal'
  | 'model_context_window_exceeded'
  | 'compaction'

/** Tokens of one reply, its compaction passes included. The whole prompt is input + cacheRead + cacheWrite. */
export interface Usage {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
  /** The part of `cacheWrite` that is kept for an hour. */
  readonly cacheWriteHour?: number
  /** The part of `output` that was thinking, as the host counts it. */
  readonly thinking?: number
  /** The part of all the above that went into summarising the conversation. */
  readonly compaction?: { readonly input: number; readonly output: number }
  /** Tokens of the prompt of the last pass: how full the context is. Left out: the sum above. */
  readonly context?: number
}

/** Why a prompt could not be read from the cache further than it was (`diagnostics.cache_miss_reason`). */
export interface CacheMiss {
  readonly kind: 'model' | 'system' | 'tools' | 'messages' | 'unknown'
  /** Tokens that had to be read anew because of it; null when not told. */
  readonly tokens: number | null
}

/** Names one host that is set up: its kind, or `server-` and a name of its own. */
export type HostId = string

/** A model at a host. */
export interface ModelAt {
  readonly host: HostId
  readonly model: string
}

/** What context editing took out of the prompt of one request. */
export interface Clearing {
  readonly kind: 'tool_uses' | 'thinking'
  /** How many tool uses (or thinking turns) were left out of this request, counted from the oldest. */
  readonly count: number
  readonly tokens: number
  /** Who cleared, and so whether `tokens` was counted (by the host) or estimated (by us). The host, when left out. */
  readonly by?: 'host' | 'agent'
}

export interface ToolResult {
  readonly text: string
  readonly isError: boolean
  /** The memory commit that the call made. */
  readonly commit?: number
  /** The memory of that commit; the default one when left out. */
  readonly memory?: string
  /** Versions of documents that Claude has now seen. */
  readonly seen: readonly { readonly document: string; readonly version: number }[]
}

/** Why a request did not succeed, in words for people. `kind` is stable; `message` says what happened. */
export interface Failure {
  readonly kind:
    | 'busy'
    | 'rate_limited'
    | 'credentials'
    | 'billing'
    | 'forbidden'
    | 'not_found'
    | 'too_large'
    | 'context_full'
    | 'bad_request'
    /** The thinking of earlier replies does not fit the conversation any more; tried again without it. */
    | 'unsealed'
    /** The model is retired, or not enabled for this account. */
    | 'model_unavailable'
    /** This machine's clock differs too much from the host's. */
    | 'clock'
    | 'network'
    | 'timeout'
    | 'server'
    | 'bad_reply'
    | 'storage'
  readonly message: string
  /** Whether the same request may succeed later. */
  readonly retryable: boolean
  /** Milliseconds that the host asked us to wait. */
  readonly retryAfter?: number
  readonly status?: number
  readonly requestId?: string
}

export type Outcome =
  | { readonly kind: 'answered' }
  /** A person pressed Stop. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** Claude declined to go on. */
  | { readonly kind: 'refused'; readonly category: string | null }
  | { readonly kind: 'cut'; readonly by: 'max_tokens' | 'context_full' }
  /** The bound on rounds of one turn was reached. */
  | { readonly kind: 'rounds'; readonly rounds: number }
  /** A limit on money was reached in the middle of the turn. */
  | { readonly kind: 'spent'; readonly message: string }
  /** The server ended while the turn ran. */
  | { readonly kind: 'interrupted' }

/** How hard the model thinks, as people set it. `least`: as little as the model allows; effort null: the model's own. */
export interface ThinkingSettings {
  readonly mode: 'normal' | 'least'
  readonly effort: Effort | null
}

/** Keeping a long conversation within the context window by a summary (`compact_20260112`), as people set it. */
export interface Compaction {
  readonly enabled: boolean
  /** Tokens of a prompt from which on it is summarised; the API takes no less than 50,000. */
  readonly trigger: number
  /** Replaces the host's own words for summarising; empty: those. */
  readonly instructions: string
}

/** Context editing (`clear_tool_uses_20250919`) as people set it. */
export interface ContextEditing {
  readonly enabled: boolean
  readonly trigger: { readonly kind: 'input_tokens' | 'tool_uses'; readonly value: number }
  /** The newest tool uses that are never cleared. */
  readonly keep: number
  /** Clear only when at least so many tokens are won; 0 for no minimum. */
  readonly clearAtLeast: number
  readonly excludeTools: readonly string[]
  readonly clearToolInputs: boolean
  /** The newest replies of which the thinking is kept (`clear_thinking_20251015`); null: all, as the model itself would have it. */
  readonly keepThinking: number | null
}
