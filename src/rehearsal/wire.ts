/**
 * The Messages API as the rehearsal model reads it: what is left of a request after parsing.
 * Fields that it only carries (thinking, images, metadata) keep their size and nothing else.
 */

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

export type Block = TextBlock | ToolUseBlock | ToolResultBlock | OpaqueBlock

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

export interface Conversation {
  readonly system: string
  readonly tools: readonly Tool[]
  readonly messages: readonly Message[]
}

export interface MessagesRequest extends Conversation {
  readonly model: string
  readonly maxTokens: number
  readonly stream: boolean
  readonly toolChoice: ToolChoice
  readonly stopSequences: readonly string[]
  /** Present when the request asked for context editing, even without edits. */
  readonly edits?: readonly Edit[]
}

/** What the model says: the blocks of one reply, before they are cut into pieces. */
export type ReplyBlock =
  | TextBlock
  | { readonly type: 'tool_use'; readonly name: string; readonly input: Readonly<Record<string, unknown>> }

export interface AppliedEdit {
  readonly type: Edit['type']
  readonly cleared_tool_uses?: number
  readonly cleared_thinking_turns?: number
  readonly cleared_input_tokens: number
}
