/** Of each part of a prompt, what clearing leaves out of it. Pure; estimated by the rules of `clearing.ts`, also where the host clears. */
import type { WireMessage } from '../claude/contract.ts'
import { clearThinking, clearUses, usesToClear } from './clearing.ts'
import type { Division } from './context-editing.ts'
import { type ContextParts, contextParts, NOTHING, PARTS } from './context-parts.ts'
import type { ContextEditing } from './events.ts'

/** `messages`: whole, with nothing taken out. `promptTokens`: of the whole prompt, which the trigger is measured by. */
export function clearedParts(
  messages: readonly WireMessage[],
  settings: ContextEditing,
  { toolUses, thinking }: Division,
  promptTokens: number,
): ContextParts {
  const uses = toolUses === 'nobody' ? new Set<string>() : usesToClear(messages, settings, promptTokens)
  const keep = thinking === 'nobody' ? null : settings.keepThinking
  const cut = clearUses(messages, uses, settings.clearToolInputs).messages
  const left = keep === null ? cut : clearThinking(cut, Math.max(1, keep)).messages
  return left === messages ? NOTHING : difference(partsOf(messages), partsOf(left))
}

function partsOf(messages: readonly WireMessage[]): ContextParts {
  return contextParts({ system: '', tools: [], messages })
}

function difference(whole: ContextParts, left: ContextParts): ContextParts {
  const parts: Record<keyof ContextParts, number> = { ...NOTHING }
  for (const part of PARTS) parts[part] = Math.max(0, whole[part] - left[part])
  return parts
}
