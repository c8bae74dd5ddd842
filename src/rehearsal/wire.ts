/**
 * The Messages API as the rehearsal model reads it: what is left of a request after parsing.
 * Fields that it only carries (images, metadata) keep their size and nothing else.
 */
import type { Effort, ModelFacts, ThinkingKind } from './models.ts'

export interface TextBlock {
  readonly type: 'text'
  readonly text: string
}

export interface ToolUseBlock {
  readonly type: 'tool_use'
  readonly id: string
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
  /** Context editing took the input away. */
  readonly cleared?: boolean
}

export interface ToolResultBlock {
  readonly type: 'tool_result'
  readonly toolUse: string
  readonly text: string
  readonly isError: boolean
  /** Context editing put a placeholder here. */
  readonly cleared?: boolean
}

/** A block of a kind that the rules do not read. `size` is its length as JSON in characters. */
export interface OpaqueBlock {
  readonly type: 'opaque'
  readonly kind: string
  readonly size: number
}

/** Thinking of an earlier reply, sent back. `text` is empty where it was not shown; the signature knows its length. */
export interface ThinkingBlock {
  readonly type: 'thinking'
  readonly text: string
  readonly signature: string
}

/** How long a prefix that ends here shall be kept in the cache. */
export type CacheTtl = '5m' | '1h'

/** What every block of a request carries besides what it says. */
export interface Sent {
  /** `cache_control`. */
  readonly mark?: CacheTtl
  /** Names what the block says, without cache marks: two blocks that say the same have the same print. */
  readonly print: string
}

/** A summary in place of everything before it. Null: summarising had failed, and the block means nothing. */
export interface CompactionBlock {
  readonly type: 'compaction'
  readonly summary: string | null
  /** What the server signed it with; `signed`: a block that was made on demand. */
  readonly seal: string
  readonly signed: boolean
}

export type Block = (
  | TextBlock
  | ToolUseBlock
  | ToolResultBlock
  | OpaqueBlock
  | ThinkingBlock
  | CompactionBlock
) &
  Sent

export interface Message {
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: readonly Block[]
}

export interface Tool {
  /** `custom` or the dated name of a typed tool. */
  readonly type: string
  readonly name: string
  /** Length of the declaration as JSON in characters. */
  readonly size: number
  readonly print: string
  readonly mark?: CacheTtl
  /** `eager_input_streaming`; undefined when the request leaves it to the model. */
  readonly eager?: boolean
}

export type ToolChoice = {
  readonly kind: 'auto' | 'any' | 'tool' | 'none'
  readonly name?: string
  readonly parallel: boolean
}

/** `clear_tool_uses_20250919` with its documented defaults filled in. */
export interface ClearToolUses {
  readonly type: 'clear_tool_uses_20250919'
  readonly trigger: { readonly type: 'input_tokens' | 'tool_uses'; readonly value: number }
  readonly keep: number
  readonly clearAtLeast: number
  readonly excludeTools: readonly string[]
  readonly clearToolInputs: boolean | readonly string[]
}

export interface ClearThinking {
  readonly type: 'clear_thinking_20251015'
  /** Assistant turns whose thinking stays; Infinity for all. */
  readonly keep: number
}

export type Edit = ClearToolUses | ClearThinking

/** One block of the system prompt. */
export interface SystemPart extends Sent {
  readonly text: string
}

export interface Conversation {
  readonly system: readonly SystemPart[]
  readonly tools: readonly Tool[]
  readonly messages: readonly Message[]
}

/** How the request asks for thinking. */
export interface ThinkingMode {
  readonly kind: ThinkingKind
  readonly shown: boolean
}

export interface MessagesRequest extends Conversation {
  readonly model: ModelFacts
  readonly betas: ReadonlySet<string>
  /** Names the API key: what is signed or cached for one account is nothing to another. */
  readonly account: string
  /** Left out: the request does not ask, and there is none. */
  readonly thinking?: ThinkingMode
  /** Thinking that does not fit its conversation any more is dropped instead of refused. */
  readonly dropsMismatched: boolean
  readonly effort?: Effort
  /** The top-level `cache_control`: a mark on whatever block is the last that can carry one. */
  readonly automatic?: CacheTtl
  /** The request wants to know why its cache could not be used; `previous` null: it is the first of its chat. */
  readonly diagnostics?: { readonly previous: string | null }
  readonly maxTokens: number
  readonly stream: boolean
  readonly toolChoice: ToolChoice
  readonly stopSequences: readonly string[]
  /** Present when the request asked for context editing, even without edits. */
  readonly edits?: readonly Edit[]
  /** `compact_20260112`: summarise from so many tokens on. */
  readonly compactAt?: CompactAt
  /** Instead of a reply: the conversation as one compaction block. */
  readonly compactNow?: { readonly instructions: string }
}

export interface CompactAt {
  readonly trigger: number
  readonly pause: boolean
  readonly instructions: string
}

/** What the model says: the blocks of one reply, before they are cut into pieces. */
export type ReplyBlock =
  | TextBlock
  | {
      readonly type: 'tool_use'
      readonly name: string
      readonly input: Readonly<Record<string, unknown>>
      /** The input comes in one piece. */
      readonly whole?: boolean
    }
  | {
      readonly type: 'thinking'
      readonly text: string
      readonly shown: boolean
      /** Signs what was thought, which is less than `text` when the reply was cut. */
      readonly seal: (text: string) => string
    }
  | { readonly type: 'compaction'; readonly summary: string; readonly seal: string; readonly signed: boolean }

/** Thinking that was taken out of a request before the model read it. */
export interface Dropped {
  readonly type: 'thinking_dropped'
  readonly path: string
  readonly reason: 'model_binding_mismatch' | 'prefix_binding_mismatch' | 'organization_binding_mismatch'
}

export interface AppliedEdit {
  readonly type: Edit['type']
  readonly cleared_tool_uses?: number
  readonly cleared_thinking_turns?: number
  readonly cleared_input_tokens: number
}
