import { blockTokens, conversationTokens, inputTokens, textTokens } from './tokens.ts'
import type { AppliedEdit, Block, ClearThinking, ClearToolUses, Conversation, Edit, Message } from './wire.ts'

/** What stands where a result was. The real API's wording is not documented. */
export const CLEARED_RESULT = '[Old tool result content cleared]'

export interface Cleared {
  readonly messages: readonly Message[]
  readonly applied: readonly AppliedEdit[]
  /** Prompt tokens before and after. */
  readonly originalTokens: number
  readonly tokens: number
}

/**
 * Applies context editing as documented: clear_thinking first, then clear_tool_uses, oldest first, all beyond `keep`.
 * Results that answer the newest assistant message stay, whatever `keep` says: they were asked for and not yet read.
 * The documents are silent on that; without it a model with `keep: 0` could never read anything.
 */
export function applyEdits(conversation: Conversation, edits: readonly Edit[]): Cleared {
  const originalTokens = conversationTokens(conversation)
  let messages = conversation.messages
  let tokens = originalTokens
  const applied: AppliedEdit[] = []
  for (const edit of edits) {
    const step =
      edit.type === 'clear_tool_uses_20250919'
        ? clearToolUses(messages, edit, tokens)
        : clearThinking(messages, edit)
    if (step === null) continue
    messages = step.messages
    tokens -= step.applied.cleared_input_tokens
    applied.push(step.applied)
  }
  return { messages, applied, originalTokens, tokens }
}

interface Step {
  readonly messages: readonly Message[]
  readonly applied: AppliedEdit
}

function clearToolUses(messages: readonly Message[], edit: ClearToolUses, tokens: number): Step | null {
  const uses = messages.flatMap((message) => message.content.filter((block) => block.type === 'tool_use'))
  const measured = edit.trigger.type === 'input_tokens' ? tokens : uses.length
  if (measured <= edit.trigger.value) return null
  const unread = unreadToolUses(messages)
  const clearable = uses.filter((use) => !edit.excludeTools.includes(use.name))
  const old = clearable
    .slice(0, Math.max(0, clearable.length - edit.keep))
    .filter((use) => !unread.has(use.id))
  const names = new Map(old.map((use) => [use.id, use.name]))
  if (names.size === 0) return null

  let saved = 0
  const cleared = messages.map((message) => {
    if (!message.content.some((block) => isOld(block, names))) return message
    const content = message.content.map((block) => clearedBlock(block, names, edit.clearToolInputs))
    message.content.forEach((block, index) => {
      const after = content[index]
      if (after !== undefined) saved += blockTokens(block) - blockTokens(after)
    })
    return { ...message, content }
  })
  if (saved <= 0 || saved < edit.clearAtLeast) return null
  return {
    messages: cleared,
    applied: {
      type: 'clear_tool_uses_20250919',
      cleared_tool_uses: names.size,
      cleared_input_tokens: saved,
    },
  }
}

function isOld(block: Block, names: ReadonlyMap<string, string>): boolean {
  return (
    (block.type === 'tool_use' && names.has(block.id)) ||
    (block.type === 'tool_result' && names.has(block.toolUse))
  )
}

function clearedBlock(
  block: Block,
  names: ReadonlyMap<string, string>,
  inputs: ClearToolUses['clearToolInputs'],
): Block {
  if (block.type === 'tool_result' && names.has(block.toolUse)) {
    const short = textTokens(block.text) <= textTokens(CLEARED_RESULT)
    return { ...block, text: short ? '' : CLEARED_RESULT, cleared: true }
  }
  if (block.type === 'tool_use' && names.has(block.id)) {
    const wanted = typeof inputs === 'boolean' ? inputs : inputs.includes(block.name)
    return wanted && inputTokens(block.input) > inputTokens({})
      ? { ...block, input: {}, cleared: true }
      : block
  }
  return block
}

/** Ids of the tool uses in the newest assistant message when nothing but their results follows. */
function unreadToolUses(messages: readonly Message[]): ReadonlySet<string> {
  const last = messages.findLastIndex((message) => message.role === 'assistant')
  const reply = messages[last]
  if (reply === undefined) return new Set()
  return new Set(reply.content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : [])))
}

function clearThinking(messages: readonly Message[], edit: ClearThinking): Step | null {
  const holders = messages.filter((message) => message.content.some(isThinking))
  const old = new Set(holders.slice(0, Math.max(0, holders.length - edit.keep)))
  if (old.size === 0) return null
  let tokens = 0
  const cleared = messages.map((message) => {
    if (!old.has(message)) return message
    for (const block of message.content) if (isThinking(block)) tokens += blockTokens(block)
    return { ...message, content: message.content.filter((block) => !isThinking(block)) }
  })
  return {
    messages: cleared,
    applied: {
      type: 'clear_thinking_20251015',
      cleared_thinking_turns: old.size,
      cleared_input_tokens: tokens,
    },
  }
}

function isThinking(block: Block): boolean {
  return block.type === 'thinking' || (block.type === 'opaque' && block.kind === 'redacted_thinking')
}
