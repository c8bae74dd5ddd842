/**
 * Clearing where the host does not: old thinking, then old tool uses, by the rules of `clear_thinking_20251015` and
 * `clear_tool_uses_20250919` (claude-api.md 2a). Pure. What is stored stays whole; each request is cleared anew.
 */
import type { WireBlock, WireMessage } from '../claude/contract.ts'
import type { Clearing, ContextEditing } from './events.ts'
import { isThinking } from './seal.ts'
import { blockTokens, CLEARED, PER_CALL, textTokens } from './tokens.ts'

export interface Cleared {
  readonly messages: readonly WireMessage[]
  readonly clearing: Clearing | null
}

/** Which tool uses are cleared; none: an empty set. */
export type ClearedUses = ReadonlySet<string>

const NONE: ClearedUses = new Set()

/**
 * Chooses the tool uses to clear, oldest first: all but the newest `keep` and those of excluded tools, once the prompt passes
 * the trigger. Results that answer the newest reply stay whatever `keep` says: they were asked for and not yet read.
 * `promptTokens`: of the whole prompt, estimated.
 */
export function usesToClear(
  messages: readonly WireMessage[],
  settings: ContextEditing,
  promptTokens: number,
): ClearedUses {
  if (!settings.enabled) return NONE
  const uses = messages.flatMap(({ content }) => content.filter((block) => block.type === 'tool_use'))
  if (!isPastTrigger(settings, promptTokens, uses.length)) return NONE
  const newest = messages.findLast(({ role }) => role === 'assistant')
  const unread = callIds(newest ? [newest] : [])
  const clearable = uses.filter(({ name }) => !settings.excludeTools.includes(name))
  const old = clearable.slice(0, Math.max(0, clearable.length - settings.keep))
  const chosen = new Set(old.flatMap(({ id }) => (unread.has(id) ? [] : id)))
  const { clearing } = clearUses(messages, chosen, settings.clearToolInputs)
  return clearing && clearing.tokens >= settings.clearAtLeast ? chosen : NONE
}

/** Whether a prompt of so many tokens and tool uses passes the trigger, which counts one of the two. */
export function isPastTrigger({ trigger }: ContextEditing, promptTokens: number, uses: number): boolean {
  return (trigger.kind === 'input_tokens' ? promptTokens : uses) > trigger.value
}

/** Puts a note in the place of the results of these tool uses, and empties their inputs when `inputs` is set. */
export function clearUses(messages: readonly WireMessage[], uses: ClearedUses, inputs: boolean): Cleared {
  if (uses.size === 0) return { messages, clearing: null }
  let tokens = 0
  const cleared = messages.map((message) => {
    const content = mapKept(message.content, (block) => clearedBlock(block, uses, inputs))
    if (content === message.content) return message
    message.content.forEach((block, i) => {
      tokens += blockTokens(block) - blockTokens(content[i] ?? block)
    })
    return { ...message, content }
  })
  if (tokens <= 0) return { messages, clearing: null }
  return { messages: cleared, clearing: { kind: 'tool_uses', count: uses.size, tokens, by: 'agent' } }
}

const emptied = new WeakMap<WireBlock, WireBlock>()

function clearedBlock(block: WireBlock, uses: ClearedUses, inputs: boolean): WireBlock {
  if (block.type === 'tool_result' && uses.has(block.tool_use_id)) {
    const { type, tool_use_id, is_error } = block
    const short = blockTokens(block) <= PER_CALL + textTokens(CLEARED)
    return short
      ? block
      : kept(block, () => ({ type, tool_use_id, content: CLEARED, ...(is_error ? { is_error } : {}) }))
  }
  if (inputs && block.type === 'tool_use' && uses.has(block.id))
    return kept(block, () => ({ ...block, input: {} }))
  return block
}

function kept(block: WireBlock, make: () => WireBlock): WireBlock {
  const known = emptied.get(block) ?? make()
  emptied.set(block, known)
  return known
}

/** Leaves out thinking but for that of the newest `keep` replies that hold some. */
export function clearThinking(messages: readonly WireMessage[], keep: number): Cleared {
  const holders = messages.filter(({ content }) => content.some(isThinking))
  const old = new Set(holders.slice(0, Math.max(0, holders.length - keep)))
  if (old.size === 0) return { messages, clearing: null }
  let tokens = 0
  const cleared = messages.flatMap((message) => {
    if (!old.has(message)) return [message]
    for (const block of message.content) if (isThinking(block)) tokens += blockTokens(block)
    const content = message.content.filter((block) => !isThinking(block))
    return content.length > 0 ? [{ ...message, content }] : []
  })
  return { messages: cleared, clearing: { kind: 'thinking', count: old.size, tokens, by: 'agent' } }
}

/** Ids of the tool calls in some messages. */
export function callIds(messages: readonly WireMessage[]): ReadonlySet<string> {
  return new Set(
    messages.flatMap(({ content }) =>
      content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : [])),
    ),
  )
}

/** The very same list when nothing in it became another. */
function mapKept<T>(list: readonly T[], change: (each: T) => T): readonly T[] {
  const changed = list.map(change)
  return changed.every((each, i) => each === list[i]) ? list : changed
}
