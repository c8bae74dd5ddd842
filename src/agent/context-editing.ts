/** Context editing between people's settings and the wire (`clear_tool_uses_20250919`, claude-api.md 2a). */
import type { WireContextManagement } from '../claude/contract.ts'
import type { Clearing, ContextEditing } from './events.ts'

/** The request's `context_management`; undefined when it is off. */
export function wireContextManagement(settings: ContextEditing): WireContextManagement | undefined {
  if (!settings.enabled) return undefined
  return {
    edits: [
      {
        type: 'clear_tool_uses_20250919',
        trigger: { type: settings.trigger.kind, value: settings.trigger.value },
        keep: { type: 'tool_uses', value: settings.keep },
        ...(settings.clearAtLeast > 0
          ? { clear_at_least: { type: 'input_tokens', value: settings.clearAtLeast } }
          : {}),
        ...(settings.excludeTools.length > 0 ? { exclude_tools: [...settings.excludeTools] } : {}),
        clear_tool_inputs: settings.clearToolInputs,
      },
    ],
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

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0
}
