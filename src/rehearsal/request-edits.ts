import { COMPACT_AT, CONTEXT_MANAGEMENT } from './betas.ts'
import { invalid } from './errors.ts'
import type { ModelFacts } from './models.ts'
import { isRecord } from './record.ts'
import { parseInstructions } from './request-compaction.ts'
import type { ClearThinking, ClearToolUses, CompactAt, Edit } from './wire.ts'

type Fields = Readonly<Record<string, unknown>>

/** Parses `context_management` with its documented defaults; empty when the request has none. */
export function parseEdits(
  value: unknown,
  betas: ReadonlySet<string>,
  model: ModelFacts,
): { readonly edits?: readonly Edit[]; readonly compactAt?: CompactAt } {
  if (value === undefined || value === null) return {}
  if (!betas.has(CONTEXT_MANAGEMENT) && !betas.has(COMPACT_AT)) {
    invalid('context_management: Extra inputs are not permitted')
  }
  if (!model.edits) invalid('context_management: This model does not support context management.')
  if (!isRecord(value)) invalid('context_management: Input should be a valid dictionary')
  const edits = value.edits ?? []
  if (!Array.isArray(edits)) invalid('context_management.edits: Input should be a valid list')
  const parsed = edits.map((edit: unknown, index) =>
    parseEdit(edit, betas, `context_management.edits.${index}`),
  )
  if (parsed.slice(1).some((edit) => edit.type === 'clear_thinking_20251015')) {
    invalid('context_management.edits: `clear_thinking_20251015` must be the first edit')
  }
  if (new Set(parsed.map((edit) => edit.type)).size < parsed.length) {
    invalid('context_management.edits: each edit type may only be given once')
  }
  const compactAt = parsed.find((edit) => edit.type === 'compact_20260112')
  if (compactAt !== undefined && !model.compacts) {
    invalid('context_management.edits: `compact_20260112` is not supported by this model')
  }
  return { edits: parsed.filter((edit) => edit.type !== 'compact_20260112'), compactAt }
}

function parseEdit(
  edit: unknown,
  betas: ReadonlySet<string>,
  where: string,
): Edit | (CompactAt & { readonly type: 'compact_20260112' }) {
  if (!isRecord(edit)) invalid(`${where}: Input should be a valid dictionary`)
  switch (edit.type) {
    case 'clear_tool_uses_20250919':
      return parseClearToolUses(edit, `${where}.clear_tool_uses_20250919`)
    case 'clear_thinking_20251015':
      return parseClearThinking(edit, `${where}.clear_thinking_20251015`)
    case 'compact_20260112':
      if (!betas.has(COMPACT_AT)) {
        invalid(`${where}: \`compact_20260112\` requires \`anthropic-beta: ${COMPACT_AT}\``)
      }
      return parseCompactAt(edit, `${where}.compact_20260112`)
    default:
      return invalid(
        `${where}: Input tag '${String(edit.type).slice(0, 60)}' found using 'type' does not match any of the expected tags: 'clear_tool_uses_20250919', 'clear_thinking_20251015', 'compact_20260112'`,
      )
  }
}

function parseClearToolUses(edit: Fields, where: string): ClearToolUses {
  allow(edit, ['type', 'trigger', 'keep', 'clear_at_least', 'exclude_tools', 'clear_tool_inputs'], where)
  return {
    type: 'clear_tool_uses_20250919',
    trigger: parseTrigger(edit.trigger, `${where}.trigger`),
    keep: amount(edit.keep, 'tool_uses', 3, `${where}.keep`),
    clearAtLeast: amount(edit.clear_at_least, 'input_tokens', 0, `${where}.clear_at_least`),
    excludeTools: edit.exclude_tools == null ? [] : names(edit.exclude_tools, `${where}.exclude_tools`),
    clearToolInputs: parseClearInputs(edit.clear_tool_inputs, `${where}.clear_tool_inputs`),
  }
}

function parseTrigger(trigger: unknown, where: string): ClearToolUses['trigger'] {
  if (trigger === undefined || trigger === null) return { type: 'input_tokens', value: 100_000 }
  if (!isRecord(trigger)) invalid(`${where}: Input should be a valid dictionary`)
  const { type } = trigger
  if (type !== 'input_tokens' && type !== 'tool_uses') {
    invalid(
      `${where}: Input tag '${String(type).slice(0, 60)}' found using 'type' does not match any of the expected tags: 'input_tokens', 'tool_uses'`,
    )
  }
  return { type, value: whole(trigger.value, `${where}.${type}.value`) }
}

function parseClearInputs(value: unknown, where: string): ClearToolUses['clearToolInputs'] {
  if (value === undefined || value === null) return false
  return typeof value === 'boolean' ? value : names(value, where)
}

function parseClearThinking(edit: Fields, where: string): ClearThinking {
  allow(edit, ['type', 'keep'], where)
  const { keep } = edit
  if (keep === undefined || keep === null || keep === 'all') {
    return { type: 'clear_thinking_20251015', keep: Number.POSITIVE_INFINITY }
  }
  if (isRecord(keep) && keep.type === 'all') {
    return { type: 'clear_thinking_20251015', keep: Number.POSITIVE_INFINITY }
  }
  const turns = amount(keep, 'thinking_turns', 1, `${where}.keep`)
  if (turns < 1) invalid(`${where}.keep.value: Input should be greater than 0`)
  return { type: 'clear_thinking_20251015', keep: turns }
}

const LEAST_TRIGGER = 50_000

function parseCompactAt(edit: Fields, where: string): CompactAt & { readonly type: 'compact_20260112' } {
  allow(edit, ['type', 'trigger', 'pause_after_compaction', 'instructions'], where)
  const trigger = amount(edit.trigger, 'input_tokens', 150_000, `${where}.trigger`)
  if (trigger < LEAST_TRIGGER) {
    invalid(`${where}.trigger.value: Input should be greater than or equal to ${LEAST_TRIGGER}`)
  }
  const { pause_after_compaction: pause, instructions } = edit
  if (pause !== undefined && pause !== null && typeof pause !== 'boolean') {
    invalid(`${where}.pause_after_compaction: Input should be a valid boolean`)
  }
  return {
    type: 'compact_20260112',
    trigger,
    pause: pause === true,
    instructions: parseInstructions(instructions, `${where}.instructions`),
  }
}

function amount(value: unknown, type: string, otherwise: number, where: string): number {
  if (value === undefined || value === null) return otherwise
  if (!isRecord(value) || value.type !== type) invalid(`${where}.type: Input should be '${type}'`)
  return whole(value.value, `${where}.value`)
}

function whole(value: unknown, where: string): number {
  if (value === undefined) invalid(`${where}: Field required`)
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    invalid(`${where}: Input should be a valid integer`)
  }
  if (value < 0) invalid(`${where}: Input should be greater than or equal to 0`)
  return value
}

function names(value: unknown, where: string): readonly string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    invalid(`${where}: Input should be a valid list of strings`)
  }
  return value
}

function allow(fields: Fields, allowed: readonly string[], where: string): void {
  for (const field of Object.keys(fields)) {
    if (!allowed.includes(field)) invalid(`${where}.${field}: Extra inputs are not permitted`)
  }
}
