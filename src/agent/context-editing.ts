/** Context editing between people's settings and the wire (claude-api.md 2a). */
import type { WireContextManagement } from '../claude/contract.ts'
import type { Capabilities } from './capabilities.ts'
import type { Clearing, ContextEditing } from './events.ts'
import { count, field } from './wire-fields.ts'

/** Who clears what of a chat at a model. */
export interface Division {
  readonly toolUses: 'host' | 'agent' | 'nobody'
  readonly thinking: 'host' | 'agent' | 'nobody'
}

/** The host clears what it can, and the agent the rest by the same rules. */
export function divide(
  { enabled, keepThinking }: ContextEditing,
  { clearing, clearsThinking }: Pick<Capabilities, 'clearing' | 'clearsThinking'>,
): Division {
  if (!enabled) return { toolUses: 'nobody', thinking: 'nobody' }
  const thinking = clearing === 'host' && clearsThinking ? 'host' : 'agent'
  return { toolUses: clearing, thinking: keepThinking === null ? 'nobody' : thinking }
}

/** The request's `context_management`; undefined when the host has nothing to clear. Thinking must come first. */
export function wireContextManagement(
  settings: ContextEditing,
  division: Division,
): WireContextManagement | undefined {
  const edits: NonNullable<WireContextManagement['edits']> = []
  if (division.thinking === 'host' && settings.keepThinking !== null) {
    const keep = { type: 'thinking_turns', value: Math.max(1, settings.keepThinking) } as const
    edits.push({ type: 'clear_thinking_20251015', keep })
  }
  if (division.toolUses === 'host') edits.push(clearToolUses(settings))
  return edits.length > 0 ? { edits } : undefined
}

function clearToolUses(settings: ContextEditing) {
  return {
    type: 'clear_tool_uses_20250919' as const,
    trigger: { type: settings.trigger.kind, value: settings.trigger.value },
    keep: { type: 'tool_uses' as const, value: settings.keep },
    ...(settings.clearAtLeast > 0
      ? { clear_at_least: { type: 'input_tokens' as const, value: settings.clearAtLeast } }
      : {}),
    ...(settings.excludeTools.length > 0 ? { exclude_tools: [...settings.excludeTools] } : {}),
    clear_tool_inputs: settings.clearToolInputs,
  }
}

/** Reads `applied_edits` of a reply; what it does not know it leaves out. */
export function readClearings(management: unknown): readonly Clearing[] {
  const edits = field(management, 'applied_edits')
  return Array.isArray(edits) ? edits.flatMap(readClearing) : []
}

function readClearing(edit: unknown): readonly Clearing[] {
  const tokens = count(field(edit, 'cleared_input_tokens'))
  const toolUses = count(field(edit, 'cleared_tool_uses'))
  const thinking = count(field(edit, 'cleared_thinking_turns'))
  if (toolUses > 0) return [{ kind: 'tool_uses', count: toolUses, tokens }]
  return thinking > 0 ? [{ kind: 'thinking', count: thinking, tokens }] : []
}
