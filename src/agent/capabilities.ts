/**
 * What a model can do at the place where it runs. Browser-safe types alone; `claude/` fills them in, from the Models API where a
 * host has one and from its one table where not. Nothing outside `claude/` ever looks at a model's name.
 */
export interface Capabilities {
  /** Where this was learnt: the host said so, our table knows the model, or nobody knows it and these are safe guesses. */
  readonly source: 'host' | 'table' | 'assumed'
  /** Tokens that a prompt and its reply may have together. */
  readonly contextWindow: number
  /** Tokens of the longest reply. */
  readonly maxOutput: number
  readonly thinking: ThinkingSupport
  /** Levels of `output_config.effort`, weakest first; empty: cannot be set. */
  readonly efforts: readonly Effort[]
  /** What the model does when nothing is asked; null when it has no effort or the level is not known. */
  readonly defaultEffort: Effort | null
  /** `typed`: `memory_20250818`; `custom`: our own declaration of the same six commands, with a protocol in the system prompt. */
  readonly memoryTool: 'typed' | 'custom'
  /** Who clears old tool results: the host (context editing), or the agent by the same rules. */
  readonly clearing: 'host' | 'agent'
  /** Whether old thinking can be cleared at the host (`clear_thinking_20251015`). */
  readonly clearsThinking: boolean
  /** `threshold`: `compact_20260112` in a request; `on_demand`: a request of its own (`compact-2026-09-04`). */
  readonly compaction: { readonly threshold: boolean; readonly onDemand: boolean }
  /** How a tool's input arrives while it is written: asked for per custom tool, by the older header, or in one piece. */
  readonly inputStreaming: 'eager' | 'header' | 'whole'
  readonly caching: CachingSupport
  /** Whether the host says why its cache could not be used. */
  readonly diagnosesCache: boolean
  /** Whether the host counts tokens without answering. */
  readonly countsTokens: boolean
  /** Whether an instruction may come in the middle of a conversation (`role: "system"` in messages). */
  readonly lateInstructions: boolean
  /** Whether thinking is bound to the exact conversation before it. */
  readonly bindsThinking: boolean
  /** Whether the host can be asked to drop thinking that fails its check instead of refusing the request. */
  readonly dropsThinking: boolean
  readonly lifecycle: Lifecycle
  readonly prices: Prices | null
}

export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max'

export interface ThinkingSupport {
  /** How it is asked for: by itself as needed, with a budget of tokens, or not at all. */
  readonly kind: 'adaptive' | 'budget' | 'none'
  /** What least thinking means here: none, only between tool calls, or it cannot be lessened. */
  readonly least: 'disabled' | 'between_tools' | 'always'
}

export interface CachingSupport {
  /** `automatic`: one mark at the top of the request; `breakpoints`: marks at blocks; `none`. */
  readonly form: 'automatic' | 'breakpoints' | 'none'
  /** Tokens of the shortest prefix that is cached. */
  readonly minimum: number
  /** Whether an hour can be asked for instead of five minutes. */
  readonly hour: boolean
}

export interface Lifecycle {
  readonly status: 'active' | 'deprecated' | 'retired'
  /** Day after which it no longer answers, ISO 8601; null when none is announced. */
  readonly retiresAt: string | null
  /** Id, at the same host, of the model that its makers name in its place. */
  readonly successor: string | null
}

/** US dollars for a million tokens. */
export interface Prices {
  /** The day on which they were read, and where. */
  readonly asOf: string
  readonly from: string
  readonly tiers: readonly PriceTier[]
}

/** Holds for prompts of at most `upTo` tokens (input and cache together); null: for all that are longer. */
export interface PriceTier {
  readonly upTo: number | null
  readonly input: number
  readonly output: number
  /** Kept for five minutes. */
  readonly cacheWrite: number
  /** Kept for an hour. */
  readonly cacheWriteHour: number
  readonly cacheRead: number
}
