/** Ready values for context editing, and what any values mean in a sentence. Pure. */
import type { ContextEditing } from '../../agent/events.ts'
import { count, numeral } from '../words.ts'

export type PresetId = 'demo' | 'work'

type Values = Pick<ContextEditing, 'trigger' | 'keep' | 'clearAtLeast'>

export const PRESETS: Readonly<
  Record<PresetId, { readonly name: string; readonly about: string; readonly values: Values }>
> = {
  demo: {
    name: 'For a demo',
    about: 'Clears early, so that one can see it happen.',
    values: { trigger: { kind: 'input_tokens', value: 2000 }, keep: 0, clearAtLeast: 500 },
  },
  work: {
    name: 'For real work',
    about: 'Clears late and keeps the newest, which is easy on the cache.',
    values: { trigger: { kind: 'input_tokens', value: 100_000 }, keep: 3, clearAtLeast: 5000 },
  },
}

export function presetOf(value: ContextEditing): PresetId | null {
  const { trigger, keep, clearAtLeast } = value
  for (const id of ['demo', 'work'] as const) {
    const { values } = PRESETS[id]
    const same = values.trigger.kind === trigger.kind && values.trigger.value === trigger.value
    if (same && values.keep === keep && values.clearAtLeast === clearAtLeast) return id
  }
  return null
}

export function sentenceOf(value: ContextEditing): string {
  if (!value.enabled)
    return 'Nothing is cleared: Claude sees every tool result until the conversation is full.'
  const unit = value.trigger.kind === 'input_tokens' ? 'input tokens' : 'tool uses'
  const keep =
    value.keep === 0 ? 'none is kept' : `the newest ${value.keep} ${value.keep === 1 ? 'is' : 'are'} kept`
  const least = value.clearAtLeast > 0 ? `, if that frees ${count(value.clearAtLeast, 'token')} or more` : ''
  const except = value.excludeTools.length > 0 ? ` Results of ${value.excludeTools.join(', ')} stay.` : ''
  return `Above ${numeral(value.trigger.value)} ${unit}, the oldest tool results are cleared${least}; ${keep}.${except}`
}

/** Digits as a number; nothing is 0. */
export function parseNumber(text: string): number {
  const value = Number.parseInt(text, 10)
  return Number.isSafeInteger(value) && value >= 0 ? value : 0
}
