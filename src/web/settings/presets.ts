/** Presets of context editing, and what any values mean in a sentence. Pure. */
import type { ContextEditing } from '../../agent/events.ts'
import { words } from './words.ts'

export const PRESET_IDS = ['demo', 'work'] as const
export type PresetId = (typeof PRESET_IDS)[number]

type Values = Pick<ContextEditing, 'trigger' | 'keep' | 'clearAtLeast'>

/** Their names are in the catalogue, under the same ids. */
export const PRESETS: Readonly<Record<PresetId, { readonly values: Values }>> = {
  demo: {
    values: { trigger: { kind: 'input_tokens', value: 2000 }, keep: 0, clearAtLeast: 500 },
  },
  work: {
    values: { trigger: { kind: 'input_tokens', value: 100_000 }, keep: 3, clearAtLeast: 5000 },
  },
}

/** What the server takes of each number. */
export const BOUNDS = {
  trigger: { least: 1, most: 10_000_000 },
  keep: { least: 0, most: 10_000 },
  clearAtLeast: { least: 0, most: 10_000_000 },
  keepThinking: { least: 1, most: 10_000 },
} as const

export function presetName(id: PresetId): string {
  return words().clearing.preset[id].name
}

export function presetOf(value: ContextEditing): PresetId | null {
  const { trigger, keep, clearAtLeast } = value
  for (const id of PRESET_IDS) {
    const { values } = PRESETS[id]
    const same = values.trigger.kind === trigger.kind && values.trigger.value === trigger.value
    if (same && values.keep === keep && values.clearAtLeast === clearAtLeast) return id
  }
  return null
}

export function sentenceOf(value: ContextEditing): string {
  const said = words().clearing
  return value.enabled ? said.sentence(value) : said.off
}
