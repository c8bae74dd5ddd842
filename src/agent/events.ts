/**
 * What one turn tells the world, step by step. Browser-safe: imports nothing.
 * The agent yields these; the workspace adds chat, turn and position and stores them before anybody sees them.
 *
 * A turn:  step.started → (block.started → block.delta* → block.finished)* → step.finished
 *          → (tool.started → tool.finished)* → step.started … → turn.finished
 * A failed request that will be tried again: step.waiting → step.started with the same number (blocks begin anew).
 */
export type TurnEvent =
  /** A request goes out. The same `step` again means: what came before was thrown away, begin anew. */
  | { readonly type: 'step.started'; readonly step: number; readonly model: string }
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
    }
  | {
      readonly type: 'step.finished'
      readonly step: number
      readonly stop: StopReason
      readonly usage: Usage
      /** US dollars by the price table; null when the model's price is unknown. */
      readonly cost: number | null
      readonly clearings: readonly Clearing[]
      /** The host's id of the message, for support. */
      readonly message: string
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

/** Tokens of one reply. The whole prompt is input + cacheRead + cacheWrite. */
export interface Usage {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
}

/** What context editing took out of the prompt of one request. */
export interface Clearing {
  readonly kind: 'tool_uses' | 'thinking'
  /** How many tool uses (or thinking turns) were left out of this request, counted from the oldest. */
  readonly count: number
  readonly tokens: number
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
  /** The server ended while the turn ran. */
  | { readonly kind: 'interrupted' }

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
}
